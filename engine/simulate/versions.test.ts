import { expect, test } from 'vitest';
import { Versions } from './versions';

test('A version counts the writes of a thing', () => {
  const versions = new Versions();
  expect(versions.of(64)).toBe(0);
  expect([versions.write(64), versions.write(64), versions.write(65)]).toEqual([1, 2, 1]);
  expect(versions.of(64)).toBe(2);
});

test('Beyond its room it forgets what was written first, and says how many', () => {
  const versions = new Versions(2);
  for (const key of [1, 2, 1, 3]) versions.write(key);
  expect([1, 2, 3].map((key) => versions.of(key))).toEqual([0, 1, 1]);
  expect(versions.forgotten).toBe(1);
});
