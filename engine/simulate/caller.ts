import { causeCode } from '../measure/stats';
import type { BulkheadParams } from '../policies/params';
import { plainRead, relayed } from './access';
import type { Broker } from './broker';
import type { Door } from './door';
import { giveUpAdmission, passesThrottle, settleAdmission, takesPlace } from './admission';
import { type Hedging, whereItHangs } from './hedging';
import type { Kernel } from './kernel';
import type { Limits } from './limits';
import type { LinkState, Operation } from './model';
import type { Network } from './network';
import type { Server } from './server';
import { armSpacing } from './spacing-timer';
import type { Sources } from './sources';
import type { Steps } from './steps';
import { Flag, inherit, Kind, NEVER, Op, Place, type Task } from './task';

/** What a call may hold that somebody else waits for. */
const OWES = Flag.breaker | Flag.bulkhead | Flag.throttled | Flag.limited | Flag.copy;
const ADMITTED = Flag.throttled | Flag.limited;

/**
 * The caller's side of a call, in the order of the policy:
 * deadline → rate limit → retry → throttle → breaker → adaptive limit → bulkhead → hedge → timeout → network.
 */
export class Caller {
  door!: Door;
  server!: Server;
  steps!: Steps;
  broker!: Broker;
  sources!: Sources;
  network!: Network;
  hedging!: Hedging;
  limits!: Limits;
  private readonly due: LinkState[] = [];

  constructor(private readonly kernel: Kernel) {}

  /** Asks for an operation (the callee's first one when null); `parent` goes on when it is answered. */
  call(parent: Task, link: LinkState, operation: Operation | null): void {
    const task = this.kernel.pool.take(Kind.call);
    task.parent = parent;
    parent.child = task;
    inherit(task, parent);
    const access = parent.step === null ? null : parent.step.access;
    task.asked = access === relayed ? (parent.asked ?? plainRead) : access;
    if (link.propagates === true) task.deadline = parent.deadline;
    else task.deadline = NEVER;
    this.start(task, link, operation);
  }

  /** Begins a call that knows its deadline and for whom it is. */
  start(task: Task, link: LinkState, operation: Operation | null): void {
    const { now } = this.kernel;
    task.link = link;
    task.called = operation;
    task.place = Place.caller;
    task.waited = 0;
    task.worked = 0;
    task.startedAt = now;
    task.attempt = 1;
    task.cause = -1;
    link.stats.calls += 1;
    if (link.plain === true && now < task.deadline) {
      this.send(task);
      return;
    }
    if (now < task.deadline && link.limit !== null && !this.limits.passes(task, link)) return;
    this.begin(task);
  }

  /** The first attempt, if there is time for it. */
  begin(task: Task): void {
    const deadline = causeCode.deadline;
    if (this.kernel.now >= task.deadline) this.refuse(task, deadline, deadline, task.link!.from.index);
    else this.attempt(task);
  }

  /** A failure that no retry can mend. */
  refuse(task: Task, reason: number, cause: number, blame: number): void {
    task.reason = reason;
    task.cause = cause;
    task.blame = blame;
    this.failForGood(task, task.link!);
  }

  attempt(task: Task): void {
    const link = task.link!;
    const { breaker, bulkhead } = link;
    if (link.throttle !== null && !passesThrottle(task, link, this.kernel.now)) {
      this.failAttempt(task, causeCode.throttled);
      return;
    }
    if (breaker !== null) {
      if (!breaker.allow(this.kernel.now)) {
        if (breaker.holds) {
          task.flags |= Flag.held;
          link.held.push(task);
          return;
        }
        this.failAttempt(task, causeCode['breaker-open']);
        return;
      }
      task.flags |= Flag.breaker;
      task.permit = breaker.permit;
      task.sentAt = this.kernel.now;
    }
    if (link.concurrency !== null && !takesPlace(task, link)) {
      this.failAttempt(task, causeCode['concurrency-limited']);
      return;
    }
    if (bulkhead !== null) {
      const { now } = this.kernel;
      if (link.bulkheadQueue.head !== null || link.places.wait(bulkhead, now) > 0) {
        this.waitForPlace(task, link, bulkhead);
        return;
      }
      link.places.begin(now);
      task.flags |= Flag.bulkhead;
    }
    this.send(task);
  }

