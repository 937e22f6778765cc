import { expect, test } from 'vitest';
import { readQuantity } from './quantity';

test.each([
  ['10M', 'users', 10_000_000],
  ['1.5 k', '1/s', 1_500],
  ['1b', 'users', 1_000_000_000],
  ['2 KB', 'bytes', 2_000],
  ['500 B', 'bytes', 500],
  ['4 KiB', 'bytes', 4_000],
  ['3TB', 'bytes', 3e12],
  ['100,000', 's', 100_000],
  ['20 %', 'share', 0.2],
  ['.5', 'share', 0.5],
  ['1e6', 'users', 1_000_000],
  ['ten', 'users', null],
  ['', 'users', null],
  ['10 xs', 'users', null],
])('"%s" as %s is read as %s', (text, unit, value) => {
  expect(readQuantity(text, unit)).toBe(value);
});
