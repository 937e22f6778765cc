import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('a text that a spreadsheet would take for a formula is a text; a number below zero is a number', () => {
  const written = csvOf({
    columns: [
      { name: '=pwned(1)', kind: 'words', values: ['+pwned(1)', '@pwned', 'plain'] },
      { name: 'off', kind: 'number', values: [-0.25, 3, null] },
    ],
  });
  expect(written.split('\n')).toEqual([`"'=pwned(1)",off`, `"'+pwned(1)",-0.25`, `"'@pwned",3`, 'plain,', '']);
});
