import type { Rng } from '../../core/rng';
import type { NodeStats } from '../../measure/stats';
import type { LogModel } from '../../nodes/definition';
import type { ConsumerGroupParams } from '../../policies/consumer-group-params';
import { Progress } from '../../policies/log/progress';
import { Records } from '../../policies/log/records';
import type { LinkState } from '../link-state';
import type { Replica, ServerState } from '../model';
import type { Task } from '../task';
import type { Trouble } from '../trouble';
import { OrderWatch } from './order-watch';

/** What a timer of a log is for. Its number stands in the timer's `count`. */
export const LogTimer = { session: 0, rebalance: 1, commit: 2, replicated: 3, retention: 4, election: 5, storm: 6 } as const;

export class LogPartition {
  readonly records = new Records();
  /** Consumers see the records before this offset: all copies have them. */
  readable = 0;
  /** Fires when the next records have reached all copies. */
  replicated: Task | null = null;
  /** Number of the broker that leads it; -1 while none does. */
  leader = 0;
  /** Fires when another copy leads it. */
  election: Task | null = null;

  constructor(
    readonly log: LogState,
    readonly index: number,
  ) {}

  /** Whether it takes and gives records. */
  get available(): boolean {
    return this.leader >= 0 && this.log.stops === 0;
  }
}

export class LogState {
  readonly role = 'log';
  readonly limit = null;
  removed = false;
  /** Number of its zone; -1 where the design does not say. */
  zone = -1;
  /** Faults that stop it whole. */
  stops = 0;
  /** By broker: faults that keep it down. */
  readonly downs: number[] = [];
  readonly partitions: LogPartition[] = [];
  groups: Group[] = [];
  /** Records so far, over all partitions. */
  sequence = 0;
  /** Records that could be in other partitions than others about the same thing. */
  unordered = false;
  /** Records that were turned away. */
  refused = 0;
  cursor = 0;
  /** Fires when retention removes records. */
  retention: Task | null = null;
  /** A partition has been full. */
  full = false;
  /** What faults do to its messages; null while none ever has. */
  trouble: Trouble | null = null;

  constructor(
    readonly index: number,
    readonly id: string,
    readonly kind: string,
    readonly stats: NodeStats,
    readonly troubleRng: Rng,
    public model: LogModel,
  ) {}
}

/** How a group stands in one partition. */
export class Share {
  readonly progress: Progress;
  owner: Member | null = null;
  /** What is in work, and with whom; null for nothing. It may be with its consumer, or wait to be delivered again. */
  message: Task | null = null;
  worker: Member | null = null;
  /** The record in work has waited long enough to be delivered again. */
  pending = false;
  /** A rebalance holds it up. */
  stopped = false;
  /** One past the last record that was ever done. */
  doneTo = 0;
  /** Offset of the record in work, and whether it is in work for the first time. */
  offset = -1;
  first = false;

  constructor(
    readonly group: Group,
    readonly partition: LogPartition,
    from: number,
    /** Since when the group reads here. What lay there before waits for it since then. [ns] */
    private readonly since: number,
  ) {
    this.progress = new Progress(from, partition.records.end);
    this.doneTo = from;
  }

  /** Since when a record waits for the group. [ns] */
  waitsSince(offset: number): number {
    return Math.max(this.since, this.partition.records.time(offset));
  }
}

/** A replica of the consumer, as the group knows it. */
export class Member {
  /** Its process runs, and the group gives it work. */
  alive = true;
  /** Has come, or come back, since the last rebalance. */
  fresh = true;
  /** Fires when it has not been heard of for too long; null while it is heard of. */
  session: Task | null = null;
  /** Has said goodbye. */
  left = false;
  /** Faults that make it stand still. */
  pauses = 0;
  shares: Share[] = [];
  /** The share that it takes from, and how many records it has taken from there in a row. */
  cursor = 0;
  taken = 0;
  /** Records in work. */
  working = 0;
  /** Fires when it commits next. */
  committing: Task | null = null;
  /** Waits for the end of the event to take records. */
  due = false;

  constructor(
    readonly group: Group,
    /** Null for whatever takes from the log for instances that are started by the calls. */
    readonly replica: Replica | null,
    readonly number: number,
    /** When its commit clock began. [ns] */
    public since: number,
  ) {}

  get works(): boolean {
    return this.alive && this.pauses === 0 && (this.replica === null || takesPart(this.replica));
  }
}

/** Whether the replica can be a member now. */
export const takesPart = ({ up, starting, retired }: Replica): boolean => up && starting === null && !retired;

/** Everybody who reads a log over one link, together. */
export class Group {
  readonly shares: Share[] = [];
  readonly members: Member[] = [];
  closed = false;
  /** Rebalances so far, the first sharing out of a run left out. */
  rebalances = 0;
  redelivered = 0;
  /** Records that were done again. */
  duplicated = 0;
  outOfOrder = 0;
  /** A rebalance goes on. */
  rebalancing = false;
  startedAt = 0;
  /** Its time is up, and it waits for records in work. */
  waits = false;
  timer: Task | null = null;
  /** Members may have come or gone; looked at by the end of the event. */
  due = false;
  /** How long the next storm's rebalance follows the last; 0 for no storm. [ns] */
  readonly storms: number[] = [];
  storm: Task | null = null;
  readonly order = new OrderWatch();

  constructor(
    readonly log: LogState,
    readonly link: LinkState,
    readonly consumer: ServerState,
    public params: ConsumerGroupParams,
  ) {}

  /** Whether a rebalance stops all of it. */
  get eager(): boolean {
    return this.params.assignor !== 'cooperative-sticky';
  }
}
