import { drawn } from '../core/rng';
import { causeCode } from '../measure/stats';
import type { ConcurrencyLimit } from '../policies/concurrency-limit';
import { DROPPED } from './admission';
import type { Caller } from './caller';
import type { Discipline } from './disciplines';
import { fitQueue, startWait } from './fit-queue';
import type { Fleet } from './fleet';
import type { Kernel } from './kernel';
import type { Limits } from './limits';
import { type Replica, type ServerState, type Step, StepKind } from './model';
import type { Network } from './network';
import type { Steps } from './steps';
import { Flag, Kind, Op, Place, type Task } from './task';

/** The callee's side: load balancing, bounded queues, workers, answers. */
export class Server {
  caller!: Caller;
  fleet!: Fleet;
  steps!: Steps;
  network!: Network;
  limits!: Limits;
  /** Replicas to serve at the end of the event. The list keeps its length: to empty it would give its memory back each time. */
  private readonly due: Replica[] = [];
  private dueCount = 0;

  constructor(private readonly kernel: Kernel) {}

  /** A call has come over its link. */
  arrive(task: Task): void {
    const link = task.link!;
    const node = link.server!;
    const { stats } = node;
    const { now } = this.kernel;
    stats.arrived += 1;
    task.place = Place.server;
    task.arrivedAt = now;
    if (node.plain === true && link.carrier === null && task.deadline > now) {
      this.admit(task, node);
      return;
    }
    const { limit } = node;
    if (limit !== null && limit.immediate && !this.limits.admits(task, node)) {
      this.reject(task, node, causeCode['rate-limited']);
      return;
    }
    if (node.scaling !== null && node.scaling.asleep) node.scaling.wake();
    const replica = between(task) ? this.chosen(task, node) : this.replicaFor(task, node);
    if (replica === null) {
      this.reject(task, node, node.refusal);
      return;
    }
    if ((!replica.up || replica.starting !== null) && node.onDemand === null) {
      this.meetDead(task, replica);
      return;
    }
    if (replica.concurrency !== null && replica.inFlight >= replica.concurrency.limit) {
      this.reject(task, node, causeCode.shed);
      return;
    }
    const held = limit !== null && !limit.immediate;
    if (!held && this.isFull(task, replica, node)) {
      if (node.ejection !== null) node.ejection.saw(replica, false);
      this.reject(task, node, causeCode['queue-full']);
      return;
    }
    stats.present.rise(this.kernel.now);
    replica.inFlight += 1;
    task.replica = replica;
    if (held) this.limits.meet(task, limit);
    else this.take(task, replica, node);
  }

  /** A call that the node's rate limit let in, after a while. */
  letIn(task: Task): void {
    const replica = task.replica!;
    const { node } = replica;
    const full = causeCode['queue-full'];
    if (this.isFull(task, replica, node)) this.turnAway(task, full, full, node.index);
    else this.take(task, replica, node);
  }

  /** Gives the call a worker, or a place in the queue. */
  private take(task: Task, replica: Replica, node: ServerState): void {
    task.step = (task.called ?? node.operations[0]!).first;
    if (node.blocking === false) this.begin(task, node);
    else if (replica.busy < node.workers && replica.queue.head === null && replica.starting === null) {
      if (replica.discipline !== null) replica.discipline.passed();
      this.holdWorker(task, replica);
      this.begin(task, node);
    } else this.enqueue(task, replica);
  }

  /** Whether the call finds neither a worker nor a place to wait for one. */
  private isFull(task: Task, replica: Replica, node: ServerState): boolean {
    if (replica.busy < node.workers || waitingAt(replica) < node.queueLimit) return false;
    const { first } = task.called ?? node.operations[0]!;
    return (node.blocking || (first !== null && first.kind === StepKind.work)) && !this.displaces(task, replica);
  }

  /** Balances a call among the replicas that take calls; null when there are none. */
  replicaFor(task: Task, node: ServerState): Replica | null {
    const { targets } = node;
    return node.picker !== null ? node.picker.pick(task) : targets.length === 1 ? targets[0]! : choose(node, targets);
  }

  /** The replica that the caller chose, or another one when that has gone meanwhile. */
  private chosen(task: Task, node: ServerState): Replica | null {
    const { chosen } = task;
    if (chosen === null || chosen.node !== node || !node.targets.includes(chosen)) task.chosen = this.replicaFor(task, node);
    return task.chosen;
  }

