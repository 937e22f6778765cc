import { expect, test } from 'vitest';
import { WeightedRoundRobin } from './weighted-round-robin';

const replicas = [{ index: 0 }, { index: 1 }, { index: 2 }];
const turns = (weights: number[], n: number, among = replicas) => {
  const policy = new WeightedRoundRobin(weights);
  return Array.from({ length: n }, () => 'abc'[among[policy.choose(among)]!.index]).join('');
};

test('nginx’s own example: 5, 1, 1 gives a a b a c a a', () => {
  expect(turns([5, 1, 1], 14)).toBe('aabacaaaabacaa');
});

test('equal weights take turns, and so do weights that are all 0', () => {
  expect(turns([1, 1, 1], 6)).toBe('abcabc');
  expect(turns([0, 0, 0], 6)).toBe('abcabc');
});

test('weight 0 takes nothing; shares are exact over each sum of weights', () => {
  const all = turns([7, 0, 4], 11 * 5);
  for (let start = 0; start < all.length; start += 11) {
    const turn = all.slice(start, start + 11);
    expect(turn.split('a').length - 1).toBe(7);
    expect(turn).not.toContain('b');
  }
});

test('weights begin again at the first for more replicas than weights', () => {
  expect(turns([2, 1], 5)).toHaveLength(5);
  expect(turns([2, 1], 50).split('b').length - 1).toBe(10);
});

test('the rest share what one that is missing would have taken', () => {
  const policy = new WeightedRoundRobin([5, 1, 1]);
  policy.choose(replicas);
  const rest = [replicas[1]!, replicas[2]!];
  const counts = [0, 0];
  for (let i = 0; i < 100; i++) counts[policy.choose(rest)]! += 1;
  expect(Math.abs(counts[0]! - counts[1]!)).toBeLessThanOrEqual(1);
});

test('new weights begin a new turn', () => {
  const policy = new WeightedRoundRobin([5, 1, 1]);
  policy.choose(replicas);
  policy.configure([1, 3, 0]);
  expect(Array.from({ length: 8 }, () => policy.choose(replicas)).filter((i) => i === 1).length).toBe(6);
});
