import { expect, test } from 'vitest';
import { shardOf } from './shards';

const spread = (count: number, things: number, of: (n: number) => number): number[] => {
  const found = Array.from({ length: count }, () => 0);
  for (let n = 0; n < things; n++) found[of(n)]! += 1;
  return found;
};

test('by hash things spread evenly, as far as chance goes', () => {
  // Method: chi-square of 10,000 things over 8 shards; 24.3 is passed by chance once in a thousand times, and the hash is fixed.
  for (const type of [0, 1, 7]) {
    const found = spread(8, 10_000, (n) => shardOf(n, type, { by: 'hash', count: 8 }));
    expect(found.reduce((sum, n) => sum + (n - 1250) ** 2 / 1250, 0)).toBeLessThan(24.3);
  }
});

test('a thing stays where it is, and things of another kind with its number lie elsewhere', () => {
  const of = (type: number) => Array.from({ length: 100 }, (_, n) => shardOf(n, type, { by: 'hash', count: 8 }));
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});

test('by range neighbours lie together, and numbers beyond the keys in the last shard', () => {
  const shards = { by: 'range', count: 4, keys: 100 } as const;
  expect(spread(4, 100, (n) => shardOf(n, 0, shards))).toEqual([25, 25, 25, 25]);
  expect([24, 25, 99, 100, 1e9].map((n) => shardOf(n, 0, shards))).toEqual([0, 1, 3, 3, 3]);
});

test('splits say where ranges begin', () => {
  const shards = { by: 'range', count: 3, keys: 100, splits: [1, 50] } as const;
  expect([0, 1, 49, 50, 1e6].map((n) => shardOf(n, 0, { ...shards, splits: [...shards.splits] }))).toEqual([0, 1, 1, 2, 2]);
  // More splits than shards: those beyond say nothing.
  expect(shardOf(1e6, 0, { by: 'range', count: 2, keys: 100, splits: [1, 50] })).toBe(1);
});

test('a request about nothing goes to some shard', () => {
  expect(shardOf(-1, 0, { by: 'range', count: 4, keys: 100 })).toBe(0);
  expect(shardOf(-1, 0, { by: 'hash', count: 4 })).toBeGreaterThanOrEqual(0);
});