  /** The short way in. */
  private admit(task: Task, node: ServerState): void {
    const { up, stats } = node;
    const replica = up.length === 1 ? up[0]! : choose(node, up);
    if (replica === null) {
      this.reject(task, node, causeCode.unreachable);
      return;
    }
    const { first } = task.called ?? node.operations[0]!;
    const works = first !== null && first.kind === StepKind.work;
    const { busy, queue } = replica;
    if (busy >= node.workers && queue.length >= node.queueLimit && (works || node.blocking === true)) {
      this.reject(task, node, causeCode['queue-full']);
      return;
    }
    stats.present.rise(this.kernel.now);
    replica.inFlight += 1;
    task.replica = replica;
    task.step = first;
    if (!works && node.blocking === false) this.steps.advance(task);
    else if (busy < node.workers && queue.head === null) {
      this.holdWorker(task, replica);
      if (works) this.startWork(task, node, first);
      else this.steps.advance(task);
    } else this.enqueue(task, replica);
  }

  /** Whether a call that finds the queue full takes another one's place. That one goes at the end of the event. */
  private displaces(task: Task, replica: Replica): boolean {
    if (replica.discipline === null || !replica.discipline.displaces(task)) return false;
    replica.displacing += 1;
    this.serveLater(replica);
    return true;
  }

  /** The replica is dead, and its health check has not found out yet. */
  private meetDead(task: Task, replica: Replica): void {
    const { node } = replica;
    const { healthCheck } = node.model.replicaCare;
    if (healthCheck === null || healthCheck.deadReplica === 'refuse' || (task.flags & Flag.abandoned) !== 0) {
      if (node.ejection !== null) node.ejection.saw(replica, false);
      this.reject(task, node, causeCode.unreachable);
      return;
    }
    node.stats.rejected += 1;
    node.stats.fail(causeCode.lost);
    task.replica = replica;
    this.network.swallow(task);
  }

  private reject(task: Task, node: ServerState, cause: number): void {
    node.stats.rejected += 1;
    node.stats.fail(cause);
    task.reason = cause;
    task.cause = cause;
    task.blame = node.index;
    if ((task.flags & Flag.abandoned) !== 0) this.kernel.pool.give(task);
    else this.caller.respond(task, false);
  }

  /** Rejects a call that is in the node already. */
  turnAway(task: Task, reason: number, cause: number, blame: number): void {
    task.replica!.node.stats.rejected += 1;
    task.cause = cause;
    task.blame = blame;
    this.expel(task, reason);
    if ((task.flags & Flag.abandoned) !== 0) this.kernel.pool.give(task);
    else this.caller.respond(task, false);
  }

  private begin(task: Task, node: ServerState): void {
    const { step } = task;
    if (task.deadline <= this.kernel.now) this.expired(task);
    // Most operations begin with work, and a worker that is held can begin it at once.
    else if (node.blocking === true && step !== null && step.kind === StepKind.work) this.startWork(task, node, step);
    else this.steps.advance(task);
  }

  /** Work for which the request's time is up already is not begun. */
  private expired(task: Task): void {
    task.cause = causeCode.deadline;
    task.blame = task.replica!.node.index;
    this.steps.fail(task, causeCode.deadline);
  }

  /** A work step: begins at once when the task holds a worker or one is free, else waits in the queue. */
  work(task: Task): void {
    const replica = task.replica!;
    const { node } = replica;
    // Branches of a blocking call run on the worker that the call holds.
    const step = task.step!;
    if (node.blocking === true || (task.flags & Flag.worker) !== 0) {
      this.startWork(task, node, step);
      return;
    }
    if (replica.sharing !== null) replica.sharing.begin(task, this.drawWork(task, node, step));
    else if (replica.busy < node.workers && replica.queue.head === null) {
      if (replica.discipline !== null) replica.discipline.passed();
      this.holdWorker(task, replica);
      this.startWork(task, node, step);
    } else this.enqueue(task, replica);
  }

  private startWork(task: Task, node: ServerState, step: Step): void {
    if (step.plain === true && node.plain === true) {
      const time = step.sampler!.sample();
      task.worked += time;
      this.kernel.schedule(task, Op.workDone, time);
      return;
    }
    let time = this.drawWork(task, node, step);
    const { pace } = task.replica!;
    if (pace !== null) time = pace.begin(task, time);
    this.kernel.schedule(task, Op.workDone, time);
  }

