import type { Exponentials } from '../core/exponentials';
import type { Rng } from '../core/rng';
import type { Sampler } from '../core/sampler';
import type { QueueModel, ServerModel, SourceModel } from '../nodes/definition';
import type { Backoff } from '../policies/backoff';
import type { ContractVersion } from '../policies/contract-params';
import type { ConcurrencyLimit } from '../policies/concurrency-limit';
import { type BreakerState, CLOSED } from '../policies/breaker/circuit-breaker';
import type { BulkheadParams, PolicyParams } from '../policies/params';
import type { Mmpp } from '../policies/mmpp';
import type { RateCurve } from '../policies/rate-curve';
import { causeCode, type JourneyStats, type LinkStats, type NodeStats } from '../measure/stats';
import type { Lane } from '../core/lane';
import type { Access } from './access';
import type { Act } from './act';
import type { Connections } from './connections';
import type { Needs } from './contracts';
import type { Carrier, CarrierParams } from './carrier';
import type { Discipline } from './disciplines';
import { Fifo } from './fifo';
import type { Guard } from './guard';
import type { Limit } from './limit';
import type { Releases } from './releases';
import type { Group, LogState } from './log/state';
import type { SlowDisk } from './slow-disk';
import type { Sharing } from './sharing';
import type { Store } from './store';
import type { Outbox } from './outbox';
import type { Playback } from './playback';
import type { RecordedTimes } from './recorded-times';
import type { RequestLabels } from './request-labels';
import { NEVER, type Task } from './task';
import type { Pace } from './pace';
import type { Ejection } from './ejections';
import type { OnDemand } from './on-demand';
import type { Scaling } from './scaling';
import type { Distribution } from '../core/distribution';
import type { Consumer } from './consumers';
import type { Subscription } from './subscription';
import type { Trouble } from './trouble';

/** What `compile` makes of a step: one shape, chained; the end of an operation is null. */
export const StepKind = {
  work: 0,
  wait: 1,
  call: 2,
  publish: 3,
  parallel: 4,
  chance: 5,
  lookup: 6,
  cacheCheck: 7,
  decide: 8,
  act: 9,
} as const;

export class Step {
  next: Step | null = null;
  sampler: Sampler | null = null;
  /** Work and wait: takes the place of the sampler for requests of a recording. */
  recorded: RecordedTimes | null = null;
  /** Work: takes what its sampler draws and never fails by itself. */
  plain = false;
  /** Draws failures (work) or branches (chance, cache check). */
  rng: Rng | null = null;
  /** Work: share that fails. Cache check: share that hits. */
  errorRate = 0;
  link: LinkState | null = null;
  operation: Operation | null = null;
  /** 0 fail, 1 ignore, 2 fallback, 3 on with the store's last act. */
  onError = 0;
  /** First steps of the branches; for a look-up: hit, miss. */
  branches: (Step | null)[] = [];
  /** Chance: running sum of the shares, the last one 1. */
  cumulative: number[] = [];
  need = 0;
  /** Publish: number of the event, time to live [ns], and urgency; -1 for the request's own. */
  event = 0;
  ttl = NEVER;
  urgency = -1;
  /** Payload that the call or message takes there, and of its answer; -1 where the step does not say. [bytes] */
  request = -1;
  answer = -1;
  /** Call: what it needs of the answer; null for nothing in particular. */
  needs: Needs | null = null;
  /** Call that reads or writes. */
  access: Access | null = null;
  /** Act: who carries it out. */
  act: Act | null = null;
  /** Decide: the rate limit that asks. */
  limit: Limit | null = null;
  constructor(readonly kind: number) {}
}

export class Operation {
  first: Step | null = null;
  constructor(
    readonly name: string,
    /** Payload of a call of it, and of its answer; -1 where it does not say. [bytes] */
    readonly request = -1,
    readonly answer = -1,
    /** What its answer holds, by version; empty where nothing is declared. */
    readonly versions: readonly ContractVersion[] = [],
  ) {}
}

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

const isThere = (replica: Replica | undefined): boolean => replica !== undefined && replica.up && !replica.retired;
const max = (a: BreakerState, b: BreakerState): BreakerState => (a > b ? a : b);
const zonesOf = (node: NodeState): readonly number[] => (node.role === 'server' ? node.zones : [node.zone]);

