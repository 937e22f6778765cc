import { expect, test } from 'vitest';
import { baseName, fileName, readFile } from './files';

test.each([
  ['Checkout platform (draft)', 'checkout-platform-draft.faultline.json'],
  ['orders.faultline.json', 'orders.faultline.json'],
  ['///', 'design.faultline.json'],
])('%s is saved as %s', (name, expected) => {
  expect(fileName(name)).toBe(expected);
});

test('a path gives its last part, on every system', () => {
  expect(baseName('/home/a/b.json')).toBe('b.json');
  expect(baseName('C:\\designs\\b.json')).toBe('b.json');
});

test('a file of 50 MB is refused before it is read', async () => {
  const file = { name: 'huge.json', size: 50e6, text: () => Promise.reject(new Error('read')) } as unknown as File;
  const read = await readFile(file);
  expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-too-large', message: expect.stringContaining('50.0 MB') }] });
});
