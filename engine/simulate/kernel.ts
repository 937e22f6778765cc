import { Clock } from '../core/clock';
import { Digest } from '../core/digest';
import { EventQueue } from '../core/event-queue';
import { Lane } from '../core/lane';
import type { Tracer } from './tracing/tracer';
import { Kind, Op, type Task, TaskPool } from './task';

/** Time, order and the pool of tasks: what every mechanism shares. It knows nothing of services. */
export class Kernel extends Clock {
  /** Events fired so far. */
  events = 0;
  readonly queue = new EventQueue();
  readonly pool = new TaskPool(this.queue);
  readonly digest = new Digest();
  /** Something has been put off to the end of the event. */
  unsettled = false;
  /** Who follows requests; null, mostly. On the way of every call nobody asks: there, subclasses tell. */
  tracer: Tracer | null = null;
  private seq = 0;
  private readonly lanes = new Map<number, Lane<Task>>();

  /** Lets `op` happen to the task after `delay`. [ns] A task has at most one event. */
  schedule(task: Task, op: number, delay: number): void {
    task.op = op;
    const { queue } = this;
    const { entry } = task;
    queue.at[entry] = this.now + delay;
    queue.seq[entry] = this.seq++;
    queue.push(entry);
  }

  /** Takes the task's event back, if it has one. */
  cancel(task: Task): void {
    if (task.op === Op.none) return;
    this.queue.remove(task.entry);
    task.op = Op.none;
  }

  /** The lane of all timeouts of this length. [ns] */
  laneOf(delay: number): Lane<Task> {
    let lane = this.lanes.get(delay);
    if (!lane) {
      const sentinel = this.pool.take(Kind.timer);
      lane = new Lane<Task>(delay, sentinel);
      sentinel.lane = lane;
      this.lanes.set(delay, lane);
    }
    return lane;
  }

  /** Starts a timeout; `leaveLane(task)` takes it back. */
  expireAfter(task: Task, lane: Lane<Task>): void {
    task.sentAt = this.now;
    task.expirySeq = this.seq++;
    lane.add(task);
    if (lane.armed === false) this.arm(lane, task);
  }

  /** Represents the lane in the queue by its head, in the head's own place in time and order. */
  arm(lane: Lane<Task>, head: Task): void {
    const { sentinel } = lane;
    lane.armed = true;
    sentinel.op = Op.expire;
    const { queue } = this;
    queue.at[sentinel.entry] = head.sentAt + lane.delay;
    queue.seq[sentinel.entry] = head.expirySeq;
    queue.push(sentinel.entry);
  }

  /** Takes the task of the next event that is due at or before `queue.limit`; null when there is none. */
  next(): Task | null {
    const entry = this.queue.pop();
    return entry === 0 ? null : this.pool.of(entry);
  }

  /** When the task's event fires, if it has one; else when its last one did. [ns] */
  dueAt(task: Task): number {
    return this.queue.at[task.entry]!;
  }

  /** Moves the clock to an event that fires, and writes it into the digest: when it fires, what it does, and its place in the order of entry. */
  fire(event: Task): void {
    const { entry, op } = event;
    const at = this.queue.at[entry]!;
    this.now = at;
    this.events += 1;
    this.digest.mix(at | 0, this.queue.seq[entry]! | 0, op);
  }
}