  private waitForPlace(task: Task, link: LinkState, bulkhead: BulkheadParams): void {
    // Places that are free go to those who wait already, at the end of this event.
    const waiting = link.bulkheadQueue.length - link.places.room(bulkhead, this.kernel.now);
    if (link.bulkheadLane === null || waiting >= bulkhead.queue) {
      this.failAttempt(task, causeCode['bulkhead-full']);
      return;
    }
    task.flags |= Flag.bulkheadWait;
    link.bulkheadQueue.push(task);
    this.kernel.expireAfter(task, link.bulkheadLane);
    if (bulkhead.spacing > 0) this.admitWaiting(link);
  }

  /** Hands free places to calls that wait for them, at the end of the event: not while tasks are being taken apart. */
  admitWaiting(link: LinkState): void {
    if (link.due || (link.bulkheadQueue.head === null && link.held.head === null)) return;
    link.due = true;
    this.due.push(link);
    this.kernel.unsettled = true;
  }

  /** At the end of an event: begins what waited for it. */
  admitDue(): void {
    const { due } = this;
    const { now } = this.kernel;
    // The list may grow meanwhile.
    for (let i = 0; i < due.length; i++) {
      const link = due[i]!;
      while (link.bulkheadQueue.head !== null && (link.bulkhead === null || link.places.wait(link.bulkhead, now) === 0)) {
        const task = link.bulkheadQueue.shift()!;
        task.lane!.remove(task);
        task.flags = (task.flags & ~Flag.bulkheadWait) | Flag.bulkhead;
        link.places.begin(now);
        this.send(task);
      }
      if (link.bulkheadQueue.head !== null) armSpacing(this.kernel, link);
      if (link.held.head !== null) this.askAgain(link);
      link.due = false;
    }
    due.length = 0;
  }

  /** Calls that waited for the end of a probe ask the breaker once more, in the order in which they came. */
  private askAgain(link: LinkState): void {
    for (let left = link.held.length; left > 0; left--) {
      const task = link.held.shift();
      // What one of them sets off may end others.
      if (task === null) return;
      task.flags &= ~Flag.held;
      if (this.kernel.now >= task.deadline) this.refuse(task, causeCode.deadline, causeCode.deadline, link.from.index);
      else this.attempt(task);
    }
  }

  private send(task: Task): void {
    const { watch } = task.link!;
    if (watch === null) this.dispatch(task);
    else this.hedging.begin(task, watch);
  }

  /** Sends an attempt, or a copy of one. */
  dispatch(task: Task): void {
    const { kernel } = this;
    const link = task.link!;
    link.stats.attempts += 1;
    if (link.timeout !== null) kernel.expireAfter(task, link.timeout);
    if (link.plain === true) {
      this.door.arrive(task);
      return;
    }
    task.sentAt = kernel.now;
    task.place = Place.caller;
    if (link.refusalsOut > 0 || link.removed) this.failAttempt(task, causeCode.unreachable);
    else if (link.instant === true) this.door.arrive(task);
    else this.network.carryRequest(task, link);
  }

  /** Sends the callee's answer back. */
  respond(task: Task, ok: boolean): void {
    const link = task.link!;
    if (link.plain === true) {
      this.conclude(task, ok);
      return;
    }
    task.flags = ok ? task.flags | Flag.ok : task.flags & ~Flag.ok;
    if (link.refusalsBack > 0) this.failAttempt(task, causeCode.unreachable);
    else if (link.instant === true) this.conclude(task, ok);
    else this.network.carryAnswer(task, link, ok);
  }

  /** An answer has arrived. */
  answered(task: Task): void {
    if ((task.flags & Flag.abandoned) !== 0) this.kernel.pool.give(task);
    else this.conclude(task, (task.flags & Flag.ok) !== 0);
  }

  /** The network turned the call or its answer back. */
  refused(task: Task): void {
    this.failAttempt(task, causeCode.unreachable);
  }

  /** The network gave up. */
  lost(task: Task): void {
    this.blameReplica(task);
    this.failAttempt(task, causeCode.lost);
  }

