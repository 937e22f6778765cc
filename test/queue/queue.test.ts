import {
  type ChildProcess,
  type ChildProcessByStdio,
  type SpawnOptionsWithStdioTuple,
  type StdioNull,
  type StdioPipe,
  spawn,
} from 'node:child_process';
import type { Readable } from 'node:stream';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { engineId } from '../../engine/cli/queue/engine-id';
import { PREFIX, queueName } from '../../engine/cli/queue/names';
import { hireQueue } from '../../engine/cli/queue/queue-crew';
import { wantedOf } from '../../engine/cli/queue/wire';
import type { HiredCrew } from '../../engine/cli/io';
import type { Design } from '../../engine/design/schema';
import { serialCrew } from '../../engine/what-if/crew';
import { jobKey } from '../../engine/what-if/job-key';
import { bundle } from '../support/bundle.mjs';
import { startRedis, type TestRedis } from '../support/redis';

// Real workers in processes of their own, on a real Redis. Every wait is for something to happen; what they do to a test that waits in
// vain is the time limit of the test.

const VERSION = '1.2.3';
const LONG = { timeout: 240_000 };

const shop: Design = {
  version: 1,
  name: 'shop',
  run: { duration: '10s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
    { id: 'shop', kind: 'service', params: { serviceTime: { kind: 'exponential', mean: '4ms' } } },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
};
const jobsOf = (count: number, design = shop) =>
  Array.from({ length: count }, (_, i) => ({
    design,
    options: { seed: i + 1 },
    figures: ['requests.latency.p99', 'nodes.shop.utilization'],
  }));

let redis: TestRedis;
let filename = '';
let program = '';
const workers: Worker[] = [];
const crews: HiredCrew[] = [];

beforeAll(async () => {
  [redis, filename, program] = await Promise.all([
    startRedis(),
    bundle('engine/cli/run-worker.ts', 'run-worker'),
    bundle('test/queue/worker-program.ts', 'queue-worker'),
  ]);
}, 120_000);

afterEach(async () => {
  await Promise.all(crews.splice(0).map((crew) => crew.dismiss()));
}, 60_000);
afterAll(async () => {
  await endWorkers();
  await redis?.stop();
}, 60_000);

async function endWorkers(): Promise<void> {
  await Promise.all(workers.splice(0).map((worker) => worker.end('SIGKILL')));
}

/** The one worker that most tests share: a process takes long to start. */
const oneWorker = (): Promise<void> => (workers[0] ?? startWorker()).says('Works for engine');

interface Worker {
  readonly process: ChildProcess;
  readonly said: () => string;
  /** Resolves once it has said this. */
  says(words: string): Promise<void>;
  /** @returns its exit code; null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

function startWorker(...options: string[]): Worker {
  return startProgram(VERSION, 'worker', '--queue', redis.url, ...options);
}

function startProgram(version: string, ...args: string[]): Worker {
  return watched(spawn(process.execPath, [program, version, filename, ...args], quiet));
}

/** Only what it says beside its output is of interest. */
const quiet: SpawnOptionsWithStdioTuple<StdioNull, StdioNull, StdioPipe> = { stdio: ['ignore', 'ignore', 'pipe'] };

function watched(child: ChildProcessByStdio<null, null, Readable>): Worker {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let text = '';
  child.stderr.on('data', (data) => void (text += String(data)));
  const worker: Worker = {
    process: child,
    said: () => text,
    says: async (words) => {
      await expect.poll(() => text, { timeout: 60_000, interval: 50 }).toContain(words);
    },
    end: (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
  workers.push(worker);
  return worker;
}

async function hire(url = redis.url): Promise<HiredCrew> {
  const notes: string[] = [];
  const crew = await hireQueue(url, { version: VERSION, filename }, (words) => void notes.push(words));
  if (!crew.ok) throw new Error(JSON.stringify(crew.problems));
  crews.push(crew.value);
  return crew.value;
}

/** Results as bytes, so that they can be compared. */
async function collected(results: AsyncIterable<unknown>): Promise<string[]> {
  const all: string[] = [];
  for await (const result of results) all.push(JSON.stringify(result));
  return all;
}

test('cancelled, the crew lets go at once, and what waits is taken back', LONG, async () => {
  const crew = await hire();
  const cancel = new AbortController();
  const results = collected(crew.run('outcome', jobsOf(120, { ...shop, name: 'cancelled' }), { signal: cancel.signal }));
  await withQueue(async (queue) => {
    await expect.poll(() => queue.getWaitingCount(), { timeout: 60_000 }).toBe(120);
    cancel.abort(new Error('enough'));
    await expect(results).rejects.toThrow('enough');
    await expect.poll(() => queue.getWaitingCount(), { timeout: 60_000 }).toBe(0);
  });
});

test('a result that is not what Faultline writes is a problem, not a number', LONG, async () => {
  const crew = await hire();
  const [job] = jobsOf(1, { ...shop, name: 'forged' });
  const key = jobKey('outcome', job!, engineId(VERSION, filename));
  const result = collected(crew.run('outcome', [job!]));
  await withQueue(async (queue) => {
    await expect.poll(() => queue.getWaitingCount(), { timeout: 60_000 }).toBe(1);
    const client = new Redis({ port: redis.port, host: '127.0.0.1' });
    await client.hset(queue.toKey(key), {
      finishedOn: '1',
      returnvalue: '{"format":"faultline-run-done-1","result":{"ok":true,"value":{"figures":["x"]}}}',
    });
    client.disconnect();
  });
  expect((await result)[0]).toContain('queue-unreadable');
});

test('a worker of another engine leaves the runs to others, and says so', LONG, async () => {
  const crew = await hire();
  const result = collected(crew.run('outcome', jobsOf(1, { ...shop, name: 'ours' })));
  await withQueue(async (queue) => {
    await expect.poll(() => queue.getWaitingCount(), { timeout: 60_000 }).toBe(1);
  });
  const other = startProgram('9.9.9', 'worker', '--queue', redis.url);
  await other.says(`1 run waits for engine ${engineId(VERSION, filename)}. This is engine 9.9.9+`);
  await withQueue(async (queue) => expect(await queue.getWaitingCount()).toBe(1));
  await endWorkers();
  await oneWorker();
  expect((await result)[0]).toContain('"ok":true');
});

test('a whole account comes through the queue as it is here, to the byte', LONG, async () => {
  const crew = await hire();
  await oneWorker();
  const jobs = jobsOf(2).map(({ design, options }) => ({ design, options }));
  expect(await collected(crew.run('report', jobs))).toEqual(await collected(serialCrew()('report', jobs)));
});

test('what cannot run is told as it would be here; the design of a newer version is refused by name', LONG, async () => {
  const crew = await hire();
  await oneWorker();
  const bad = [
    { ...shop, links: [{ id: 'x', from: 'users', to: 'nobody' }] },
    { ...shop, version: 99 as 1 },
  ];
  const [missing, newer] = await collected(
    crew.run(
      'outcome',
      bad.map((design) => jobsOf(1, design)[0]!),
    ),
  );
  expect(missing).toBe((await collected(serialCrew()('outcome', jobsOf(1, bad[0]))))[0]);
  expect(newer).toContain('newer-version');
});

test('a job that is not what Faultline writes breaks nothing: it is told, and the worker goes on', LONG, async () => {
  await oneWorker();
  const engine = engineId(VERSION, filename);
  const [good] = jobsOf(1, { ...shop, name: 'good' });
  await withQueue(async (queue) => {
    const bad = [
      null,
      'text',
      { format: 'x' },
      { ...wantedOf(engine, 'outcome', good!), engine: '0.0.1' },
      wantedOf(engine, 'outcome', { ...good!, figures: [1] as never }),
    ];
    const jobs = await queue.addBulk(bad.map((data) => ({ name: 'run', data })));
    for (const { id } of jobs) {
      await expect
        .poll(async () => (await queue.getJob(id!))?.returnvalue as unknown, { timeout: 60_000 })
        .toMatchObject({ result: { ok: false } });
    }
  });
  const crew = await hire();
  expect((await collected(crew.run('outcome', [good!])))[0]).toContain('"ok":true');
});

test('a program that asked ends by itself when it has its answer', LONG, async () => {
  await oneWorker();
  const asking = await bundle('test/queue/asking-program.ts', 'queue-asking');
  const asked = watched(spawn(process.execPath, [asking, VERSION, filename, redis.url, JSON.stringify({ ...shop, name: 'asked' })], quiet));
  await asked.says('answered');
  await expect.poll(() => asked.process.exitCode, { timeout: 30_000 }).toBe(0);
});

test('a run that is in the queue twice, or was done before, is done once', LONG, async () => {
  const [job] = jobsOf(1, { ...shop, name: 'once' });
  await endWorkers();
  const [first, second] = [await hire(), await hire()];
  const both = Promise.all([collected(first.run('outcome', [job!, job!])), collected(second.run('outcome', [job!]))]);
  const worker = startWorker();
  const [twice, once] = await both;
  expect(new Set([...twice, ...once]).size).toBe(1);
  await worker.end('SIGTERM');
  expect(worker.said()).toMatch(/^[12] runs? done in all/m);
});

test('SIGTERM ends a worker after the run at hand, which counts', LONG, async () => {
  await endWorkers();
  const crew = await hire();
  const worker = startWorker('--concurrency', '1');
  const long = { ...shop, name: 'long', run: { duration: '600s' } } as Design;
  const result = collected(crew.run('outcome', jobsOf(1, long)));
  await withQueue(async (queue) => {
    await expect.poll(() => queue.getActiveCount(), { timeout: 60_000 }).toBe(1);
  });
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(worker.said()).toContain('Ends after the runs at hand.');
  expect(worker.said()).toContain('1 run done in all.');
  expect((await result)[0]).toContain('"ok":true');
});

test('a worker ends by itself when nothing comes for as long as it was told', LONG, async () => {
  const worker = startWorker('--idle', '1s');
  await worker.says('No run came for 1 s.');
  expect(await new Promise((resolve) => worker.process.once('exit', resolve))).toBe(0);
});

test(
  '200 runs over four workers, one of them killed and the Redis restarted meanwhile, give what they give here, to the byte',
  LONG,
  async () => {
    await endWorkers();
    const four = Array.from({ length: 4 }, () => startWorker('--concurrency', '1'));
    await Promise.all(four.map((worker) => worker.says('Works for engine')));
    const crew = await hire();
    let killed: Promise<number | null> | undefined;
    let restarted: Promise<void> | undefined;
    let leftThen = 0;
    const onProgress = (done: number): void => {
      if (done >= 40) killed ??= four[0]!.end('SIGKILL');
      if (done >= 80 && !restarted) {
        leftThen = 200 - done;
        restarted = redis.restart();
      }
    };
    const far = await collected(crew.run('outcome', jobsOf(200), { onProgress }));
    expect(await killed).toBeNull();
    await restarted;
    expect(leftThen).toBeGreaterThan(0);
    expect(far).toHaveLength(200);
    expect(far).toEqual(await collected(serialCrew()('outcome', jobsOf(200))));
    // Nothing is left behind: what was taken out is forgotten.
    await crew.dismiss();
    await withQueue(async (queue) =>
      expect(await queue.getJobCounts('wait', 'active', 'completed', 'failed')).toMatchObject({ wait: 0, failed: 0 }),
    );
  },
);

async function withQueue(look: (queue: Queue) => Promise<unknown>): Promise<void> {
  const connection = new Redis({ port: redis.port, host: '127.0.0.1', maxRetriesPerRequest: null });
  const queue = new Queue(queueName(engineId(VERSION, filename)), { connection, prefix: PREFIX });
  try {
    await look(queue);
  } finally {
    connection.disconnect();
  }
}
