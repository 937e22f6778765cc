import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Result } from '../../core/problem';
import type { Say } from './queued-runs';
import { engineOfKey, PREFIX, QUEUE_KEYS, queueName } from './names';
import { type Done, type ReadJob, readJob } from './wire';

/** A worker that says nothing for so long is taken for dead, and its runs are given to others. [ms] */
const LOCK = 10_000;
/** How often it is looked for such. [ms] */
const STALLED = 5_000;
/** So many workers may die at one run; then it is the run. */
const MOST_STALLED = 3;
/** How often it says what it did. [ms] */
const TELL = 10_000;
/** How often it looks for runs of other engines. [ms] */
const OTHERS = 60_000;

export interface QueueWorkerOptions {
  readonly redis: Redis;
  readonly engine: string;
  /** The address, as it may be shown. */
  readonly where: string;
  /** Runs at a time. */
  readonly concurrency: number;
  /** Ends when no run came for so long [s]; never when left out. */
  readonly idle?: number;
  /** Does one job, on another thread than this one: this one must stay free to say that it lives. */
  readonly perform: (job: ReadJob) => Promise<Result<unknown>>;
  readonly say: Say;
}

/** Takes runs out of a queue and does them, until it is told to stop. */
export class QueueWorker {
  /** Resolves once it has stopped, with how many runs it did. */
  readonly stopped: Promise<number>;
  private readonly worker: Worker<unknown, Done>;
  private readonly clocks: NodeJS.Timeout[] = [];
  private readonly told = new Set<string>();
  private resolve: (runs: number) => void = () => undefined;
  private stopping = false;
  private done = 0;
  private saidDone = 0;
  private active = 0;
  private busyAt = Date.now();
  private away = false;

  constructor(private readonly options: QueueWorkerOptions) {
    const { redis, engine, concurrency } = options;
    this.stopped = new Promise((resolve) => (this.resolve = resolve));
    this.worker = new Worker<unknown, Done>(queueName(engine), (job) => this.run(job), {
      connection: redis,
      prefix: PREFIX,
      concurrency,
      lockDuration: LOCK,
      stalledInterval: STALLED,
      maxStalledCount: MOST_STALLED,
      drainDelay: 2,
    });
    // Errors of the connection are told by its state; a run that took so long that others did it too is done all the same.
    this.worker.on('error', () => this.lookAtRedis());
    this.clocks.push(
      setInterval(() => this.lookAtRedis(), 1_000),
      setInterval(() => this.tell(), TELL),
    );
    this.clocks.push(setInterval(() => void this.lookForOthers().catch(() => undefined), OTHERS));
    void this.lookForOthers().catch(() => undefined);
  }

  /**
   * Takes no more runs, and ends.
   * @param now drops the runs at hand; others do them again
   */
  async stop(now = false): Promise<void> {
    if (this.stopping && !now) return;
    this.stopping = true;
    for (const clock of this.clocks) clearInterval(clock);
    // Where the Redis is gone nothing can be handed in, and a farewell would wait for it for ever.
    await this.worker.close(now || this.options.redis.status !== 'ready').catch(() => undefined);
    this.options.redis.disconnect();
    this.resolve(this.done);
  }

  private async run({ data }: Job<unknown, Done>): Promise<Done> {
    const { engine, perform } = this.options;
    const read = readJob(data, engine);
    this.active += 1;
    try {
      const result = read.ok ? await perform(read.value) : read;
      this.done += 1;
      return { format: 'faultline-run-done-1', engine, result: result.ok ? result : { ok: false, problems: [...result.problems] } };
    } catch (error) {
      if (this.stopping) throw error;
      this.options.say(`A run broke: ${error instanceof Error ? error.message : String(error)}`);
      throw read.ok ? error : new UnrecoverableError(String(error));
    } finally {
      this.active -= 1;
      this.busyAt = Date.now();
    }
  }

  private tell(): void {
    const since = this.done - this.saidDone;
    this.saidDone = this.done;
    if (since > 0)
      this.options.say(
        `${this.done} ${this.done === 1 ? 'run' : 'runs'} done, ${((since * 1_000) / TELL).toFixed(1)} a second; ${this.active} at hand.`,
      );
  }

  private lookAtRedis(): void {
    const { redis, where, idle, say } = this.options;
    const away = redis.status !== 'ready';
    if (away !== this.away)
      say(away ? `The Redis at ${where} is out of reach; it is tried again and again.` : `The Redis at ${where} is back.`);
    this.away = away;
    if (this.active > 0 || away) this.busyAt = Date.now();
    if (idle !== undefined && Date.now() - this.busyAt >= idle * 1_000) {
      say(`No run came for ${idle} s.`);
      void this.stop();
    }
  }

  /** Runs of other engines are left to workers of those; somebody should know that they wait. */
  private async lookForOthers(): Promise<void> {
    const { redis, engine, say } = this.options;
    for await (const keys of redis.scanStream({ match: QUEUE_KEYS, count: 1_000 })) {
      for (const key of keys as string[]) {
        const other = engineOfKey(key);
        if (other === null || other === engine || this.told.has(other)) continue;
        const runs = await redis.llen(key.replace(/:meta$/, ':wait'));
        if (runs === 0) continue;
        this.told.add(other);
        say(
          `${runs} ${runs === 1 ? 'run waits' : 'runs wait'} for engine ${other}. This is engine ${engine}, which may give other results, so it leaves them. Start workers of that engine for them.`,
        );
      }
    }
  }
}
