import { expect, test } from 'vitest';
import { TimeLeft } from './time-left';

test('at a steady pace the rest takes as long as its share says', () => {
  const left = new TimeLeft();
  expect(left.after(0, 1000)).toBeNull();
  expect(left.after(0.01, 1200)).toBeNull();
  for (let share = 0.1; share < 0.95; share += 0.1) expect(left.after(share, 1000 + share * 20_000)).toBeCloseTo((1 - share) * 20_000, 5);
  expect(left.after(1, 21_000)).toBe(0);
});

test('a slow start is forgotten', () => {
  const left = new TimeLeft();
  left.after(0, 0);
  // A tenth in the first ten seconds, then a tenth every second.
  left.after(0.1, 10_000);
  let said: number | null = null;
  for (let i = 1; i <= 8; i += 1) said = left.after(0.1 + i / 10, 10_000 + i * 1000);
  expect(said).toBeGreaterThan(900);
  expect(said).toBeLessThan(1400);
});

test('says nothing where nothing moves', () => {
  const left = new TimeLeft();
  left.after(0.5, 0);
  expect(left.after(0.5, 60_000)).toBeNull();
});

test('many words of it cost no memory and little accuracy', () => {
  const left = new TimeLeft();
  let said: number | null = null;
  for (let i = 0; i < 10_000; i += 1) said = left.after(i / 20_000, i * 10);
  expect(said! / (10_001 * 10)).toBeCloseTo(1, 1);
});
