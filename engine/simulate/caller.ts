import { leaveLane } from '../core/lane';
import { causeCode, REFUSAL } from '../measure/stats';
import { plainRead, relayed } from './access';
import { blameOf, whereItHangs } from './blame';
import type { Broker } from './broker';
import { breaksContract } from './contracts';
import type { Door } from './door';
import type { Guards } from './guards';
import type { Hedging } from './hedging';
import type { Kernel } from './kernel';
import type { Limits } from './limits';
import type { LinkState } from './link-state';
import type { Operation } from './operation';
import type { Replica } from './model';
import type { Network } from './network';
import type { Server } from './server';
import type { Sources } from './sources';
import type { Steps } from './steps';
import { Flag, inherit, Kind, NEVER, Op, Place, type Task } from './task';

/** What a call may hold that somebody else waits for. */
const OWES = Flag.breaker | Flag.bulkhead | Flag.throttled | Flag.limited | Flag.copy;
/** That it waits for a guard, or owes it something. */
const GUARDED = Flag.breaker | Flag.bulkhead | Flag.throttled | Flag.limited | Flag.bulkheadWait | Flag.held;

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
  guards!: Guards;
  limits!: Limits;

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

  /** Hands a record of a log to the replica that reads its partition; to any when null. */
  deliver(message: Task, link: LinkState, operation: Operation | null, replica: Replica | null): void {
    const task = this.kernel.pool.take(Kind.call);
    task.parent = message;
    message.child = task;
    inherit(task, message);
    task.deadline = NEVER;
    task.chosen = replica;
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
    if (link.guarding === false || this.guards.admits(task, link) === true) this.send(task);
  }

  /** Sends an attempt that nothing holds back any more. */
  send(task: Task): void {
    const link = task.link!;
    if (link.watched === true) this.hedging.begin(task, link.guardOf(task).watch!);
    else this.dispatch(task);
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
  refused(task: Task, cause = causeCode.unreachable): void {
    this.failAttempt(task, cause);
  }

  /** The network gave up. */
  lost(task: Task): void {
    this.blameReplica(task);
    this.failAttempt(task, causeCode.lost);
  }

  /** The head of a timeout lane expired: a wait for a bulkhead place, or for an answer. */
  timedOut(task: Task): void {
    if ((task.flags & Flag.bulkheadWait) !== 0) {
      this.guards.waitedOut(task);
      return;
    }
    const blame = whereItHangs(task);
    this.breakOff(task, causeCode.timeout, blame);
  }

  /** The connection that a call is out on is gone: its caller hears of it at once, its callee does not. */
  reset(task: Task): void {
    if (task.laneNext !== null) leaveLane(task);
    const { server, from } = task.link!;
    this.breakOff(task, causeCode.unreachable, (server ?? from).index);
  }

  /** The caller waits for this attempt no longer. */
  private breakOff(task: Task, cause: number, blame: number): void {
    const link = task.link!;
    if ((task.flags & Flag.copy) !== 0) {
      this.hedging.brokenOff(task, cause, blame);
      return;
    }
    this.blameReplica(task);
    let mine = task;
    if (task.place === Place.caller) {
      this.kernel.cancel(task);
    } else {
      mine = this.leaveBehind(task);
      if (link.cancels) this.server.cancel(task);
    }
    mine.reason = cause;
    mine.cause = cause;
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
  protected leaveBehind(task: Task): Task {
    const mine = this.kernel.pool.take(Kind.call);
    mine.place = Place.caller;
    mine.waited = 0;
    mine.worked = 0;
    mine.parent = task.parent;
    if (task.parent !== null) task.parent.child = mine;
    mine.journey = task.journey;
    mine.link = task.link;
    mine.called = task.called;
    mine.chosen = task.chosen;
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

  failAttempt(task: Task, cause: number): void {
    task.reason = cause;
    task.cause = cause;
    task.blame = task.link!.server === null ? task.link!.from.index : task.link!.server.index;
    this.conclude(task, false);
  }

  /** The attempt is over for its caller: clear up, then try again or settle. */
  conclude(task: Task, ok: boolean): void {
    const link = task.link!;
    if (task.laneNext !== null) leaveLane(task);
    const { flags } = task;
    if ((flags & OWES) !== 0) {
      if ((flags & Flag.copy) !== 0) {
        this.hedging.concluded(task, ok);
        return;
      }
      this.guards.giveBack(task, ok || task.reason === REFUSAL);
    }
    if (ok) {
      if (link.budgeted === true) link.guardOf(task).budget!.onSuccess();
      this.succeed(task, link);
      return;
    }
    if (task.attempt < link.attempts && ((1 << task.reason) & link.retryOn) !== 0 && this.tryAgain(task, link)) return;
    this.failForGood(task, link);
  }

  private tryAgain(task: Task, link: LinkState): boolean {
    const { kernel } = this;
    const delay = link.backoff!.delay(task.attempt, task.attempt === 1 ? 0 : task.backoff);
    if (kernel.now + delay >= task.deadline) return false;
    if (link.budgeted === true && !link.guardOf(task).budget!.tryTake()) return false;
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
    if (task.asked !== null && ok) {
      parent.seen = task.seen;
      parent.seenOf = task.seenOf;
    }
    if (ok && parent.step !== null && parent.step.needs !== null && breaksContract(task, parent.step.needs)) {
      task.cause = causeCode.contract;
      task.blame = link.server!.index;
      ok = false;
    }
    if (!ok) {
      parent.cause = task.cause;
      parent.blame = blameOf(task);
      parent.reason = task.reason;
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
      if (task.laneNext !== null) leaveLane(task);
      if ((task.flags & GUARDED) !== 0) this.guards.forsake(task);
      if (task.child !== null && (task.child.flags & Flag.copy) !== 0) this.hedging.forsake(task);
      link.stats.fail(causeCode.cancelled);
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