export class LinkState {
  removed = false;
  /** See `isPlainLink`; kept by `Model.markPlain`. */
  plain = false;
  /** The callee, when it is a server. */
  server: ServerState | null = null;
  /** The queue it publishes to, when it is one. */
  queue: QueueState | null = null;
  /** The log it publishes to, when it is one. */
  log: LogState | null = null;
  /** Set when the link delivers from a log. */
  group: Group | null = null;
  /** Through which it publishes; null for at once. */
  outbox: Outbox | null = null;
  /** Set when the link delivers from a queue. */
  subscription: Subscription | null = null;
  /** Its consumers, by their replica's place and one more; 0 is the service as a whole. Holes where none ever took a delivery. */
  readonly consumers: (Consumer | undefined)[] = [];
  /** Faults that keep its consumer from taking deliveries. */
  pauses = 0;
  /** Numbers of the events that it wants; null for all. */
  wants: ReadonlySet<number> | null = null;
  /** Deliveries by number of the event. */
  deliveries: (Operation | null)[] = [];
  /** Null for no time at all. */
  latency: Sampler | null = null;
  /** Share of trips lost: by itself, by each fault that is on, and all together. Kept by `recount`. */
  ownLoss = 0;
  readonly lossShares: number[] = [];
  loss = 0;
  /** Faults that are on: added latency [ns], cuts by direction and mode. */
  delay = 0;
  holesOut = 0;
  holesBack = 0;
  refusalsOut = 0;
  refusalsBack = 0;
  /** mTLS connections; null without. */
  connections: Connections | null = null;
  /** Faults that let no new connection be opened. */
  expired = 0;
  /** Null where sizes and bandwidth do not matter; once there, it stays. */
  carrier: Carrier | null = null;
  /** What a carrier would go by. */
  load!: CarrierParams;
  /** Nothing of the above: a trip takes no time and always succeeds. Kept by `recount`. */
  instant = false;
  limit: Limit | null = null;
  retryOn = 0;
  attempts = 1;
  backoff: Backoff | null = null;
  /** What callers remember of their calls: the first one's for all replicas together, or one for each replica of the caller. */
  readonly guards: Guard[] = [];
  perReplica = false;
  /** The state that was last told of the replicas' breakers. */
  lastSaid: BreakerState = CLOSED;
  /** Something may hold an attempt back before it is sent: throttle, breaker, adaptive limit, bulkhead. */
  guarding = false;
  /** A guard's budget is asked for each retry; its watch looks after each attempt. */
  budgeted = false;
  watched = false;
  /** Has, or had, a throttle, an adaptive limit or a watch: calls may be out that owe them something. */
  guarded = false;
  /** Causes as bits that the throttle takes for a refusal. */
  refusedBy = 0;
  bulkhead: BulkheadParams | null = null;
  bulkheadLane: Lane<Task> | null = null;
  timeout: Lane<Task> | null = null;
  cancels = false;
  propagates = true;
  fallback: Sampler | null = null;
  hasFallback = false;
  constructor(
    readonly index: number,
    readonly id: string,
    public from: NodeState,
    readonly stats: LinkStats,
    readonly lossRng: Rng,
    public policy: PolicyParams,
    private readonly newGuard: (link: LinkState, index: number) => Guard,
  ) {
    this.guards.push(newGuard(this, 0));
  }

  /** The guard of the caller that makes this call. */
  guardOf({ parent }: Task): Guard {
    if (this.perReplica === false || parent === null || parent.replica === null) return this.guards[0]!;
    const { index } = parent.replica;
    return this.guards[index] ?? this.guardAt(index);
  }

  private guardAt(index: number): Guard {
    while (this.guards.length <= index) {
      const guard = this.newGuard(this, this.guards.length);
      this.guards.push(guard);
      guard.configure(this.policy, null);
    }
    return this.guards[index]!;
  }

  /** The node that it ends at. */
  get to(): ServerState | QueueState | LogState {
    return this.server ?? this.queue ?? this.log!;
  }

  /** Times that breakers opened, also those that are switched off by now. */
  get trips(): number {
    return this.guards.reduce((sum, { trips }) => sum + trips, 0);
  }

  /** Of the caller's breakers, the one that stands furthest open. [ns] */
  breakerState(now: number): BreakerState {
    return this.furthestOpen(({ breaker }) => (breaker === null ? CLOSED : breaker.state(now)));
  }

  furthestOpen(stateOf: (guard: Guard) => BreakerState): BreakerState {
    const { from } = this;
    // Whoever is gone holds nothing back.
    const counts = ({ index }: Guard): boolean => !this.perReplica || from.role !== 'server' || isThere(from.replicas[index]);
    return this.guards.reduce<BreakerState>((most, guard) => (counts(guard) ? max(most, stateOf(guard)) : most), CLOSED);
  }

  /** The adaptive limit, on average over the caller's replicas; NaN without. */
  get concurrencyLimit(): number {
    const limits = this.guards.flatMap(({ concurrency }) => (concurrency === null ? [] : [concurrency.limit]));
    return limits.reduce((sum, limit) => sum + limit, 0) / limits.length;
  }

  /** Which way it is cut: 0 not at all, 1 both ways, 2 calls only, 3 answers only. */
  get cut(): number {
    const net = this.carrier === null ? null : this.carrier.zones;
    const from = zonesOf(this.from);
    const to = zonesOf(this.to);
    const out = this.holesOut + this.refusalsOut > 0 || (net !== null && net.isCut(from, to));
    const back = this.holesBack + this.refusalsBack > 0 || (net !== null && net.isCut(to, from));
    if (out) return back ? 1 : 2;
    return back ? 3 : 0;
  }

  /** To be called after any change to how the link carries. */
  recount(): void {
    const { lossShares, ownLoss } = this;
    this.loss = lossShares.length === 0 ? ownLoss : 1 - lossShares.reduce((left, share) => left * (1 - share), 1 - ownLoss);
    const holes = this.holesOut + this.holesBack;
    this.instant =
      this.latency === null && this.loss === 0 && this.delay === 0 && holes === 0 && this.carrier === null && this.connections === null;
  }
}

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
