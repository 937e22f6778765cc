import type { Expiring } from '../core/lane';
import type { EventQueue } from '../core/event-queue';
import type { Access } from './access';
import { TaskExtras } from './task-extras';
import { TimeTables } from './task-times';
import type { JourneyState, Replica } from './model';
import type { LinkState } from './link-state';
import type { Operation, Step } from './operation';

/** A deadline that is none. A constant of ours: the global one is looked up at every use. [ns] */
export const NEVER = Infinity;

/** What a task does when its event fires. */
export const Op = {
  none: 0,
  arrival: 1, // a source sends its next request
  think: 2, // a closed-loop user is done thinking
  reachServer: 3, // a call arrives at its callee
  workDone: 4, // a worker is done with a work step
  waitDone: 5, // a wait step is over
  answerReady: 6, // an answer leaves its node after added latency
  reachCaller: 7, // an answer arrives at its caller
  retry: 8, // a backoff is over
  fallback: 9, // a substitute answer is ready
  lost: 10, // the network gave up on a call
  reachQueue: 11, // a message arrives at its queue
  redeliver: 12, // a failed message may be tried again
  expire: 13, // the head of a timeout lane expires
  faultStart: 14,
  faultEnd: 15,
  reconnected: 120, // a client is back after all lost their connections
  shareDone: 16, // the first of the calls that share a replica's cores is done with its work
  waitedOut: 17, // a call has waited for a worker as long as it may
  turn: 40, // a call that a rate limit held back may go on
  connected: 25, // a new connection's handshake is done
  transmitted: 24, // the last bit of a transfer has left its end of the link
  fleet: 50, // a timer of a node's replicas
  log: 70, // a timer of a log
  keptDue: 61, // a task that an act keeps has waited its time
  alarm: 62, // something rare is due
  spacingOver: 60, // the next call may begin under a bulkhead's spacing
  breakerWake: 18, // a breaker changes its state by itself
  forward: 110, // a message sets out for another queue
  messageExpiry: 111, // the message at the head of a backlog may have expired
  deliveryTimeout: 112, // a consumer has not answered a delivery in time
  confirmed: 113, // a queue's answer is with its publisher
  unconfirmed: 114, // a publisher has waited for it long enough
  watch: 19, // an attempt is hedged, or hung up at its deadline
  saga: 90, // a saga's pause, or the time for its stage, is over; or it may be taken up by another replica
  outbox: 91, // a relay looks at its outbox, or notes what it has published
} as const;

/** What a task is. */
export const Kind = { timer: 0, call: 1, branch: 2, message: 3, part: 4 } as const;

/** Where a call is, as its callee and the network see it. */
export const Place = { caller: 0, toServer: 1, server: 2, toCaller: 3 } as const;

export const Flag = {
  /** The caller has stopped waiting: whatever comes of this task, nobody listens. */
  abandoned: 1,
  /** Holds a worker of its replica. */
  worker: 2,
  /** Lies in its replica's queue. */
  queued: 4,
  /** Has a place in its link's bulkhead. */
  bulkhead: 8,
  /** Waits for a place in its link's bulkhead. */
  bulkheadWait: 16,
  /** Passed its link's breaker and owes it an outcome. */
  breaker: 32,
  /** A substitute answer went into it. */
  degraded: 64,
  /** A cache look-up that found its key. */
  hit: 128,
  /** Succeeded (a branch that is done). */
  done: 256,
  /** Waits for its turn on a wire, or is being sent. */
  wire: 65536,
  /** Answered well: the outcome an answer carries back. */
  ok: 512,
  /** Starts its branches just now. */
  forking: 1024,
  /** Shares the cores of its replica. */
  sharing: 2048,
  /** The request of a user of closed traffic, who comes back. */
  user: 4096,
  /** Waits for the end of its link's breaker's probe. */
  held: 1_048_576,
  /** One of the copies of a watched attempt; its parent is the call itself. */
  copy: 2_097_152,
  /** Passed its link's throttle and owes it an outcome. */
  throttled: 4_194_304,
  /** Has a place under its link's adaptive limit. */
  limited: 8_388_608,
  /** Kept by the act of its step. */
  kept: 16384,
  /** What its act kept it for is over; it goes on at the end of the event. */
  woken: 32768,
  /** Loads what others wait for: the store of its node must know when it is taken apart. */
  loading: 131_072,
  /** Of a message: has a place in the prefetch of its consumer. */
  window: 262_144,
  /** Waits for the store of a rate limit to decide on it. */
  deciding: 8192,
} as const;

/**
 * Everything that moves: calls, branches, messages and timers. One shape, pooled, linked into the queues it waits in, so that the
 * hot path allocates nothing. A request is the call that begins a journey. A call is one attempt; a retry after a timeout is a new
 * task, since the old one may still be worked on.
 */
export class Task extends TaskExtras implements Expiring<Task> {
  flags = 0;
  /** Number of its event in the event queue. */
  entry = 0;
  // Timeout lane.
  expirySeq = 0;
  lanePrevious: Task | null = null;
  laneNext: Task | null = null;
  // Who waits for whom.
  parent: Task | null = null;
  /** The call that this task waits for, or the first of its branches. */
  child: Task | null = null;
  // What it does, and where.
  step: Step | null = null;
  /** The operation that was asked for; null for the callee's first one. */
  called: Operation | null = null;
  /** Set for a request: nobody but a user waits for it. */
  journey: JourneyState | null = null;
  link: LinkState | null = null;
  replica: Replica | null = null;
  /** Links in the first-in-first-out list (worker queue, bulkhead, backlog) that it waits in; in the pool, the next that is free. */
  following: Task | null = null;
  preceding: Task | null = null;
  /** What the request is about: cache key, partition key, key of limits; -1 without. */
  entity = -1;
  /** Number of the request in whose name it is done; the first one of a run is 0. */
  request = -1;
  /** A read or a write asked of a store; null for any other call. */
  asked: Access | null = null;
  /** Of the failure that this task carries: the node where its first cause lay. */
  blame = -1;
}

/** What a task is about goes with all that is done in its name. */
export function inherit(task: Task, from: Task): void {
  task.entity = from.entity;
  task.request = from.request;
  task.asked = from.asked;
  task.inheritExtras(from);
}

/** Tasks are taken from and given back to the pool; `all` lets rare events (a crash) look at every live one. */
export class TaskPool {
  readonly all: Task[] = [];
  private free: Task | null = null;
  private readonly times = new TimeTables();

  constructor(private readonly queue: EventQueue) {}

  /** Whose event an entry of the queue is. */
  of(entry: number): Task {
    return this.all[entry - 1]!;
  }

  take(kind: number): Task {
    const task = this.free;
    if (task === null) return this.add(kind);
    this.free = task.following;
    task.kind = kind;
    return task;
  }

  private add(kind: number): Task {
    const { times } = this;
    const row = times.add();
    const task = new Task(times.table, row);
    task.entry = this.queue.add();
    this.all.push(task);
    task.kind = kind;
    return task;
  }

  /** Tasks in use. */
  get live(): number {
    let free = 0;
    for (let task = this.free; task !== null; task = task.following) free += 1;
    return this.all.length - free;
  }

  /** A task that is given back holds nothing on to nobody; numbers keep what they were until its next user sets them. */
  give(task: Task): void {
    task.kind = Kind.timer;
    task.op = Op.none;
    task.flags = 0;
    task.parent = null;
    task.journey = null;
    task.child = null;
    task.sibling = null;
    task.step = null;
    task.link = null;
    task.replica = null;
    task.outbox = null;
    task.following = this.free;
    this.free = task;
  }
}
