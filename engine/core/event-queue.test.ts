import { expect, test } from 'vitest';
import { EventQueue } from './event-queue';
import { Rng } from './rng';

/** A queue whose entries are numbered in the order of entry. */
class Numbered {
  readonly queue = new EventQueue();
  readonly isIn = new Set<number>();
  seq = 0;

  push(at: number, entry = this.queue.add()): number {
    this.queue.at[entry] = at;
    this.queue.seq[entry] = this.seq++;
    this.queue.push(entry);
    this.isIn.add(entry);
    return entry;
  }

  at(entry: number): number {
    return this.queue.at[entry]!;
  }

  /** The time of the next entry; -1 without any. */
  pop(until = Infinity): number {
    const entry = this.queue.popUntil(until);
    return entry === 0 ? -1 : this.at(entry);
  }

  isBefore(a: number, b: number): boolean {
    const { at, seq } = this.queue;
    return at[a]! < at[b]! || (at[a] === at[b] && seq[a]! < seq[b]!);
  }
}

/** Holds about `pending` entries while it pushes, pops and removes; every pop is held against a plain search for the earliest. @returns entries that never came out */
function leftAfter(pending: number, pops: number, delay: (rng: Rng) => number, seed: number): number {
  const rng = Rng.root(seed);
  const all = new Numbered();
  const { queue, isIn } = all;
  let now = 0;
  for (let i = 0; i < pending; i++) all.push(delay(rng));
  for (let i = 0; i < pops; i++) {
    const popped = queue.popUntil(Infinity);
    expect(isIn.delete(popped)).toBe(true);
    // Looking at all of them is dear, so not at every pop.
    expect(i % 16 !== 0 || [...isIn].every((other) => all.isBefore(popped, other))).toBe(true);
    expect(all.at(popped)).toBeGreaterThanOrEqual(now);
    now = all.at(popped);
    all.push(now + delay(rng), popped);
    if (rng.int(8) === 0 && isIn.size > 1) {
      const victim = [...isIn][rng.int(Math.min(isIn.size, 64))]!;
      queue.remove(victim);
      isIn.delete(victim);
      // Now and then an entry comes back with an old place in the order of entry, as a lane's sentinel does.
      all.push(now + delay(rng), victim);
      if (rng.int(4) === 0) {
        queue.remove(victim);
        queue.seq[victim] = rng.int(all.seq) + 0.5;
        queue.push(victim);
      }
    }
    expect(queue.size).toBe(isIn.size);
  }
  let last = -1;
  for (let entry = queue.popUntil(Infinity); entry !== 0; entry = queue.popUntil(Infinity)) {
    expect(all.at(entry)).toBeGreaterThanOrEqual(last);
    last = all.at(entry);
    isIn.delete(entry);
  }
  return isIn.size;
}

const exponential = (mean: number) => (rng: Rng) => Math.round(rng.exponential() * mean);

test.each([
  ['a heap of a few', 5, exponential(1e6)],
  ['a ring of many', 300, exponential(1e6)],
  ['delays a thousand million apart', 200, (rng: Rng) => (rng.int(4) === 0 ? Math.round(rng.exponential() * 1e12) : rng.int(1000))],
  ['many at the same instant', 200, (rng: Rng) => rng.int(3) * 1e6],
  ['all at once', 100, () => 0],
])('%s leaves in order of time, then of entry', (_, pending, delay) => {
  // Method: 20,000 pops are enough for two reviews of width and length.
  expect(leftAfter(pending, 20_000, delay, 7)).toBe(0);
});

test('grows from a heap to a ring and back without losing an entry', () => {
  const all = new Numbered();
  const { queue } = all;
  let now = 0;
  let out = 0;
  const push = () => all.push(now + ((all.seq * 7919) % 1_000_003));
  for (const size of [4, 5000, 4, 20_000, 1]) {
    while (queue.size < size) push();
    for (let i = 0; i < 20_000; i++) {
      now = all.pop();
      out += 1;
      if (queue.size < size) push();
    }
  }
  while (all.pop() !== -1) out += 1;
  expect(out).toBe(all.seq);
});

test('pops nothing beyond the limit, and the same entry later', () => {
  const all = new Numbered();
  all.push(10);
  expect([all.pop(9), all.pop(10), all.pop()]).toEqual([-1, 10, -1]);
});

test('an entry before the present bucket, after a look ahead, still leaves first', () => {
  const all = new Numbered();
  for (let i = 0; i < 20_000; i++) all.push(i * 1e6);
  for (let i = 0; i < 10_000; i++) all.pop();
  expect(all.pop(9_999e6)).toBe(-1);
  all.push(9_999e6 + 5);
  expect(all.pop()).toBe(9_999e6 + 5);
});
