import { spawn } from 'node:child_process';
import { hireQueue } from '../../engine/cli/queue/queue-crew';
import type { Design } from '../../engine/design/schema';
import type { Crew } from '../../engine/what-if/crew';
import { hireCrew } from '../../engine/cli/crew';
import { startRedis } from '../support/redis';

const VERSION = 'bench';

/** A run of next to nothing, so that what is measured is the way there and back. */
const design: Design = {
  version: 1,
  name: 'Next to nothing',
  run: { duration: '100ms', warmup: '0s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } },
    { id: 'shop', kind: 'service' },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
};

/**
 * What a run costs beside itself when it goes through a queue: one worker process with two threads, one Redis that keeps all on disk, all on
 * this machine. By the clock, since most of it is waiting for each other.
 * @param worker the program of a thread
 * @param program the program of a worker process
 */
export async function measureQueue(jobs: number, worker: string, program: string) {
  const redis = await startRedis();
  const child = spawn(process.execPath, [program, VERSION, worker, 'worker', '--queue', redis.url, '--concurrency', '2'], {
    stdio: 'ignore',
  });
  try {
    const crew = await hireQueue(redis.url, { version: VERSION, filename: worker }, () => undefined);
    if (!crew.ok) throw new Error(JSON.stringify(crew.problems));
    await timed(crew.value.run, 1, 200);
    const queued = await timed(crew.value.run, 1_000, jobs);
    await crew.value.dismiss();
    const threads = await hireCrew(2, worker);
    await timed(threads.run, 1, 200);
    const here = await timed(threads.run, 1_000, jobs);
    await threads.dismiss();
    return { jobs, jobsPerSecond: jobs / queued, jobsPerSecondHere: jobs / here, overheadMilliseconds: ((queued - here) / jobs) * 1000 };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    await redis.stop();
  }
}

/** @returns time of so many runs [s] */
async function timed(crew: Crew, firstSeed: number, count: number): Promise<number> {
  const startedAt = performance.now();
  const jobs = Array.from({ length: count }, (_, i) => ({ design, options: { seed: firstSeed + i }, figures: ['requests.latency.p99'] }));
  let results = 0;
  for await (const result of crew('outcome', jobs, {})) results += result.ok ? 1 : 0;
  if (results !== count) throw new Error(`${count - results} of ${count} runs came to nothing`);
  return (performance.now() - startedAt) / 1000;
}