  /** The head of a timeout lane expired: a wait for a bulkhead place, or for an answer. */
  timedOut(task: Task): void {
    const link = task.link!;
    if ((task.flags & Flag.bulkheadWait) !== 0) {
      task.flags &= ~Flag.bulkheadWait;
      link.bulkheadQueue.remove(task);
      this.failAttempt(task, causeCode['bulkhead-full']);
      return;
    }
    if ((task.flags & Flag.copy) !== 0) {
      this.hedging.timedOut(task);
      return;
    }
    const blame = whereItHangs(task);
    this.blameReplica(task);
    let mine = task;
    if (task.place === Place.caller) {
      this.kernel.cancel(task);
    } else {
      mine = this.leaveBehind(task);
      if (link.cancels) this.server.cancel(task);
    }
    mine.reason = causeCode.timeout;
    mine.cause = causeCode.timeout;
    mine.blame = blame;
    this.conclude(mine, false);
  }

  /** Its replica has not answered in time. */
  private blameReplica(task: Task): void {
    const { replica } = task;
    if (replica === null) return;
    if (replica.node.ejection !== null) replica.node.ejection.saw(replica, false);
    // A call that was swallowed is with its caller, and at no replica from now on.
    if (task.place === Place.caller) task.replica = null;
  }

  /** The callee may still be at work on `task`; the caller goes on with the task returned. */
  private leaveBehind(task: Task): Task {
    const mine = this.kernel.pool.take(Kind.call);
    mine.place = Place.caller;
    mine.waited = 0;
    mine.worked = 0;
    mine.parent = task.parent;
    if (task.parent !== null) task.parent.child = mine;
    mine.journey = task.journey;
    mine.link = task.link;
    mine.called = task.called;
    mine.deadline = task.deadline;
    mine.startedAt = task.startedAt;
    mine.sentAt = task.sentAt;
    mine.attempt = task.attempt;
    mine.backoff = task.backoff;
    mine.permit = task.permit;
    inherit(mine, task);
    mine.flags = task.flags & (OWES | Flag.user);
    task.parent = null;
    task.journey = null;
    task.flags = (task.flags & ~(OWES | Flag.user)) | Flag.abandoned;
    return mine;
  }

  private failAttempt(task: Task, cause: number): void {
    task.reason = cause;
    task.cause = cause;
    task.blame = task.link!.server === null ? task.link!.from.index : task.link!.server.index;
    this.conclude(task, false);
  }

  /** The attempt is over for its caller: clear up, then try again or settle. */
  conclude(task: Task, ok: boolean): void {
    const link = task.link!;
    if (task.lane !== null) task.lane.remove(task);
    const { flags } = task;
    if ((flags & OWES) !== 0) {
      if ((flags & Flag.copy) !== 0) {
        this.hedging.concluded(task, ok);
        return;
      }
      this.giveBack(task, link, ok);
    }
    if (ok) {
      if (link.budget !== null) link.budget.onSuccess();
      this.succeed(task, link);
      return;
    }
    if (task.attempt < link.attempts && ((1 << task.reason) & link.retryOn) !== 0 && this.tryAgain(task, link)) return;
    this.failForGood(task, link);
  }

  /** Tells breaker and bulkhead that the attempt is over. */
  private giveBack(task: Task, link: LinkState, ok: boolean): void {
    const { flags } = task;
    if ((flags & ADMITTED) !== 0) settleAdmission(task, link, ok, this.kernel.now);
    if ((flags & Flag.breaker) !== 0) {
      task.flags &= ~Flag.breaker;
      this.settleBreaker(task, link, ok);
    }
    if ((flags & Flag.bulkhead) !== 0) {
      task.flags &= ~Flag.bulkhead;
      link.places.end();
      if (link.bulkheadQueue.head !== null) this.admitWaiting(link);
    }
  }

  private settleBreaker({ reason, sentAt, permit }: Task, link: LinkState, ok: boolean): void {
    const { breaker, held } = link;
    if (breaker === null) return;
    const { now } = this.kernel;
    if (!ok && saysNothing(reason, breaker.countsBulkhead)) breaker.release(now, permit);
    else breaker.record(now, ok, now - sentAt, permit);
    if (held.head !== null) this.admitWaiting(link);
  }