  private drawWork(task: Task, node: ServerState, step: Step): number {
    const sampler = step.sampler!;
    let time = sampler.constant >= 0 ? sampler.constant : sampler.sample();
    if (step.recorded !== null) {
      const recorded = step.recorded.of(task);
      if (recorded >= 0) time = recorded;
    }
    if (node.slowdown !== 1) time = Math.round(time * node.slowdown);
    const { pace } = task.replica!;
    if (pace !== null) time = pace.slowed(time);
    task.worked += time;
    return time;
  }

  /** The first of the calls that share a replica's cores is done with its work. */
  shareDone(timer: Task): void {
    const task = timer.replica!.sharing!.done();
    if (task !== null) this.worked(task);
  }

  workDone(task: Task): void {
    const { pace } = task.replica!;
    if (pace === null || !pace.stretches(task)) this.worked(task);
  }

  private worked(task: Task): void {
    const { node } = task.replica!;
    const step = task.step!;
    // An edit may have turned a blocking node into an async one, or back, while the call was in it.
    if ((task.flags & Flag.worker) !== 0 && (node.blocking === false || task.kind === Kind.branch)) this.releaseWorker(task);
    if ((node.faulty === true || (step.plain === false && step.errorRate > 0)) && fails(node, step)) {
      task.cause = causeCode.error;
      task.blame = node.index;
      this.steps.fail(task, causeCode.error);
      return;
    }
    const { next } = step;
    task.step = next;
    if (next === null && task.kind === Kind.call) this.finish(task, true);
    else this.steps.advance(task);
  }

  private holdWorker(task: Task, replica: Replica): void {
    replica.node.stats.held.rise(this.kernel.now);
    replica.busy += 1;
    task.flags |= Flag.worker;
  }

  private releaseWorker(task: Task): void {
    const replica = task.replica!;
    const { node, queue } = replica;
    const next = queue.head;
    task.flags &= ~Flag.worker;
    if (next !== null && node.plain === true && this.takesOver(next, replica)) {
      node.stats.queued.fall(this.kernel.now);
      queue.shift();
      next.flags += Flag.worker - Flag.queued;
      next.waited += this.kernel.now - next.since;
      this.startWork(next, node, next.step!);
      return;
    }
    node.stats.held.fall(this.kernel.now);
    replica.busy -= 1;
    if (next !== null && replica.up === true) this.serveQueue(replica);
  }

  /** Whether the call that waits longest may go on with a worker that is given up just now. */
  private takesOver(next: Task, replica: Replica): boolean {
    const { step } = next;
    if (step === null || step.kind !== StepKind.work || next.deadline <= this.kernel.now) return false;
    return replica.up === true && replica.busy <= replica.node.workers;
  }

  private enqueue(task: Task, replica: Replica): void {
    replica.node.stats.enqueue(this.kernel.now);
    task.since = this.kernel.now;
    task.flags |= Flag.queued;
    if (replica.discipline === null) replica.queue.push(task);
    else this.enter(task, replica, replica.discipline);
  }

  /** Queues a call where more than first in, first out is asked for. */
  private enter(task: Task, replica: Replica, discipline: Discipline): void {
    startWait(task, replica, discipline, this.kernel);
    discipline.enter(task);
  }

  /** A call has waited as long as it may. */
  waitedOut(task: Task): void {
    const replica = task.replica!;
    this.dequeue(task, replica);
    this.shed(task);
  }

  /** Drops a call that was taken from the queue. */
  private shed(task: Task): void {
    task.cause = causeCode.shed;
    task.blame = task.replica!.node.index;
    this.steps.fail(task, causeCode.shed);
  }

  /**
   * Gives free workers to waiting calls, first come first served. A call that would do more than work, or that has expired, waits for
   * the end of the event: what it sets off at once might end the very task in whose name the worker is being freed.
   */
  serveQueue(replica: Replica): void {
    const { node } = replica;
    if (replica.starting !== null) return;
    while (replica.busy < node.workers || replica.sharing !== null) {
      const task = replica.queue.head;
      if (task === null) return;
      if (
        replica.discipline !== null ||
        replica.sharing !== null ||
        task.deadline <= this.kernel.now ||
        task.step === null ||
        task.step.kind !== StepKind.work
      ) {
        this.serveLater(replica);
        return;
      }
      this.dequeue(task, replica);
      this.holdWorker(task, replica);
      this.startWork(task, node, task.step);
    }
  }

