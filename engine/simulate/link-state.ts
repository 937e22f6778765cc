import type { Rng } from '../core/rng';
import type { LateDraws } from './lateness';
import type { Sampler } from '../core/sampler';
import type { Backoff } from '../policies/backoff';
import { type BreakerState, CLOSED } from '../policies/breaker/circuit-breaker';
import type { BulkheadParams, PolicyParams } from '../policies/params';
import type { LinkStats } from '../measure/stats';
import type { Lane } from '../core/lane';
import type { Connections } from './connections';
import type { Carrier, CarrierParams } from './carrier';
import type { Guard } from './guard';
import type { Limit } from './limit';
import type { Group, LogState } from './log/state';
import type { Outbox } from './outbox';
import type { Task } from './task';
import type { Consumer } from './consumers';
import type { Subscription } from './subscription';
import type { Operation } from './operation';
import type { NodeState, QueueState, Replica, ServerState } from './model';

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
  /** Trips that faults make late; null while none does. */
  lateness: LateDraws | null = null;
  /** Shares of the answers that faults make unreadable; null while none does. */
  corruption: { readonly shares: number[]; readonly rng: Rng } | null = null;
  /** Faults that keep the callee's name from being found, and how long a caller waits until it gives up. [ns] */
  readonly lookUps: { readonly patience: number }[] = [];
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
      this.latency === null &&
      this.loss === 0 &&
      this.delay === 0 &&
      holes === 0 &&
      this.carrier === null &&
      this.connections === null &&
      this.lateness === null &&
      this.corruption === null &&
      this.lookUps.length === 0;
  }
}
