import { setMaxListeners } from 'node:events';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { failure, type Problem, type Result } from '../../core/problem';
import type { Work } from '../../what-if/crew';
import { jobKey } from '../../what-if/job-key';
import type { DoneOf, JobOf, TaskName } from '../../what-if/tasks';
import { PREFIX, queueName } from './names';
import { noWorkers, queueLost, runBroke } from './queue-problems';
import { readDone, unsendable, wantedOf } from './wire';

/** How often the runs that are out are asked after, besides what the queue tells by itself. [ms] */
const LOOK = 2_000;
/** A Redis that is gone for longer is lost. [ms] */
const LOST = 120_000;
/** For so long nobody need come; then it is said, and then it is the end. [ms] */
const LONELY = 10_000;
const FORSAKEN = 600_000;
/** Runs that are put in, or asked after, at a time. */
const CHUNK = 50;
/** Results that nobody fetched are kept that long [s], and at most so many. */
const KEEP = { age: 86_400, count: 1_000 };

interface Waiting {
  readonly data: object;
  readonly result: Promise<Result<unknown>>;
  /** How many want it. */
  wanted: number;
  readonly settle: (done: unknown) => void;
  readonly fail: (problem: Problem) => void;
}

/** Says what a person should know. */
export type Say = (words: string) => void;

/**
 * Runs handed to workers on other machines. Each run has its hash for a name, so that it is in the queue once, whoever wants it and however
 * often; whatever the queue loses is put in again; a result counts once, when it is taken out.
 */
export class QueuedRuns {
  private readonly queue: Queue;
  private readonly events: QueueEvents;
  private readonly listening: Redis;
  private readonly out = new Map<string, Waiting>();
  private readonly toAdd: string[] = [];
  private readonly toRemove: string[] = [];
  private sending: Promise<void> | null = null;
  private looking: Promise<void> | null = null;
  private readonly clock: NodeJS.Timeout;
  private heard = Date.now();
  private lostAt: number | null = null;
  private told = false;

  constructor(
    private readonly redis: Redis,
    private readonly engine: string,
    private readonly where: string,
    private readonly say: Say,
  ) {
    this.queue = new Queue(queueName(engine), { connection: redis, prefix: PREFIX, streams: { events: { maxLen: 200 } } });
    this.listening = redis.duplicate();
    this.events = new QueueEvents(queueName(engine), { connection: this.listening, prefix: PREFIX });
    // The connections come back by themselves; `watch` says when they do not.
    this.queue.on('error', () => undefined);
    this.events.on('error', () => undefined);
    this.events.on('completed', ({ jobId, returnvalue }) => this.finished(jobId, returnvalue));
    this.events.on('failed', ({ jobId, failedReason }) => this.broke(jobId, failedReason));
    this.clock = setInterval(() => this.watch(), LOOK);
  }

  readonly work: Work = async (task, job, signal) => {
    signal.throwIfAborted();
    // One signal ends all that is out.
    setMaxListeners(0, signal);
    const problem = unsendable(job);
    return problem ? failure(problem) : this.send(task, job, signal);
  };

  /** Takes back what still waits, and lets go of the Redis. */
  async dismiss(): Promise<void> {
    clearInterval(this.clock);
    for (const key of this.out.keys()) this.toRemove.push(key);
    this.out.clear();
    const last = async (): Promise<void> => {
      await this.sending;
      await this.exchange();
    };
    // A Redis that is gone must not keep anybody: what waits in it is done for nobody, and forgotten.
    await Promise.race([last().catch(() => undefined), after(LOOK)]);
    // It listens on a copy of the connection that it was given, and would try for ever to have it back.
    await Promise.race([this.events.close().catch(() => undefined), after(LOOK)]);
    this.listening.disconnect();
    this.redis.disconnect();
  }

