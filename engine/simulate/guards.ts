import { leaveLane } from '../core/lane';
import { causeCode } from '../measure/stats';
import type { BulkheadParams } from '../policies/params';
import { giveUpAdmission, passesThrottle, settleAdmission, takesPlace } from './admission';
import type { Caller } from './caller';
import type { Guard } from './guard';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import { armSpacing } from './spacing-timer';
import { Flag, type Task } from './task';

const ADMITTED = Flag.throttled | Flag.limited;

/** What holds an attempt back before it is sent: throttle → breaker → adaptive limit → bulkhead; and what hears of its end. */
export class Guards {
  caller!: Caller;
  private readonly due: Guard[] = [];

  constructor(private readonly kernel: Kernel) {}

  /** Whether the attempt may be sent at once. Else it has failed, or waits and is sent later. */
  admits(task: Task, link: LinkState): boolean {
    const guard = link.guardOf(task);
    const { breaker } = guard;
    const { bulkhead } = link;
    const { now } = this.kernel;
    if (guard.throttle !== null && !passesThrottle(task, guard.throttle, now)) {
      this.caller.failAttempt(task, causeCode.throttled);
      return false;
    }
    if (breaker !== null) {
      if (!breaker.allow(now)) {
        if (breaker.holds) {
          task.flags |= Flag.held;
          guard.held.push(task);
        } else this.caller.failAttempt(task, causeCode['breaker-open']);
        return false;
      }
      task.flags |= Flag.breaker;
      task.permit = breaker.permit;
      task.sentAt = now;
    }
    if (guard.concurrency !== null && !takesPlace(task, guard, guard.concurrency)) {
      this.caller.failAttempt(task, causeCode['concurrency-limited']);
      return false;
    }
    if (bulkhead !== null) {
      if (guard.bulkheadQueue.head !== null || guard.places.wait(bulkhead, now) > 0) {
        this.waitForPlace(task, guard, bulkhead);
        return false;
      }
      guard.places.begin(now);
      task.flags |= Flag.bulkhead;
    }
    return true;
  }

  private waitForPlace(task: Task, guard: Guard, bulkhead: BulkheadParams): void {
    const { bulkheadLane } = guard.link;
    // Places that are free go to those who wait already, at the end of this event.
    const waiting = guard.bulkheadQueue.length - guard.places.room(bulkhead, this.kernel.now);
    if (bulkheadLane === null || waiting >= bulkhead.queue) {
      this.caller.failAttempt(task, causeCode['bulkhead-full']);
      return;
    }
    task.flags |= Flag.bulkheadWait;
    guard.bulkheadQueue.push(task);
    this.kernel.expireAfter(task, bulkheadLane);
    if (bulkhead.spacing > 0) this.admitWaiting(guard);
  }

  /** It has waited for a place as long as it may. */
  waitedOut(task: Task): void {
    task.flags &= ~Flag.bulkheadWait;
    task.link!.guardOf(task).bulkheadQueue.remove(task);
    this.caller.failAttempt(task, causeCode['bulkhead-full']);
  }

  /** Hands free places to calls that wait for them, at the end of the event: not while tasks are being taken apart. */
  admitWaiting(guard: Guard): void {
    if (guard.due || (guard.bulkheadQueue.head === null && guard.held.head === null)) return;
    guard.due = true;
    this.due.push(guard);
    this.kernel.unsettled = true;
  }

  /** At the end of an event: begins what waited for it. */
  admitDue(): void {
    const { due } = this;
    const { now } = this.kernel;
    // The list may grow meanwhile.
    for (let i = 0; i < due.length; i++) {
      const guard = due[i]!;
      const { link, bulkheadQueue, places } = guard;
      while (bulkheadQueue.head !== null && (link.bulkhead === null || places.wait(link.bulkhead, now) === 0)) {
        const task = bulkheadQueue.shift()!;
        leaveLane(task);
        task.flags = (task.flags & ~Flag.bulkheadWait) | Flag.bulkhead;
        places.begin(now);
        this.caller.send(task);
      }
      if (bulkheadQueue.head !== null) armSpacing(this.kernel, guard);
      if (guard.held.head !== null) this.askAgain(guard);
      guard.due = false;
    }
    due.length = 0;
  }

  /** Calls that waited for the end of a probe ask the breaker once more, in the order in which they came. */
  private askAgain(guard: Guard): void {
    const { deadline } = causeCode;
    for (let left = guard.held.length; left > 0; left--) {
      const task = guard.held.shift();
      // What one of them sets off may end others.
      if (task === null) return;
      task.flags &= ~Flag.held;
      if (this.kernel.now >= task.deadline) this.caller.refuse(task, deadline, deadline, guard.link.from.index);
      else this.caller.attempt(task);
    }
  }

  /** The attempt is over for its caller. */
  giveBack(task: Task, ok: boolean): void {
    const guard = task.link!.guardOf(task);
    const { flags } = task;
    if ((flags & ADMITTED) !== 0) settleAdmission(task, guard, ok, this.kernel.now);
    if ((flags & Flag.breaker) !== 0) {
      task.flags &= ~Flag.breaker;
      this.settleBreaker(task, guard, ok);
    }
    if ((flags & Flag.bulkhead) !== 0) {
      task.flags &= ~Flag.bulkhead;
      guard.places.end();
      if (guard.bulkheadQueue.head !== null) this.admitWaiting(guard);
    }
  }

  private settleBreaker({ reason, sentAt, permit }: Task, guard: Guard, ok: boolean): void {
    const { breaker, held } = guard;
    if (breaker === null) return;
    const { now } = this.kernel;
    if (!ok && saysNothing(reason, breaker.countsBulkhead)) breaker.release(now, permit);
    else breaker.record(now, ok, now - sentAt, permit);
    if (held.head !== null) this.admitWaiting(guard);
  }

  /** Whoever waited for the call is gone: it owes nothing more, and waits for nothing. */
  forsake(task: Task): void {
    const guard = task.link!.guardOf(task);
    const { flags } = task;
    if ((flags & Flag.bulkheadWait) !== 0) guard.bulkheadQueue.remove(task);
    if ((flags & Flag.held) !== 0) guard.held.remove(task);
    if ((flags & Flag.breaker) !== 0) {
      guard.breaker?.release(this.kernel.now, task.permit);
      if (guard.held.head !== null) this.admitWaiting(guard);
    }
    if ((flags & ADMITTED) !== 0) giveUpAdmission(task, guard);
    task.flags &= ~(Flag.breaker | Flag.bulkhead | Flag.bulkheadWait | Flag.held);
    if ((flags & Flag.bulkhead) === 0) return;
    guard.places.end();
    this.admitWaiting(guard);
  }
}

/** To a breaker, what the caller itself did says nothing of the callee. */
const saysNothing = (reason: number, countsBulkhead: boolean): boolean =>
  reason === causeCode.cancelled ||
  reason === causeCode['concurrency-limited'] ||
  (reason === causeCode['bulkhead-full'] && !countsBulkhead);
