import { describe, expect, test } from 'vitest';
import { chiSquare, chiSquareInterval } from '../../../test/statistics';
import { Rng } from '../../core/rng';
import { type EvictionParams, zEviction } from '../cache-params';
import { CacheTable } from './cache-table';

const eviction = (kind: string, more: object = {}): EvictionParams => zEviction.parse({ kind, ...more });
const tableOf = (capacity: number, params: EvictionParams, renewOnHit = false) =>
  new CacheTable({ capacity, eviction: params, renewOnHit }, Rng.root(5));
const held = (table: CacheTable, keys: number, now = 0): number[] =>
  Array.from({ length: keys }, (_, key) => key).filter((key) => peek(table, key, now));
/** Whether the key is there, without a look-up. */
const peek = ({ entries }: CacheTable, key: number, now = 0): boolean => {
  const slot = entries.keys.indexOf(key);
  return slot >= 0 && now <= entries.expiresAt[slot]!;
};

interface Plain {
  readonly key: number;
  uses: number;
  used: number;
  readonly born: number;
  expiresAt: number;
}
/** Which entry goes, said as plainly as possible. */
const first = {
  lru: (a: Plain, b: Plain) => a.used - b.used,
  fifo: (a: Plain, b: Plain) => a.born - b.born,
  lfu: (a: Plain, b: Plain) => a.uses - b.uses || a.used - b.used,
};

describe.each(['lru', 'fifo', 'lfu'] as const)('%s', (kind) => {
  test.each([0, 6])('does what a plain list does, at random (%i keys remembered)', (remembered) => {
    // Method: 20,000 seeded steps beside a list: look-ups, writes, removals, and now and then another capacity.
    const rng = Rng.root(31).fork(kind);
    let capacity = 7;
    const params = kind === 'lfu' ? eviction(kind, { remembered }) : eviction(kind);
    const table = tableOf(capacity, params);
    let list: Plain[] = [];
    let gone: { key: number; uses: number }[] = [];
    const leave = (entry: Plain) => {
      list = list.filter((e) => e !== entry);
      gone = [...gone, { key: entry.key, uses: entry.uses }].slice(-remembered || gone.length + 1);
    };
    const evict = () => leave(list.toSorted(first[kind])[0]!);
    for (let step = 0; step < 20_000; step++) {
      if (rng.next() < 0.005) {
        capacity = 1 + rng.int(9);
        while (list.length > capacity) evict();
        table.configure({ capacity, eviction: params, renewOnHit: false }, step);
      }
      const key = rng.int(20);
      const entry = list.find((e) => e.key === key);
      const removes = rng.next() < 0.03;
      expect(removes && table.remove(key)).toBe(removes && entry !== undefined);
      if (removes && entry) leave(entry);
      if (removes) continue;
      const good = entry !== undefined && step <= entry.expiresAt;
      if (entry && !good) leave(entry);
      expect(table.find(key, step) >= 0).toBe(good);
      if (good) {
        entry.uses += 1;
        entry.used = step;
        continue;
      }
      if (list.length === capacity) evict();
      const before = remembered === 0 ? undefined : gone.find((g) => g.key === key);
      gone = gone.filter((g) => g.key !== key);
      list.push({ key, uses: 1 + (before?.uses ?? 0), used: step, born: step, expiresAt: step + 40 });
      table.put(key, 0, false, 40, step);
      expect(table.size).toBe(list.length);
      expect(held(table, 20)).toEqual(list.map((e) => e.key).toSorted((a, b) => a - b));
    }
  });
});

test('random: each entry goes with the same probability', () => {
  // Method: 20,000 evictions from eight entries, the one that went put back; chi-square within its 99.9 % interval.
  const table = tableOf(8, eviction('random'));
  for (let key = 0; key < 8; key++) table.put(key, 0, false, Infinity, 0);
  const counts = new Array<number>(8).fill(0);
  for (let i = 0; i < 20_000; i++) {
    table.put(100, 0, false, Infinity, 0);
    const victim = table.evicted;
    counts[victim] = counts[victim]! + 1;
    table.remove(100);
    table.put(victim, 0, false, Infinity, 0);
  }
  const [low, high] = chiSquareInterval(7);
  const found = chiSquare(counts, () => 2_500);
  expect(found).toBeGreaterThan(low);
  expect(found).toBeLessThan(high);
});