  private send<N extends TaskName>(task: N, job: JobOf<N>, signal: AbortSignal): Promise<Result<DoneOf<N>>> {
    const data = wantedOf(this.engine, task, job);
    const key = jobKey(task, job, this.engine);
    const waiting = this.out.get(key) ?? this.add(key, data, task);
    waiting.wanted += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.wanted -= 1;
        if (waiting.wanted === 0) this.forget(key);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      void waiting.result.then((result) => {
        signal.removeEventListener('abort', leave);
        resolve(result as Result<DoneOf<N>>);
      });
    });
  }

  private add(key: string, data: object, task: TaskName): Waiting {
    let resolve: (result: Result<unknown>) => void = () => undefined;
    const result = new Promise<Result<unknown>>((settled) => (resolve = settled));
    const end = (with_: Result<unknown>): void => {
      this.forget(key);
      resolve(with_);
    };
    const waiting: Waiting = {
      data,
      result,
      wanted: 0,
      settle: (done) => end(readDone(done, this.engine, task)),
      fail: (why) => end(failure(why)),
    };
    if (this.out.size === 0) this.heard = Date.now();
    this.out.set(key, waiting);
    this.toAdd.push(key);
    this.soon();
    return waiting;
  }

  private forget(key: string): void {
    this.out.delete(key);
    this.toRemove.push(key);
    this.soon();
  }

  private finished(key: string, done: unknown): void {
    this.heard = Date.now();
    this.out.get(key)?.settle(done);
  }

  private broke(key: string, reason: string): void {
    this.heard = Date.now();
    this.out.get(key)?.fail(runBroke(reason));
  }

  /** Puts in and takes out what has gathered, soon. */
  private soon(): void {
    this.sending ??= after(5)
      .then(() => this.exchange())
      .catch(() => undefined)
      .finally(() => {
        this.sending = null;
        if (this.toAdd.length + this.toRemove.length > 0) this.soon();
      });
  }

  private async exchange(): Promise<void> {
    const gone = this.toRemove.splice(0, CHUNK);
    // One that somebody works at cannot be removed: its result is kept for whoever asks again, and forgotten in time.
    await Promise.all(gone.map((key) => this.queue.remove(key).catch(() => 0)));
    const keys = this.toAdd.splice(0, CHUNK).filter((key) => this.out.has(key));
    if (keys.length === 0) return;
    await this.queue.addBulk(
      keys.map((key) => ({
        name: 'run',
        data: this.out.get(key)?.data,
        opts: { jobId: key, attempts: 2, removeOnComplete: KEEP, removeOnFail: KEEP },
      })),
    );
    // Some may have been done before, for somebody else: of those the queue says nothing by itself.
    await this.look(keys, true);
  }

  /** Asks after runs: those that are done come back, those that were lost go in again. */
  private async look(keys: readonly string[], first = false): Promise<void> {
    const asked = this.redis.pipeline();
    for (const key of keys) asked.hmget(this.queue.toKey(key), 'finishedOn', 'returnvalue', 'failedReason', 'timestamp');
    const answers = (await asked.exec()) ?? [];
    for (const [i, [error, found]] of answers.entries()) {
      const key = keys[i]!;
      if (error || !this.out.has(key)) continue;
      const [finishedOn, returned, reason, timestamp] = found as (string | null)[];
      if (!timestamp) this.toAdd.push(key);
      else if (finishedOn && returned) this.finished(key, json(returned));
      else if (finishedOn && first) await this.again(key);
      else if (finishedOn) this.broke(key, reason ?? '');
    }
    if (this.toAdd.length > 0) this.soon();
  }

  /** One that failed before we asked for it gets another chance. */
  private async again(key: string): Promise<void> {
    await this.queue.remove(key).catch(() => 0);
    this.toAdd.push(key);
  }

  private watch(): void {
    const now = Date.now();
    if (this.redis.status === 'ready') this.lostAt = null;
    else this.lostAt ??= now;
    if (this.lostAt !== null && now - this.lostAt > LOST) this.giveUp(queueLost(this.where, LOST));
    if (this.out.size === 0) return;
    this.looking ??= this.lookAtAll(now)
      .catch(() => undefined)
      .finally(() => void (this.looking = null));
  }

  private async lookAtAll(now: number): Promise<void> {
    const waiting = new Set(this.toAdd);
    const keys = [...this.out.keys()].filter((key) => !waiting.has(key));
    for (let i = 0; i < keys.length; i += CHUNK) await this.look(keys.slice(i, i + CHUNK));
    if (now - this.heard < LONELY || (await this.queue.getWorkersCount()) > 0) return;
    if (now - this.heard > FORSAKEN) this.giveUp(noWorkers(this.where, this.engine, FORSAKEN));
    else if (!this.told)
      this.say(`No worker of engine ${this.engine} is at ${this.where}; runs wait. Start one: faultline worker --queue ${this.where}`);
    this.told = true;
  }

  private giveUp(problem: Problem): void {
    for (const waiting of this.out.values()) waiting.fail(problem);
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
