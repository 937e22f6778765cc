import type { Exponentials } from '../core/exponentials';
import type { Rng } from '../core/rng';
import type { LateDraws } from './lateness';
import type { Quota } from './quota';
import type { Sampler } from '../core/sampler';
import type { QueueModel, ServerModel, SourceModel } from '../nodes/definition';
import type { ConcurrencyLimit } from '../policies/concurrency-limit';

import type { Mmpp } from '../policies/mmpp';
import type { RateCurve } from '../policies/rate-curve';
import type { SingleFlight } from '../policies/single-flight';
import { causeCode, type JourneyStats, type NodeStats } from '../measure/stats';
import type { Discipline } from './disciplines';
import { Fifo } from './fifo';
import type { Limit } from './limit';
import type { Releases } from './releases';
import type { Group, LogState } from './log/state';
import type { SlowDisk } from './slow-disk';
import type { Sharing } from './sharing';
import type { Store } from './store';
import type { Playback } from './playback';
import type { RequestLabels } from './request-labels';
import { type Task } from './task';
import type { Pace } from './pace';
import type { Ejection } from './ejections';
import type { OnDemand } from './on-demand';
import type { Scaling } from './scaling';
import type { Distribution } from '../core/distribution';
import type { Subscription } from './subscription';
import type { Trouble } from './trouble';
import type { LinkState } from './link-state';
import type { Operation } from './operation';

/** What a node says of the calls that wait. The same object as long as it says the same. */
type Queueing = Pick<ServerModel, 'discipline' | 'maxQueueWait'>;

/** Chooses the replica that takes a call; null when none can. */
export interface Picker {
  pick(task: Task): Replica | null;
  /** A call has left a replica. */
  released?(replica: Replica): void;
}

/** One copy of a server: workers and a bounded queue. */
export class Replica {
  /** Its process runs. */
  up = true;
  /** Taken out by an edit or the autoscaler: takes no new calls, finishes what it has, its queue included, and is gone then. */
  retired = false;
  /** Faults that keep it down. */
  downs = 0;
  /** Fires when it has started; null unless it is starting. */
  starting: Task | null = null;
  /** Up, started and not retired; since when it is so or not. [ns] */
  alive = true;
  turnedAt = 0;
  /** What leaves it is of interest: it is retired, or an instance on demand. */
  watched = false;
  /** Whether the health check believes that it can take calls; without a check it knows. */
  healthy = true;
  /** Added during the run, and not seen by the health check yet. */
  fresh = false;
  /** Fires when the health check will have found out that it believes the wrong thing. */
  checking: Task | null = null;
  /** Warm-up and pauses; null for one that always works at the same speed. */
  pace: Pace | null = null;
  busy = 0;
  inFlight = 0;
  /** Waits for the end of the event to serve its queue, or is serving it. */
  due = false;
  readonly queue = new Fifo();
  /** Null for first in, first out with no bound on the wait. */
  discipline: Discipline | null = null;
  /** Null unless calls share the workers. */
  sharing: Sharing | null = null;
  /** What its node said of queueing when the two above were made. */
  fitted: Queueing | null = null;
  /** Calls that came when the queue was full, each in the place of one that goes at the end of the event. */
  displacing = 0;
  /** Loads after look-ups that missed, by their steps; null where none is shared. */
  missFlights: Map<string, SingleFlight<Task>> | null = null;
  /** Null without an adaptive limit. */
  concurrency: ConcurrencyLimit | null = null;
  constructor(
    readonly node: ServerState,
    readonly index: number,
  ) {}

  /** Number of the zone that it runs in; -1 where the design does not say. Replicas take turns among their node's zones. */
  get zone(): number {
    const { zones } = this.node;
    return zones.length === 0 ? -1 : zones[this.index % zones.length]!;
  }
}

interface NodeBase {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  removed: boolean;
  /** Rate limit at the door. Only servers have one. */
  readonly limit: Limit | null;
  readonly stats: NodeStats;
}