  private tryAgain(task: Task, link: LinkState): boolean {
    const { kernel } = this;
    const delay = link.backoff!.delay(task.attempt, task.attempt === 1 ? 0 : task.backoff);
    if (kernel.now + delay >= task.deadline) return false;
    if (link.budget !== null && !link.budget.tryTake()) return false;
    task.attempt += 1;
    task.backoff = link.backoff!.memory;
    link.stats.retries += 1;
    task.place = Place.caller;
    task.flags &= Flag.user;
    task.cause = -1;
    task.blame = -1;
    task.waited = 0;
    task.worked = 0;
    kernel.schedule(task, Op.retry, delay);
    return true;
  }

  private succeed(task: Task, link: LinkState): void {
    const { stats } = link;
    stats.ok += 1;
    stats.duration.record(this.kernel.now - task.startedAt);
    this.resume(task, true);
  }

  /** The call has failed for good: count it, and find a substitute if there is one. */
  private failForGood(task: Task, link: LinkState): void {
    const { kernel } = this;
    const { stats } = link;
    stats.duration.record(kernel.now - task.startedAt);
    task.flags |= Flag.done;
    task.place = Place.caller;
    stats.fail(task.reason);
    const step = task.parent === null ? null : task.parent.step;
    if (!link.hasFallback && (step === null || step.onError !== 2)) {
      this.resume(task, false);
      return;
    }
    stats.fallbacks += 1;
    task.flags |= Flag.degraded;
    const delay = link.fallback === null ? 0 : link.fallback.sample();
    if (delay === 0) this.resume(task, true);
    else kernel.schedule(task, Op.fallback, delay);
  }

  /** Gives the outcome to whoever waits for it. */
  resume(task: Task, ok: boolean): void {
    if (task.journey !== null) {
      this.sources.answered(task, task.journey, ok);
      return;
    }
    const parent = task.parent!;
    if ((parent.flags & Flag.deciding) !== 0) {
      this.limits.answered(task, parent, ok);
      return;
    }
    const link = task.link!;
    const hit = (task.flags & Flag.hit) !== 0;
    parent.flags |= task.flags & Flag.degraded;
    parent.child = null;
    if (task.asked !== null && ok) parent.seen = task.seen;
    if (!ok) {
      parent.cause = task.cause;
      parent.blame = task.blame;
    }
    this.kernel.pool.give(task);
    if (parent.kind === Kind.message) this.broker.delivered(parent, link, ok);
    else this.steps.answered(parent, ok, hit);
  }

  /** Whoever waited for this call is gone. The callee works on for nobody, unless the link cancels. */
  forsake(task: Task): void {
    const { kernel } = this;
    const link = task.link!;
    if ((task.flags & Flag.done) === 0) {
      if (task.lane !== null) task.lane.remove(task);
      if ((task.flags & Flag.bulkheadWait) !== 0) link.bulkheadQueue.remove(task);
      if ((task.flags & Flag.held) !== 0) link.held.remove(task);
      if ((task.flags & Flag.breaker) !== 0) {
        link.breaker?.release(kernel.now, task.permit);
        if (link.held.head !== null) this.admitWaiting(link);
      }
      if ((task.flags & ADMITTED) !== 0) giveUpAdmission(task, link);
      if (task.child !== null && (task.child.flags & Flag.copy) !== 0) this.hedging.forsake(task);
      const held = (task.flags & Flag.bulkhead) !== 0;
      task.flags &= ~(Flag.breaker | Flag.bulkhead | Flag.bulkheadWait | Flag.held);
      link.stats.fail(causeCode.cancelled);
      if (held) {
        link.places.end();
        this.admitWaiting(link);
      }
    }
    task.parent = null;
    if (task.place === Place.caller) {
      kernel.cancel(task);
      // Before its first attempt it may wait for the store of a rate limit.
      if (task.child !== null) this.forsake(task.child);
      kernel.pool.give(task);
    } else {
      task.flags |= Flag.abandoned;
      if (link.cancels) this.server.cancel(task);
    }
  }
}

/** To a breaker, what the caller itself did says nothing of the callee. */
const saysNothing = (reason: number, countsBulkhead: boolean): boolean =>
  reason === causeCode.cancelled ||
  reason === causeCode['concurrency-limited'] ||
  (reason === causeCode['bulkhead-full'] && !countsBulkhead);
