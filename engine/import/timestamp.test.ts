import { expect, test } from 'vitest';
import { parseTimestamp } from './timestamp';

test('every day of four centuries, as the platform has it', () => {
  const wrong: string[] = [];
  for (let day = -80_000; day < 80_000; day += 1) {
    const text = new Date(day * 86_400_000).toISOString();
    if (parseTimestamp(text)?.seconds !== day * 86_400) wrong.push(text);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['2026-03-01T12:00:00.25Z', Date.UTC(2026, 2, 1, 12) / 1000, 250_000_000],
  ['2026-03-01 12:00:00,000000001', Date.UTC(2026, 2, 1, 12) / 1000, 1],
  ['2026-03-01T12:00:00+01:30', Date.UTC(2026, 2, 1, 10, 30) / 1000, 0],
  ['2026-03-01T12:00:00.5-0800', Date.UTC(2026, 2, 1, 20) / 1000, 500_000_000],
  ['2024-02-29T23:59:59Z', Date.UTC(2024, 1, 29, 23, 59, 59) / 1000, 0],
])('%s', (text, seconds, nanos) => expect(parseTimestamp(text)).toEqual({ seconds, nanos }));

test.each([
  '',
  '12:00',
  '2026-03-01',
  '2026-13-01T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-03-01T24:00:00Z',
  '2026-03-01T12:00:00.1234567890Z',
  '01/03/2026 12:00:00',
])('%j is none', (text) => expect(parseTimestamp(text)).toBeNull());