export class ServerState implements NodeBase {
  readonly role = 'server';
  removed = false;
  /** Workers per replica; Infinity without limit. */
  workers = 1;
  blocking = true;
  queueLimit = 0;
  /** 0 round robin, 1 random, 2 least in flight, 3 power of two. */
  balancer = 0;
  /** See `isPlainServer` and `isFaulty`; kept by `Model.markPlain`. */
  plain = false;
  faulty = false;
  /** Chooses instead, where the way of balancing has parameters or a memory of its own. */
  picker: Picker | null = null;
  errorRate = 0;
  /** -1 for a node that is no cache. */
  hitRatio = -1;
  limit: Limit | null = null;
  /** Versions of its code; null where the design says nothing of versions. */
  releases: Releases | null = null;
  /** What a data node keeps; null for others. */
  store: Store | null = null;
  queueing: Queueing;
  /** Longest wait for a worker; null without bound. */
  patience: Sampler | null = null;
  readonly replicas: Replica[] = [];
  /** Numbers of the zones that they run in. */
  zones: readonly number[] = [];
  /** Those that can take calls. */
  up: Replica[] = [];
  /** Those that the balancer sends calls to; the same list, unless health checks or ejections are configured. */
  targets: Replica[] = [];
  /** Why a call finds no replica. */
  refusal = causeCode.unreachable;
  startup: Sampler | null = null;
  ejection: Ejection | null = null;
  scaling: Scaling | null = null;
  /** Instances started by the calls themselves. */
  onDemand: OnDemand | null = null;
  /** Groups of logs that it consumes for. */
  readonly groups: Group[] = [];
  cursor = 0;
  operations: Operation[] = [];
  /** Links that start here and have a guard for each replica. */
  linksPerReplica: readonly LinkState[] = [];
  /** Faults that are on. */
  slowdown = 1;
  readonly slowdowns: number[] = [];
  delay = 0;
  failShare = 0;
  readonly failShares: number[] = [];
  /** Null where the disk is as fast as the work says. */
  disk: SlowDisk | null = null;
  /** Answers that faults make late; null while none does. */
  lateness: LateDraws | null = null;
  /** Quotas of faults; null while there is none. */
  quota: Quota | null = null;
  /** Faults that make every write fail. */
  fullDisks = 0;
  /** Workers per replica that leaks have left, one entry a fault. */
  readonly workersLeft: number[] = [];
  /** Links that deliver to its replicas, each a consumer of its own. */
  consumes: readonly LinkState[] = [];
  /** Messages that fail whoever works on them may come. */
  poisoned = false;
  constructor(
    readonly index: number,
    readonly id: string,
    readonly kind: string,
    readonly stats: NodeStats,
    readonly balanceRng: Rng,
    readonly errorRng: Rng,
    readonly hitRng: Rng,
    /** Draws spans for this node, by the name of what is drawn. */
    readonly sampler: (name: string, distribution: Distribution) => Sampler,
    public model: ServerModel,
  ) {
    this.queueing = model;
  }

  /** To be called after any change to how many workers a replica has. */
  recountWorkers(): void {
    const { workers, discipline } = this.model;
    const least = discipline.kind === 'processor-sharing' ? 1 : 0;
    this.workers = Math.max(least, Math.min(workers === 0 ? Infinity : workers, ...this.workersLeft));
  }
}

export class QueueState implements NodeBase {
  readonly role = 'queue';
  readonly limit = null;
  removed = false;
  /** Number of its zone; -1 where the design does not say. */
  zone = -1;
  /** Faults that stop it: it takes no messages and gives none. */
  stops = 0;
  /** Faults that keep it from delivering. */
  pauses = 0;
  subscriptions: Subscription[] = [];
  /** Link over which dead letters leave; null where they stay. */
  deadLetterLink: LinkState | null = null;
  /** What faults do to its messages; null while none does anything. */
  trouble: Trouble | null = null;
  constructor(
    readonly index: number,
    readonly id: string,
    readonly kind: string,
    readonly stats: NodeStats,
    readonly troubleRng: Rng,
    public model: QueueModel,
  ) {}
}

/** A share of the requests is about one thing. */
interface Heat {
  readonly share: number;
  readonly entity: number;
}

export class SourceState implements NodeBase {
  readonly role = 'source';
  readonly limit = null;
  removed = false;
  /** Number of its zone; -1 where the design does not say. */
  zone = -1;
  journeys: JourneyState[] = [];
  /** Also those that are gone by now. */
  readonly everyJourney: JourneyState[] = [];
  /** Running sum of the journeys' weights, the last one 1. */
  cumulative: number[] = [];
  /** Open traffic: the timer of the next arrival. */
  timer: Task | null = null;
  think: Sampler | null = null;
  /** Bursty traffic: where it stands. */
  bursts: Mmpp | null = null;
  /** Recorded arrivals: where they stand. */
  playback: Playback | null = null;
  /** Draws entities and tenants; null where the client has neither. */
  labels: RequestLabels | null = null;
  /** Open traffic: Poisson, not even gaps. */
  poisson = true;
  /** Open Poisson traffic: mean gap at the peak of the curve, Infinity at rate 0. [ns] */
  meanGap = 0.5;
  /** Open traffic: the curve by which candidates are thinned, and its highest factor; null where it never varies. */
  curve: RateCurve | null = null;
  peak = 0.5;
  /** Constant arrivals: unrounded time of the next one. [ns] */
  nextExact = 0.5;
  /** Constant arrivals under a curve: the part of a request that its shares have added up to. */
  owed = 0;
  /** Closed traffic: users there are, and users there should be. */
  users = 0;
  wanted = 0;
  surge = 1;
  readonly surges: number[] = [];
  /** Faults that make a share of its requests be about one thing. */
  readonly heats: Heat[] = [];
  constructor(
    readonly index: number,
    readonly id: string,
    readonly kind: string,
    /** What is counted at the source itself; the rest is counted per journey. */
    readonly own: NodeStats,
    readonly gaps: Exponentials,
    readonly thinningRng: Rng,
    readonly mixRng: Rng,
    public model: SourceModel,
  ) {}

  /** Summed up from the journeys at each reading: not for the hot path. */
  get stats(): NodeStats {
    this.own.sum(this.everyJourney.map(({ stats }) => stats));
    return this.own;
  }
}

export type NodeState = ServerState | QueueState | LogState | SourceState;

/** Somebody whose requests are counted apart. */
export class TenantState {
  constructor(
    readonly id: string,
    readonly stats: JourneyStats,
  ) {}
}

export class JourneyState {
  link: LinkState | null = null;
  operation: Operation | null = null;
  weight = 1;
  /** 0 … 9, of its requests. */
  priority = 0;
  /** Infinity without. [ns] */
  deadline = Infinity;
  removed = false;
  constructor(
    readonly index: number,
    readonly id: string,
    readonly stats: JourneyStats,
  ) {}
}
