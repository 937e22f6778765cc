import { expect, test } from 'vitest';
import { byWhom } from './ledger-words';

test('names who did it, each once', () => {
  expect(byWhom({ requests: [17, 17] })).toBe('request 17');
  expect(byWhom({ requests: [17, 21] })).toBe('requests 17 and 21');
  expect(byWhom({ requests: [1, 2, 3] })).toBe('requests 1, 2 and 3');
});