  private serveLater(replica: Replica): void {
    if (replica.due) return;
    replica.due = true;
    this.due[this.dueCount++] = replica;
    this.kernel.unsettled = true;
  }

  /** At the end of an event: begins what waited for it. */
  serveDue(): void {
    const { due } = this;
    // The list may grow meanwhile.
    for (let i = 0; i < this.dueCount; i++) {
      const replica = due[i]!;
      const { node, discipline } = replica;
      for (;;) {
        if (replica.displacing > 0) this.makeRoom(replica);
        if ((replica.busy >= node.workers && replica.sharing === null) || !replica.up || replica.starting !== null) break;
        const task = discipline === null ? replica.queue.head : discipline.next();
        if (task === null) break;
        this.dequeue(task, replica);
        if (task.deadline <= this.kernel.now) this.expired(task);
        else if (discipline !== null && discipline.drops(task)) this.shed(task);
        else {
          if (replica.sharing === null) this.holdWorker(task, replica);
          this.steps.advance(task);
        }
      }
      replica.due = false;
    }
    this.dueCount = 0;
  }

  /** Drops the least urgent calls, in whose places others came. */
  private makeRoom(replica: Replica): void {
    for (; replica.displacing > 0; replica.displacing--) {
      const { tail } = replica.queue;
      if (tail === null || replica.queue.length <= replica.node.queueLimit) continue;
      this.dequeue(tail, replica);
      this.shed(tail);
    }
  }

  private dequeue(task: Task, replica: Replica): void {
    this.takeOut(task, replica);
    task.waited += this.kernel.now - task.since;
  }

  private takeOut(task: Task, replica: Replica): void {
    replica.node.stats.queued.fall(this.kernel.now);
    if (replica.discipline === null) replica.queue.remove(task);
    else {
      replica.discipline.remove(task);
      this.kernel.cancel(task);
    }
    task.flags &= ~Flag.queued;
  }

  /** The operation is over. */
  finish(task: Task, ok: boolean): void {
    const { node } = task.replica!;
    if ((task.flags & Flag.worker) !== 0) this.releaseWorker(task);
    task.flags = ok ? task.flags | Flag.ok : task.flags & ~Flag.ok;
    if (node.plain === false && node.delay > 0) this.kernel.schedule(task, Op.answerReady, node.delay);
    else this.leave(task);
  }

  /** An answer that added latency held back may go. */
  answerReady(task: Task): void {
    this.leave(task);
  }

  private learn({ reason, arrivedAt }: Task, { inFlight }: Replica, limit: ConcurrencyLimit, ok: boolean): void {
    const { now } = this.kernel;
    const dropped = !ok && ((1 << reason) & DROPPED) !== 0;
    if (ok || dropped) limit.sample(now, now - arrivedAt, inFlight, dropped);
  }

  private leave(task: Task): void {
    const replica = task.replica!;
    const { stats, ejection } = replica.node;
    const { now } = this.kernel;
    const ok = (task.flags & Flag.ok) !== 0;
    if (replica.concurrency !== null) this.learn(task, replica, replica.concurrency, ok);
    if (ok || (task.reason !== causeCode.deadline && task.reason !== causeCode.shed)) {
      stats.total.record(now - task.arrivedAt);
      stats.queueWait.record(task.waited);
      stats.service.record(task.worked);
    } else stats.unserved.add(now - task.arrivedAt);
    if (ejection !== null && (task.flags & Flag.abandoned) === 0) ejection.saw(task.replica!, ok);
    this.depart(task, ok);
    if ((task.flags & Flag.abandoned) !== 0) {
      stats.abandoned += 1;
      this.kernel.pool.give(task);
    } else this.caller.respond(task, ok);
  }

  /** Counts a call that is not served out of its node. */
  private expel(task: Task, reason: number): void {
    task.reason = reason;
    task.replica!.node.stats.unserved.add(this.kernel.now - task.arrivedAt);
    this.depart(task, false);
  }