describe('time to live', () => {
  test('an entry is good up to and including its last moment', () => {
    const table = tableOf(4, eviction('lru'));
    table.put(1, 0, false, 100, 1000);
    expect(table.find(1, 1100)).toBeGreaterThanOrEqual(0);
    expect(table.find(1, 1101)).toBe(-1);
    expect(table.expired).toBe(1);
    expect(table.size).toBe(0);
  });

  test('a write begins it anew, a look-up only where it is said', () => {
    for (const renews of [false, true]) {
      const table = tableOf(4, eviction('lru'), renews);
      table.put(1, 0, false, 100, 0);
      table.find(1, 60);
      expect(table.find(1, 120) >= 0).toBe(renews);
      table.put(1, 0, false, 100, 130);
      expect(table.find(1, 230)).toBeGreaterThanOrEqual(0);
    }
  });
});

test('an entry keeps what was last put, with the keys up to 2^53', () => {
  const table = tableOf(3, eviction('lru'));
  const keys = [0, 2 ** 31, 2 ** 53 - 1];
  for (const [i, key] of keys.entries()) table.put(key, i, i === 1, Infinity, 0);
  for (const [i, key] of keys.entries()) {
    const slot = table.find(key, 0);
    expect([table.entries.versions[slot], table.entries.absent[slot]]).toEqual([i, i === 1 ? 1 : 0]);
  }
  table.put(0, 9, true, Infinity, 0);
  expect(table.entries.versions[table.find(0, 0)]).toBe(9);
  expect(table.size).toBe(3);
});

test('forgets all when it is cleared, and holds as much again', () => {
  for (const kind of ['lru', 'lfu', 'fifo', 'random', 'sampled-lru', 'sampled-lfu']) {
    const table = tableOf(40, eviction(kind));
    for (let key = 0; key < 100; key++) table.put(key, 0, false, Infinity, key);
    table.clear();
    expect(table.size).toBe(0);
    for (let key = 0; key < 100; key++) expect(table.find(key, 200)).toBe(-1);
    for (let key = 0; key < 100; key++) table.put(key, 0, false, Infinity, 300 + key);
    expect(table.size).toBe(40);
  }
});

test('takes any other policy and capacity while it is used: what fits stays', () => {
  // Method: 300 seeded edits with 50 look-ups between; sizes and contents must stay what they say they are.
  const rng = Rng.root(77);
  const kinds = ['lru', 'lfu', 'fifo', 'random', 'sampled-lru', 'sampled-lfu'];
  const table = tableOf(10, eviction('lru'));
  for (let edit = 0, now = 0; edit < 300; edit++) {
    const before = held(table, 80);
    const capacity = 1 + rng.int(50);
    table.configure({ capacity, eviction: eviction(kinds[rng.int(kinds.length)]!), renewOnHit: false }, now);
    const after = held(table, 80);
    expect(after).toHaveLength(Math.min(before.length, capacity));
    expect(after.every((key) => before.includes(key))).toBe(true);
    for (let i = 0; i < 50; i++, now++) {
      const key = rng.int(80);
      expect(table.find(key, now) >= 0).toBe(held(table, 80).includes(key));
      if (!peek(table, key)) table.put(key, 0, false, Infinity, now);
      expect(table.size).toBe(held(table, 80).length);
      expect(table.size).toBeLessThanOrEqual(capacity);
    }
  }
});

test('a smaller capacity keeps the most recently used', () => {
  const table = tableOf(40, eviction('lru'));
  for (let key = 0; key < 40; key++) table.put(key, 0, false, Infinity, key);
  table.find(3, 50);
  table.configure({ capacity: 4, eviction: eviction('lru'), renewOnHit: false }, 60);
  expect(held(table, 40)).toEqual([3, 37, 38, 39]);
  table.put(70, 0, false, Infinity, 61);
  expect(table.evicted).toBe(37);
});

test('allocates nothing once it is full', () => {
  const table = tableOf(1000, eviction('lru'));
  for (let key = 0; key < 2000; key++) table.put(key, 0, false, Infinity, key);
  const { keys, versions } = table.entries;
  for (let key = 2000; key < 20_000; key++) table.put(key, 0, false, Infinity, key);
  expect(table.entries.keys).toBe(keys);
  expect(table.entries.versions).toBe(versions);
  expect(keys.length).toBe(1000);
});
