import { expect, test } from 'vitest';
import { concurrencyOf } from './concurrency';
import type { Run } from './observed';

/** A call that waits and then works, with a wait for others between two stretches of work. [ms] */
const call = (at: number, waits: number, works: number, others: number, instance = 'a'): Run => {
  const [start, began] = [at * 1e6, (at + waits) * 1e6];
  const end = began + (2 * works + others) * 1e6;
  return {
    start,
    end,
    instance,
    waited: waits * 1e6,
    paused: 0,
    failed: false,
    cause: '',
    sequence: { gaps: [], elements: [] },
    busy: [start, began + works * 1e6, end - works * 1e6, end],
  };
};

test('as many as are at work while others wait are the workers of one replica', () => {
  const runs = [call(0, 0, 10, 0), call(0, 0, 10, 0), call(5, 15, 10, 0), call(100, 0, 10, 0, 'b')];
  expect(concurrencyOf(runs)).toMatchObject({ replicas: 2, workers: 2, blocking: true, from: 'waiting', longestQueue: 1 });
});

test('workers that are free while they wait for others are told by how many do own work', () => {
  // One worker: each call works 10 ms, waits 100 ms for others, works 10 ms again; three are in the house while the fourth waits.
  const runs = [call(0, 0, 10, 100), call(9, 1, 10, 100), call(18, 2, 10, 100), call(27, 3, 10, 100)];
  expect(concurrencyOf(runs)).toMatchObject({ workers: 1, blocking: false, from: 'waiting' });
});

test('where nothing waits, twice what overlaps is taken, and sixteen at least', () => {
  const overlapping = (n: number) => concurrencyOf(Array.from({ length: n }, () => call(0, 0, 10, 0)));
  expect(overlapping(3)).toMatchObject({ workers: 16, from: 'overlap' });
  expect(overlapping(20)).toMatchObject({ workers: 40, from: 'overlap' });
});