  /** Counts a call out of its node. */
  private depart(task: Task, ok: boolean): void {
    const replica = task.replica!;
    const { stats } = replica.node;
    stats.present.fall(this.kernel.now);
    replica.inFlight -= 1;
    if (ok) stats.completed += 1;
    else stats.fail(task.reason);
    task.replica = null;
    task.step = null;
    if (replica.watched) this.fleet.released(replica);
  }

  /** Stops a call or branch wherever it is in its node, and all that it waits for. */
  evict(task: Task): void {
    const replica = task.replica!;
    if ((task.flags & Flag.queued) !== 0) this.takeOut(task, replica);
    else if ((task.flags & Flag.sharing) !== 0) replica.sharing!.end(task);
    this.kernel.cancel(task);
    if ((task.flags & Flag.worker) !== 0) this.releaseWorker(task);
    for (let child = task.child; child !== null; ) {
      const { sibling } = child;
      if (child.kind === Kind.branch) {
        if ((child.flags & Flag.done) === 0) this.evict(child);
        this.kernel.pool.give(child);
      } else this.caller.forsake(child);
      child = sibling;
    }
    task.child = null;
  }

  /** The caller asks to stop a call that it no longer wants, wherever that call is. */
  cancel(task: Task): void {
    if (task.place === Place.server) {
      this.evict(task);
      this.expel(task, causeCode.cancelled);
    } else this.network.recall(task);
    this.kernel.pool.give(task);
  }

  /** Ends a replica and everything in it; callers hear of it at once. */
  crash(replica: Replica): void {
    this.setUp(replica, false);
    for (const task of this.kernel.pool.all) {
      if (task.kind !== Kind.call || task.replica !== replica || task.place !== Place.server) continue;
      this.evict(task);
      task.cause = causeCode.crash;
      task.blame = replica.node.index;
      const { ejection } = replica.node;
      if (ejection !== null && (task.flags & Flag.abandoned) === 0) ejection.saw(replica, false);
      this.expel(task, causeCode.crash);
      if ((task.flags & Flag.abandoned) !== 0) this.kernel.pool.give(task);
      else this.caller.respond(task, false);
    }
  }

  /** Starts or stops a replica taking calls. */
  setUp(replica: Replica, up: boolean): void {
    this.fleet.setUp(replica, up);
    if (up) this.serveQueue(replica);
  }

  /** After an edit: calls of nodes that are async now let go of workers that they hold without working. */
  freeIdleWorkers(): void {
    for (const task of this.kernel.pool.all) {
      if (task.kind !== Kind.call || (task.flags & Flag.worker) === 0 || task.op === Op.workDone) continue;
      const { node } = task.replica!;
      if (node.blocking) continue;
      this.releaseWorker(task);
    }
  }

  /** Brings the queues of a node in step with what it says of them. */
  fitQueues(node: ServerState): void {
    for (const replica of node.replicas) fitQueue(replica, this.kernel);
  }
}

/** Whether the caller chose the replica, since its link leads from zone to zone. */
const between = ({ link }: Task): boolean => link!.carrier !== null && link!.carrier.zones !== null;

/** Calls that wait at a replica, or that share its cores beyond their number. */
const waitingAt = ({ queue, sharing }: Replica): number => (sharing === null ? queue.length : sharing.waiting);

/** The shares of node, fault and step fail independently. */
function fails(node: ServerState, step: Step): boolean {
  node.errorRng.drawUniform();
  return drawn[0]! < 1 - (1 - node.errorRate) * (1 - node.failShare) * (1 - step.errorRate);
}

function choose(node: ServerState, up: readonly Replica[]): Replica | null {
  const n = up.length;
  if (n === 0) return null;
  switch (node.balancer) {
    case 1:
      return up[node.balanceRng.int(n)]!;
    case 2: {
      // Starts at a rotating place, so that ties do not all fall to the first replica.
      const start = node.cursor++ % n;
      let best = up[start]!;
      for (let i = 1; i < n; i++) {
        const other = up[(start + i) % n]!;
        if (other.inFlight < best.inFlight) best = other;
      }
      return best;
    }
    case 3: {
      const a = up[node.balanceRng.int(n)]!;
      const b = up[node.balanceRng.int(n)]!;
      return b.inFlight < a.inFlight ? b : a;
    }
    default:
      return up[node.cursor++ % n]!;
  }
}
