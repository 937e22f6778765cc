import { availableParallelism } from 'node:os';
import checkout from '../../scenarios/checkout/design.faultline.json';
import { hireCrew } from '../../engine/cli/crew';
import type { Design } from '../../engine/design/schema';
import { ask } from '../../engine/what-if/definition';
import { sweep } from '../../engine/what-if/sweep';

/** Runs of each thread before its time counts. */
const WARMING = 8;

const sweepOf = (replications: number, seconds: number) => ({
  design: checkout as Design,
  parameters: [{ path: 'nodes.payments.replicas', values: [2, 3] }],
  figures: ['requests.latency.p99'],
  replications,
  duration: seconds,
  warmup: 1,
});

/**
 * The same sweep on one thread and on all, by the clock, since the point is how they share the processors. `ratioByCpu` is what the
 * clock would say if nothing else ran: processor time of all threads, evenly shared.
 */
export async function measureCrew(seconds: number, worker: string) {
  const runs = 16;
  const timed = async (most: number): Promise<Spent & { readonly warmingSeconds: number }> => {
    const crew = await hireCrew(most, worker);
    const once = async (count: number): Promise<Spent> => {
      const startedAt = performance.now();
      const before = process.cpuUsage();
      const result = await ask(sweep, sweepOf(count / 2, seconds), crew.run);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      const { user, system } = process.cpuUsage(before);
      return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
    };
    // V8 compiles the loop while it runs first, in each thread by itself: about a second of processor time, which a long batch forgets.
    const cold = await once(WARMING * most);
    const took = await once(runs);
    await crew.dismiss();
    return { ...took, warmingSeconds: cold.cpuSeconds };
  };
  const threads = Math.min(runs, availableParallelism());
  const serial = await timed(1);
  const shared = await timed(threads);
  return {
    threads,
    cancelMilliseconds: await timeToCancel(threads, worker),
    serialSeconds: serial.seconds,
    sharedSeconds: shared.seconds,
    ratio: serial.seconds / shared.seconds,
    ratioByCpu: (threads * serial.cpuSeconds) / shared.cpuSeconds,
    /** What one thread needs until its code is compiled. [s of processor time] */
    compilingSeconds: serial.warmingSeconds - (serial.cpuSeconds * WARMING) / runs,
  };
}

/** Time from the signal until the sweep has ended, while all threads are in the midst of long runs. [ms] */
async function timeToCancel(threads: number, worker: string): Promise<number> {
  const crew = await hireCrew(threads, worker);
  const cancel = new AbortController();
  let raisedAt = 0;
  setTimeout(() => {
    raisedAt = performance.now();
    cancel.abort(new Error('enough'));
  }, 3000);
  await ask(sweep, sweepOf(100, 86_400), crew.run, { signal: cancel.signal }).catch(() => undefined);
  await crew.dismiss();
  return performance.now() - raisedAt;
}

interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
}
