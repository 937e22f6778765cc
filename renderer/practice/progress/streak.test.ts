import { expect, test } from 'vitest';
import { streakOf } from './streak';

const at = (day: number, hour = 12) => new Date(2026, 2, day, hour).getTime();

test.each([
  ['nothing', [], { days: 0, lately: 0 }],
  ['only today', [at(20)], { days: 1, lately: 1 }],
  ['today is not over yet', [at(18), at(19)], { days: 2, lately: 2 }],
  ['a gap ends it', [at(16), at(17), at(20)], { days: 1, lately: 3 }],
  ['twice on one day is one day', [at(19, 1), at(19, 23), at(20)], { days: 2, lately: 2 }],
  ['long ago', [at(-20)], { days: 0, lately: 0 }],
])('%s', (_, moments, streak) => {
  expect(streakOf(moments, at(20, 9))).toEqual(streak);
});

test('the days on which clocks change are days as others are', () => {
  const moments = Array.from({ length: 20 }, (_, i) => new Date(2026, 2, 20 + i, 12).getTime());
  expect(streakOf(moments, moments.at(-1)!).days).toBe(20);
});
