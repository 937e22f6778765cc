import { describe, expect, test } from 'vitest';
import { success } from '../core/problem';
import { serialCrew, sharedCrew, type Work } from './crew';
import type { Outcome } from './outcome';
import { sampleReport } from './sample-report';
import { type OutcomeJob, perform } from './tasks';

const runOnce: Parameters<typeof serialCrew>[0] = (_design, { seed = 0, onProgress } = {}) => {
  onProgress?.(0.5);
  return success(sampleReport({ seed, digest: `d${seed}` }));
};
const jobs = (count: number): OutcomeJob[] =>
  Array.from({ length: count }, (_, seed) => ({
    design: { version: 1, name: 'Shop' },
    options: { seed },
    figures: ['requests.throughput', 'nowhere'],
  }));
const here: Work = async (task, job) => perform(task, job, runOnce);

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

test('a job that needs only some figures brings only those, with what became of the run', async () => {
  const [result] = await all(serialCrew(runOnce)('outcome', jobs(1)));
  const report = sampleReport();
  expect(result).toEqual(
    success({
      seed: 0,
      digest: 'd0',
      events: report.events,
      warmup: 5,
      conserved: true,
      slos: report.slos.map(({ id, met }) => ({ id, met })),
      invariants: (report.ledger?.invariants ?? []).map(({ id, holds }) => ({ id, holds })),
      degradedFirst: report.degraded[0]?.subject ?? null,
      figures: [report.requests.throughput, null],
    } satisfies Outcome),
  );
});

describe('a shared crew', () => {
  /** Work that ends when the test says so. */
  const held = () => {
    const underWay = new Map<number, () => void>();
    const work: Work = (task, job) =>
      new Promise((resolve) => {
        const { seed } = (job as OutcomeJob).options;
        underWay.set(seed!, () => {
          underWay.delete(seed!);
          resolve(perform(task, job, runOnce));
        });
      });
    return { work, underWay };
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  test('gives results in the order of the jobs, whoever is done first, and takes no more jobs than it can do', async () => {
    const { work, underWay } = held();
    let taken = 0;
    function* many() {
      for (const job of jobs(6)) {
        taken += 1;
        yield job;
      }
    }
    const seeds: number[] = [];
    const counts: number[] = [];
    const done = (async () => {
      for await (const result of sharedCrew(work, 3)('outcome', many(), { onProgress: (n) => counts.push(n) }))
        if (result.ok) seeds.push(result.value.seed);
    })();
    await settle();
    expect([...underWay.keys()]).toEqual([0, 1, 2]);
    underWay.get(2)!();
    underWay.get(1)!();
    await settle();
    // Nothing moves on before the first: what is done waits for it, and is not followed by more and more.
    expect({ seeds, taken, counts }).toEqual({ seeds: [], taken: 3, counts: [1, 2] });
    underWay.get(0)!();
    await settle();
    expect(seeds).toEqual([0, 1, 2]);
    expect([...underWay.keys()]).toEqual([3, 4, 5]);
    for (const finish of underWay.values()) finish();
    await done;
    expect(seeds).toEqual([0, 1, 2, 3, 4, 5]);
    expect(counts).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('cancelled, it rejects at once with the reason, although work is under way', async () => {
    const { work } = held();
    const cancel = new AbortController();
    const done = all(sharedCrew(work, 3)('outcome', jobs(6), { signal: cancel.signal }));
    await settle();
    cancel.abort(new Error('enough'));
    await expect(done).rejects.toThrow('enough');
  });

  test('whoever stops listening ends the rest', async () => {
    const signals: AbortSignal[] = [];
    const work: Work = (task, job, signal) => {
      signals.push(signal);
      return here(task, job, signal);
    };
    for await (const result of sharedCrew(work, 3)('outcome', jobs(6))) if (result.ok) break;
    expect(signals).toHaveLength(3);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test('is told what a worker dies of', async () => {
    const work: Work = async (task, job, signal) => {
      if ((job as OutcomeJob).options.seed === 2) throw new Error('out of memory');
      return here(task, job, signal);
    };
    await expect(all(sharedCrew(work, 2)('outcome', jobs(6)))).rejects.toThrow('out of memory');
  });

  test('gives what one thread gives', async () => {
    expect(await all(sharedCrew(here, 3)('outcome', jobs(7)))).toEqual(await all(serialCrew(runOnce)('outcome', jobs(7))));
  });
});

test('one thread is cancelled in the midst of a run', async () => {
  const cancel = new AbortController();
  const heard: number[] = [];
  const onProgress = (done: number) => {
    heard.push(done);
    if (done > 1) cancel.abort(new Error('enough'));
  };
  await expect(all(serialCrew(runOnce)('outcome', jobs(6), { signal: cancel.signal, onProgress }))).rejects.toThrow('enough');
  expect(heard).toEqual([0.5, 1, 1.5]);
});
