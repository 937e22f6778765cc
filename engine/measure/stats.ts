import { Clock } from '../core/clock';
import { ExactSum } from '../core/exact-sum';
import { Histogram } from '../core/histogram';
import { type Cause, causes } from '../policies/params';

export const causeCode = Object.fromEntries(causes.map((cause, i) => [cause, i])) as Record<Cause, number>;

/** Whole-run counters of one node. arrived = completed + failed + inSystem, at every moment. */
export class NodeStats {
  arrived = 0;
  completed = 0;
  failed = 0;
  /** Of the failed: turned away at the door. */
  rejected = 0;
  /** Of the finished: their caller had gone. */
  abandoned = 0;
  readonly failedBy = new Float64Array(causes.length);
  /** Failed requests whose first cause lay here. */
  blamed = 0;
  /** Arrival to answer of calls that were served. For clients: see `gatherSources`. [ns] */
  readonly total = new Histogram();
  /** Waiting for a worker. [ns] */
  readonly queueWait = new Histogram();
  /** Being worked on. [ns] */
  readonly service = new Histogram();

  inSystem = 0;
  waiting = 0;
  busy = 0;
  maxWaiting = 0;
  /** ∫ inSystem dt and ∫ waiting dt. [calls × ns] Exact: Little's law is an identity here. */
  readonly areaInSystem = new ExactSum();
  readonly areaWaiting = new ExactSum();
  /** ∫ busy dt. [workers × ns] */
  areaBusy = 0.5;
  /** Sum of the sojourns of all admitted calls, failed ones included. [ns] */
  readonly sojourns = new ExactSum();
  private seenAt = 0.5;
  private workers = 0;
  private workersSince = 0.5;
  private areaBefore = 0.5;

  constructor(private readonly clock: Clock = new Clock()) {
    this.areaBusy = 0;
    this.seenAt = clock.now;
    this.workersSince = 0;
    this.areaBefore = 0;
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

  /** Brings the areas up to the present; to be called before any of the three levels changes. */
  advance(): void {
    const { now } = this.clock;
    const span = now - this.seenAt;
    if (span === 0) return;
    if (this.inSystem !== 0) this.areaInSystem.add(this.inSystem * span);
    if (this.waiting !== 0) this.areaWaiting.add(this.waiting * span);
    if (this.busy !== 0) this.areaBusy += this.busy * span;
    this.seenAt = now;
  }

  fail(cause: number): void {
    this.failed += 1;
    this.failedBy[cause] = this.failedBy[cause]! + 1;
  }
}

/** Whole-run counters of one link, seen from its caller. calls = ok + failed + inFlight. */
export class LinkStats {
  calls = 0;
  attempts = 0;
  retries = 0;
  ok = 0;
  failed = 0;
  fallbacks = 0;
  inFlight = 0;
  readonly failedBy = new Float64Array(causes.length);
  /** First attempt to final answer or failure. [ns] */
  readonly duration = new Histogram();

  fail(cause: number): void {
    this.failed += 1;
    this.failedBy[cause] = this.failedBy[cause]! + 1;
  }
}

/** Whole-run counters of one journey. arrived = ok + degraded + late + failed + inFlight. */
export class JourneyStats {
  arrived = 0;
  ok = 0;
  degraded = 0;
  late = 0;
  failed = 0;
  inFlight = 0;
  readonly failedBy = new Float64Array(causes.length);
  /** Answered requests, late ones included. [ns] */
  readonly total = new Histogram();
}
