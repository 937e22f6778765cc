import { expect, test } from 'vitest';
import { EventQueue, type Scheduled } from './event-queue';
import { Rng } from './rng';

interface Entry extends Scheduled<Entry> {
  cancelled: boolean;
}

/** Holds about `pending` entries while it pushes, pops and removes; every pop is held against a plain search for the earliest. @returns entries that never came out */
function leftAfter(pending: number, pops: number, delay: (rng: Rng) => number, seed: number): number {
  const rng = Rng.root(seed);
  const queue = new EventQueue<Entry>();
  const waiting = new Set<Entry>();
  let seq = 0;
  let now = 0;
  const push = () => {
    const entry: Entry = { at: now + delay(rng), seq: seq++, next: null, cancelled: false };
    queue.push(entry);
    waiting.add(entry);
  };
  for (let i = 0; i < pending; i++) push();
  for (let i = 0; i < pops; i++) {
    const popped = queue.popUntil(Infinity)!;
    expect(waiting.delete(popped)).toBe(true);
    const isAfter = (other: Entry) => other.at > popped.at || (other.at === popped.at && other.seq > popped.seq);
    // Looking at all of them is dear, so not at every pop.
    expect(i % 16 !== 0 || [...waiting].every(isAfter)).toBe(true);
    expect(popped.at).toBeGreaterThanOrEqual(now);
    now = popped.at;
    push();
    if (rng.int(8) === 0 && waiting.size > 1) {
      const victim = [...waiting][rng.int(Math.min(waiting.size, 64))]!;
      queue.remove(victim);
      waiting.delete(victim);
      push();
    }
    expect(queue.size).toBe(waiting.size);
  }
  let last = -1;
  for (let entry = queue.popUntil(Infinity); entry !== null; entry = queue.popUntil(Infinity)) {
    expect(entry.at).toBeGreaterThanOrEqual(last);
    last = entry.at;
    waiting.delete(entry);
  }
  return waiting.size;
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
  const queue = new EventQueue<Entry>();
  let seq = 0;
  let now = 0;
  const push = (at: number) => queue.push({ at, seq: seq++, next: null, cancelled: false });
  let out = 0;
  for (const size of [4, 5000, 4, 20_000, 1]) {
    while (queue.size < size) push(now + ((seq * 7919) % 1_000_003));
    for (let i = 0; i < 20_000; i++) {
      now = queue.popUntil(Infinity)!.at;
      out += 1;
      if (queue.size < size) push(now + ((seq * 7919) % 1_000_003));
    }
  }
  while (queue.popUntil(Infinity)) out += 1;
  expect(out).toBe(seq);
});

test('pops nothing beyond the limit, and the same entry later', () => {
  const queue = new EventQueue<Entry>();
  queue.push({ at: 10, seq: 0, next: null, cancelled: false });
  expect(queue.popUntil(9)).toBeNull();
  expect(queue.popUntil(10)?.at).toBe(10);
  expect(queue.popUntil(Infinity)).toBeNull();
});

test('an entry before the present bucket, after a look ahead, still leaves first', () => {
  const queue = new EventQueue<Entry>();
  for (let i = 0; i < 20_000; i++) queue.push({ at: i * 1e6, seq: i, next: null, cancelled: false });
  for (let i = 0; i < 10_000; i++) queue.popUntil(Infinity);
  expect(queue.popUntil(9_999e6)).toBeNull();
  queue.push({ at: 9_999e6 + 5, seq: 1e6, next: null, cancelled: false });
  expect(queue.popUntil(Infinity)?.at).toBe(9_999e6 + 5);
});
