import { expect, test } from 'vitest';
import { NO_DATA, formatClock, formatTick, formatCount, formatMs, formatNumber, formatRate, formatShare, formatUnit } from './format';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test.each([
  [0, '0'],
  [0.04567, '0.0457'],
  [1.2345, '1.23'],
  [999.6, '1,000'],
  [12_345, '12,300'],
  [1_234_567, '1.23 M'],
  [2.5e9, '2.5 G'],
])('number %d', (value, text) => {
  expect(plain(formatNumber(value))).toBe(text);
});
test.each([
  [0, '0 ms'],
  [0.25, '250 µs'],
  [0.9996, '1 ms'],
  [12.34, '12.3 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [4016, '4.02 s'],
  [120_000, '2 min'],
])('%d ms', (value, text) => {
  expect(plain(formatMs(value))).toBe(text);
});
test.each([
  [0, '0 B/s'],
  [850, '850 B/s'],
  [12_340, '12.3 kB/s'],
  [999_600, '1 MB/s'],
  [1.25e9, '1.25 GB/s'],
])('%d bytes a second', (value, text) => {
  expect(plain(formatUnit(value, 'B/s'))).toBe(text);
});
test('nothing is a dash, never a zero', () => {
  for (const none of [null, undefined, Number.NaN, Infinity]) {
    expect([formatNumber(none), formatMs(none), formatShare(none), formatRate(none), formatCount(none), formatUnit(none, 'ms')]).toEqual(
      Array(6).fill(NO_DATA),
    );
  }
});
test('shares, rates, counts and units', () => {
  expect(plain(formatShare(0.12345))).toBe('12.3 %');
  expect(plain(formatRate(499.7))).toBe('500 /s');
  expect(formatCount(12_345.4)).toBe('12,345');
  expect(plain(formatUnit(1, 'calls'))).toBe('1 call');
  expect(plain(formatUnit(3, 'replicas'))).toBe('3 replicas');
});
test('axis ticks are short', () => {
  expect([0, 5, 90, 600, 3600, 0.5].map(formatTick)).toEqual(['0:00', '0:05', '1:30', '10:00', '1:00:00', '0:00.5']);
});
test('the clock', () => {
  expect(formatClock(0)).toBe('00:00.0');
  expect(formatClock(67.29e9)).toBe('01:07.2');
  expect(formatClock(3723.4e9)).toBe('1:02:03.4');
});
