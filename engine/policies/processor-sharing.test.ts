import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { ProcessorSharing } from './processor-sharing';

class Named {
  constructor(readonly name: number) {}
}

interface Coming {
  readonly at: number;
  readonly work: number;
  /** Taken out this long after it came, if it is not done by then. */
  readonly leaves?: number;
}

/** When each job ends, in the policy’s whole nanoseconds; -1 for one that left. */
function ends(cores: number, coming: readonly Coming[]): number[] {
  const sharing = new ProcessorSharing<Named>(cores);
  const jobs = coming.map((_, i) => new Named(i));
  const out = coming.map(() => -1);
  const inside = new Set<Named>();
  const events = coming
    .flatMap(({ at, leaves }, i) => [{ at, what: 'come', i }, ...(leaves === undefined ? [] : [{ at: at + leaves, what: 'leave', i }])])
    .sort((a, b) => a.at - b.at);
  let now = 0;
  const finishUntil = (until: number) => {
    for (let next = now + sharing.untilFirst(now); next <= until; next = now + sharing.untilFirst(now)) {
      now = next;
      const first = sharing.first!;
      sharing.remove(first, now);
      inside.delete(first);
      out[first.name] = now;
    }
  };
  for (const { at, what, i } of events) {
    finishUntil(at);
    now = at;
    const job = jobs[i]!;
    if (what === 'come') {
      sharing.add(job, coming[i]!.work, now);
      inside.add(job);
    } else if (inside.delete(job)) sharing.remove(job, now);
  }
  finishUntil(Number.MAX_SAFE_INTEGER);
  return out;
}

/** The same, exactly and slowly: what each job still needs is brought up to date at every event, and ends are not rounded. */
function exactEnds(cores: number, coming: readonly Coming[]): number[] {
  const left = new Map<number, number>();
  const out = coming.map(() => -1);
  const events = coming
    .flatMap(({ at, leaves }, i) => [{ at, come: true, i }, ...(leaves === undefined ? [] : [{ at: at + leaves, come: false, i }])])
    .sort((a, b) => a.at - b.at);
  let now = 0;
  const passUntil = (until: number) => {
    while (left.size > 0) {
      const speed = Math.min(1, cores / left.size);
      const [first, work] = [...left].reduce((least, each) => (each[1] < least[1] ? each : least));
      const end = now + work / speed;
      const stop = Math.min(end, until);
      for (const [i, w] of left) left.set(i, w - (stop - now) * speed);
      now = stop;
      if (end > until) break;
      left.delete(first);
      out[first] = end;
    }
    now = until;
  };
  for (const { at, come, i } of events) {
    passUntil(at);
    if (come) left.set(i, coming[i]!.work);
    else left.delete(i);
  }
  passUntil(Infinity);
  return out;
}

test('alone, a job takes its own time; two on one core twice as long; four on two cores too', () => {
  expect(ends(1, [{ at: 5, work: 100 }])).toEqual([105]);
  expect(
    ends(
      1,
      [0, 0].map((at) => ({ at, work: 100 })),
    ),
  ).toEqual([200, 200]);
  expect(
    ends(
      2,
      [0, 0, 0, 0].map((at) => ({ at, work: 100 })),
    ),
  ).toEqual([200, 200, 200, 200]);
  expect(
    ends(
      2,
      [0, 0].map((at) => ({ at, work: 100 })),
    ),
  ).toEqual([100, 100]);
  expect(
    ends(
      Infinity,
      [0, 0, 0].map((at) => ({ at, work: 100 })),
    ),
  ).toEqual([100, 100, 100]);
});

test('a short job overtakes a long one', () => {
  // Alone for 10 ns, then both at half speed: the short one needs 20 ns more, the long one the rest.
  expect(
    ends(1, [
      { at: 0, work: 100 },
      { at: 10, work: 10 },
    ]),
  ).toEqual([110, 30]);
});

test('who leaves frees its share', () => {
  expect(
    ends(1, [
      { at: 0, work: 100 },
      { at: 0, work: 100, leaves: 50 },
    ]),
  ).toEqual([125, -1]);
});

test('more cores count from now on', () => {
  const sharing = new ProcessorSharing<Named>(1);
  sharing.add(new Named(0), 100, 0);
  sharing.add(new Named(1), 100, 0);
  sharing.setCores(2, 100);
  expect(sharing.left(sharing.first!, 100)).toBe(50);
  expect(sharing.untilFirst(100)).toBe(50);
});

describe('against the exact ends, computed slowly', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('random jobs, seed %i: no end is early, none is later than 1 ns a job', (seed) => {
    const rng = Rng.root(seed);
    const cores = 1 + rng.int(4);
    // Times from nanoseconds to minutes, so that virtual time starts anew; some leave early.
    const scale = [20, 1e4, 1e9, 30e9][rng.int(4)]!;
    let at = 0;
    const coming = Array.from({ length: 300 }, () => {
      at += rng.int(scale);
      const work = rng.int(cores * scale);
      return rng.int(5) === 0 ? { at, work, leaves: 1 + rng.int(3 * scale) } : { at, work };
    });
    const ours = ends(cores, coming);
    const exact = exactEnds(cores, coming);
    // A job that leaves at the very moment at which it would end may count either way.
    const off = ours.flatMap((end, i) => (end === -1 || exact[i] === -1 ? [] : [end - exact[i]!]));
    expect(off.length).toBeGreaterThan(200);
    expect(ours.filter((end) => end === -1).length - exact.filter((end) => end === -1).length).toBeLessThanOrEqual(3);
    expect(Math.min(...off)).toBeGreaterThan(-1e-3);
    expect(Math.max(...off)).toBeLessThan(300);
  });

  test('without sharing every end is exact, also after minutes of other jobs', () => {
    const coming = Array.from({ length: 1000 }, (_, i) => ({ at: i * 1e9 + ((i * 7919) % 1000), work: 1e9 - 1000 - i }));
    expect(ends(1, coming)).toEqual(coming.map(({ at, work }) => at + work));
  });
});
