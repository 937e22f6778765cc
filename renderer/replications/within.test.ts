import { expect, test } from 'vitest';
import { formatMs, formatShare } from '../panels/format';
import { within } from './within';

/** Numbers and their units are kept on one line. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test('a mean stands with half of its interval, each with its unit', () => {
  expect(plain(within({ n: 9, mean: 12.34, low: 11.903, high: 12.777 }, formatMs))).toBe('12.3 ms ± 440 µs');
  expect(plain(within({ n: 9, mean: 0.5, low: 0.5, high: 0.5 }, formatShare))).toBe('50 %');
});

test('one run alone has no interval, and a number that no run has is a dash', () => {
  expect(plain(within({ n: 1, mean: 2, low: null, high: null }, formatMs))).toBe('2 ms');
  expect(plain(within({ n: 0, mean: null, low: null, high: null }, formatMs))).toBe('—');
});
