import { Clock } from '../core/clock';
import { ExactSum } from '../core/exact-sum';
import { Histogram } from '../core/histogram';
import { Level } from '../core/level';
import { type Cause, causes } from '../policies/causes';
import type { FigureId } from '../policies/figures';
import type { DeadLetterLog } from './dead-letters';
import { Figures } from './figures';
import { LimitStats } from './limit-stats';

export const causeCode = Object.fromEntries(causes.map((cause, i) => [cause, i])) as Record<Cause, number>;
/** A refusal is an answer: it is passed on as it is, nobody tries again, and no breaker takes it for a failure of its callee. */
export const REFUSAL = causeCode['out-of-stock'];

/** Failures, in all and by cause. */
class Failures {
  failed = 0;
  readonly failedBy = new Float64Array(causes.length);

  fail(cause: number): void {
    this.failed += 1;
    this.failedBy[cause] = this.failedBy[cause]! + 1;
  }
}

/**
 * Whole-run counters of one node. arrived = completed + failed + inSystem, at every moment. A source's are those of its journeys,
 * summed up when they are read.
 */
export class NodeStats extends Failures {
  arrived = 0;
  completed = 0;
  /** Of the failed: turned away at the door. */
  rejected = 0;
  /** Of the finished: their caller had gone. */
  abandoned = 0;
  /** Failed requests whose first cause lay here. */
  blamed = 0;
  /** Of them, those that had no time left when they came to be worked on. */
  outOfTime = 0;
  /** What only nodes of its kind have; null for most. */
  figures: Figures | null = null;
  /** What died there, and why; null for what keeps no messages. */
  deadLetters: DeadLetterLog | null = null;
  /** Of the rate limit at its door. */
  readonly limit = new LimitStats();
  /** Arrival to answer of calls that were served. [ns] */
  readonly total = new Histogram();
  /** Waiting for a worker. [ns] */
  readonly queueWait = new Histogram();
  /** Being worked on. [ns] */
  readonly service = new Histogram();
  /** Calls in the node, of them waiting, and workers that are held. Little's law is an identity on the areas. */
  readonly present: Level;
  readonly queued: Level;
  readonly held: Level;
  /** Replicas that run: starting, taking calls, or finishing what they had. */
  readonly replicas: Level;
  /** Calls that had to wait for an instance to start. */
  coldStarts = 0;
  maxWaiting = 0;
  /** Sum of the sojourns of admitted calls that are not in `total`. [ns] */
  readonly unserved = new ExactSum();
  private workers = 0;
  private workersSince = 0.5;
  private areaBefore = 0.5;

  constructor(private readonly clock: Clock = new Clock()) {
    super();
    this.present = new Level(clock);
    this.queued = new Level(clock);
    this.held = new Level(clock);
    this.replicas = new Level(clock);
    this.workersSince = 0;
    this.areaBefore = 0;
  }

  /** Makes room for what nodes of its kind have. */
  allow(figures: readonly FigureId[]): void {
    if (figures.length === 0) return;
    this.figures ??= new Figures(this.clock);
    this.figures.allow(figures);
  }

  get inSystem(): number {
    return this.present.count;
  }

  get waiting(): number {
    return this.queued.count;
  }

  get busy(): number {
    return this.held.count;
  }

  /** ∫ inSystem dt, ∫ waiting dt [calls × ns] and ∫ busy dt [workers × ns], each to the nearest double. */
  get areaInSystem(): number {
    return this.present.roundedArea();
  }

  get areaWaiting(): number {
    return this.queued.roundedArea();
  }

  get areaBusy(): number {
    return this.held.roundedArea();
  }

  /** Sum of the sojourns of all admitted calls that are gone, exact. [ns] */
  get sojourns(): bigint {
    return this.total.total() + this.unserved.exact();
  }

  /** Workers there are, over all replicas that are up. */
  get capacity(): number {
    return this.workers;
  }

  set capacity(workers: number) {
    this.areaBefore = this.areaCapacity;
    this.workersSince = this.clock.now;
    this.workers = workers;
  }

  /** ∫ capacity dt. [workers × ns] */
  get areaCapacity(): number {
    return this.areaBefore + this.workers * (this.clock.now - this.workersSince);
  }

  /** Becomes the sum of the journeys of a source. */
  sum(journeys: readonly JourneyStats[]): void {
    this.completed = 0;
    this.failed = 0;
    this.failedBy.fill(0);
    this.total.reset();
    this.unserved.reset();
    this.present.sum(journeys.map(({ present }) => present));
    for (const journey of journeys) {
      this.completed += journey.ok + journey.degraded + journey.late;
      this.failed += journey.failed;
      journey.failedBy.forEach((n, cause) => {
        this.failedBy[cause] = this.failedBy[cause]! + n;
      });
      this.total.merge(journey.total);
      this.unserved.merge(journey.unserved);
    }
    this.arrived = this.completed + this.failed + this.inSystem;
  }

  /** One more call waits. */
  enqueue(now: number): void {
    this.queued.rise(now);
    if (this.queued.count > this.maxWaiting) this.maxWaiting = this.queued.count;
  }
}

/** Whole-run counters of one link, seen from its caller. */
export class LinkStats extends Failures {
  calls = 0;
  attempts = 0;
  retries = 0;
  ok = 0;
  fallbacks = 0;
  /** Attempts sent beside one that took long. */
  hedges = 0;
  /** Failed requests whose first cause came through it. */
  blamed = 0;
  outOfTime = 0;
  /** Of its own rate limit. */
  readonly limit = new LimitStats();
  /** First attempt to final answer or failure. [ns] */
  readonly duration = new Histogram();

  /** Calls without an answer yet. */
  get inFlight(): number {
    return this.calls - this.ok - this.failed;
  }
}

/** Whole-run counters of one journey. arrived = ok + degraded + late + failed + inFlight. */
export class JourneyStats extends Failures {
  ok = 0;
  degraded = 0;
  late = 0;
  /** Answered requests, late ones included. [ns] */
  readonly total = new Histogram();
  /** Requests without an answer yet. */
  readonly present: Level;
  /** Sum of the times of requests that failed. [ns] */
  readonly unserved = new ExactSum();

  constructor(clock: Clock = new Clock()) {
    super();
    this.present = new Level(clock);
  }

  get arrived(): number {
    return this.ok + this.degraded + this.late + this.failed + this.present.count;
  }

  get inFlight(): number {
    return this.present.count;
  }
}
