import { Rating } from 'ts-fsrs';
import { expect, test } from 'vitest';
import { type Dimension, dimensions } from '../../../engine/practice/prompt-file';
import { gradeOf, type Reviewed, standings } from './review';

const DAY = 86_400_000;
const T = Date.UTC(2026, 0, 5, 12);
const days = (due: number | null, from: number) => Math.round(((due ?? Number.NaN) - from) / DAY);
const of = (reviews: readonly Reviewed<Dimension>[], dimension: Dimension, now = T) =>
  standings(dimensions, reviews, now).find(({ key }) => key === dimension)!;

test('a weak dimension comes back before a strong one', () => {
  const reviews: Reviewed<Dimension>[] = [
    { at: T, key: 'resilience', score: 30 },
    { at: T, key: 'estimation', score: 95 },
  ];
  const weak = days(of(reviews, 'resilience').due, T);
  const strong = days(of(reviews, 'estimation').due, T);
  expect(weak).toBe(1);
  expect(strong).toBeGreaterThan(weak + 2);
});

test('what is answered well again and again comes back later and later, and at once after a miss', () => {
  const reviews: Reviewed<Dimension>[] = [];
  const gaps: number[] = [];
  let at = T;
  for (let i = 0; i < 4; i++) {
    reviews.push({ at, key: 'boundaries', score: 80 });
    const { due } = of(reviews, 'boundaries', at);
    gaps.push(days(due, at));
    at = due!;
  }
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(gaps.at(-1)).toBeGreaterThan(2 * gaps[0]!);
  reviews.push({ at, key: 'boundaries', score: 20 });
  expect(days(of(reviews, 'boundaries', at).due, at)).toBeLessThan(gaps[1]!);
});

test('due ones stand first, the longest due at the head, then what was never tried', () => {
  const reviews: Reviewed<Dimension>[] = [
    { at: T - 20 * DAY, key: 'trade-offs', score: 20 },
    { at: T - 10 * DAY, key: 'communication', score: 20 },
    { at: T, key: 'requirements', score: 95 },
  ];
  const order = standings(dimensions, reviews, T).map(({ key }) => key);
  expect(order.slice(0, 2)).toEqual(['trade-offs', 'communication']);
  expect(order.at(-1)).toBe('requirements');
  expect(order).toHaveLength(dimensions.length);
});

test.each([
  [0, Rating.Again],
  [49, Rating.Again],
  [50, Rating.Hard],
  [70, Rating.Good],
  [90, Rating.Easy],
])('a score of %d is graded %d', (score, grade) => {
  expect(gradeOf(score)).toBe(grade);
});
