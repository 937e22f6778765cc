import { leaveLane } from '../core/lane';
import { causeCode } from '../measure/stats';
import { Row } from '../measure/trace/rows';
import { whereItHangs } from './blame';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { Server } from './server';
import { Flag, inherit, Kind, Op, Place, type Task } from './task';
import type { Watch } from './watch';

/**
 * Attempts that are watched while they are out: hedged by copies, or hung up at their deadline. The call itself stays with its caller and
 * holds what it owes to breaker and bulkhead; copies of it go out, each with a timeout of its own, and the first good answer wins.
 * `count` of the call says how many copies it has sent.
 */
export class Hedging {
  caller!: Caller;
  server!: Server;

  constructor(private readonly kernel: Kernel) {}

  /** Sends the first copy. What it needs is set before: the answer may be there at once. */
  begin(task: Task, watch: Watch): void {
    const { now } = this.kernel;
    task.place = Place.caller;
    task.sentAt = now;
    task.child = null;
    task.count = 0;
    if (watch.hangsUp && now >= task.deadline) {
      this.fail(task, causeCode.deadline, task.link!.from.index);
      return;
    }
    watch.budget?.onAttempt();
    this.sendCopy(task, watch);
  }

  private sendCopy(task: Task, watch: Watch): void {
    const copy = this.kernel.pool.take(Kind.call);
    copy.parent = task;
    copy.link = task.link;
    copy.called = task.called;
    copy.chosen = task.chosen;
    copy.deadline = task.deadline;
    copy.startedAt = this.kernel.now;
    copy.attempt = task.attempt;
    copy.place = Place.caller;
    copy.waited = 0;
    copy.worked = 0;
    copy.cause = -1;
    copy.flags = Flag.copy;
    inherit(copy, task);
    append(task, copy);
    task.count += 1;
    this.schedule(task, watch, task.count <= watch.most);
    this.caller.dispatch(copy);
  }

  private schedule(task: Task, watch: Watch, more: boolean): void {
    let wait = watch.delay !== null && more ? watch.delay.delay : Infinity;
    if (watch.hangsUp) wait = Math.min(wait, task.deadline - this.kernel.now);
    if (wait < Infinity) this.kernel.schedule(task, Op.watch, Math.max(0, wait));
  }

  /** The time has come to send another copy, or to hang up. */
  due(task: Task): void {
    const { watch } = task.link!.guardOf(task);
    const { now } = this.kernel;
    // An edit may have turned it off.
    if (watch === null) return;
    if (watch.hangsUp && now >= task.deadline) {
      const blame = whereItHangs(task);
      this.releaseAll(task, task.link!.cancels);
      this.fail(task, causeCode.deadline, blame);
      return;
    }
    if (watch.delay === null || watch.budget === null) {
      this.schedule(task, watch, false);
      return;
    }
    if (task.count === 1) watch.delay.late();
    if (now >= task.deadline || !watch.budget.tryTake()) {
      this.schedule(task, watch, false);
      return;
    }
    task.link!.stats.hedges += 1;
    this.sendCopy(task, watch);
  }

  /** A copy has its answer. */
  concluded(copy: Task, ok: boolean): void {
    const task = copy.parent!;
    const link = copy.link!;
    detach(task, copy);
    if (!ok) {
      const { reason, cause, blame } = copy;
      this.kernel.pool.give(copy);
      this.lost(task, reason, cause, blame);
      return;
    }
    const { watch } = link.guardOf(task);
    if (task.count === 1) watch?.delay?.early();
    task.flags |= copy.flags & (Flag.degraded | Flag.hit);
    task.seen = copy.seen;
    task.version = copy.version;
    task.seenOf = copy.seenOf;
    this.kernel.pool.give(copy);
    this.releaseAll(task, watch === null ? link.cancels : watch.cancels);
    this.kernel.cancel(task);
    this.caller.conclude(task, true);
  }

  /** Nobody waits for this copy any more: its own timeout is over, or its connection is gone. */
  brokenOff(copy: Task, cause: number, blame: number): void {
    const task = copy.parent!;
    detach(task, copy);
    this.release(copy, copy.link!.cancels);
    this.lost(task, cause, cause, blame);
  }

  /** Whoever waited for the call is gone. */
  forsake(task: Task): void {
    this.releaseAll(task, task.link!.cancels);
  }

  /** The call fails when no copy of it is out any more; then it does not wait for the next one. */
  private lost(task: Task, reason: number, cause: number, blame: number): void {
    if (task.child !== null) return;
    this.kernel.cancel(task);
    task.reason = reason;
    task.cause = cause;
    task.blame = blame;
    this.caller.conclude(task, false);
  }

  private fail(task: Task, cause: number, blame: number): void {
    task.reason = cause;
    task.cause = cause;
    task.blame = blame;
    this.caller.conclude(task, false);
  }

  private releaseAll(task: Task, cancels: boolean): void {
    for (let copy = task.child; copy !== null; copy = task.child) {
      detach(task, copy);
      this.release(copy, cancels);
    }
  }

  /** Nobody waits for this copy any more. */
  private release(copy: Task, cancels: boolean): void {
    if (copy.laneNext !== null) leaveLane(copy);
    this.kernel.tracer?.aboutCall(Row.left, copy, 0, 0);
    copy.parent = null;
    if (copy.place === Place.caller) {
      this.kernel.cancel(copy);
      this.kernel.pool.give(copy);
      return;
    }
    copy.flags = (copy.flags & ~Flag.copy) | Flag.abandoned;
    if (cancels) this.server.cancel(copy);
  }
}

function append(task: Task, copy: Task): void {
  copy.sibling = null;
  if (task.child === null) {
    task.child = copy;
    return;
  }
  let last = task.child;
  while (last.sibling !== null) last = last.sibling;
  last.sibling = copy;
}

function detach(task: Task, copy: Task): void {
  if (task.child === copy) task.child = copy.sibling;
  else {
    let before = task.child!;
    while (before.sibling !== copy) before = before.sibling!;
    before.sibling = copy.sibling;
  }
  copy.sibling = null;
}
