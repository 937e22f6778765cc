import { drawn } from '../core/rng';
import { causeCode, REFUSAL } from '../measure/stats';
import type { ConcurrencyLimit } from '../policies/concurrency-limit';
import { DROPPED } from './admission';
import type { Caller } from './caller';
import { fitQueue } from './fit-queue';
import type { Fleet } from './fleet';
import type { Kernel } from './kernel';
import type { Replica, ServerState } from './model';
import { type Step, StepKind } from './operation';
import type { Network } from './network';
import type { Steps } from './steps';
import { Flag, Kind, Op, Place, type Task } from './task';
import type { WorkerQueues } from './worker-queues';

/** The callee's side of a call that is in its node: work, workers, answers, and ends of other kinds. */
export class Server {
  caller!: Caller;
  fleet!: Fleet;
  queues!: WorkerQueues;
  steps!: Steps;
  network!: Network;

  constructor(private readonly kernel: Kernel) {}

  begin(task: Task, node: ServerState): void {
    const { step } = task;
    if (task.deadline <= this.kernel.now) this.expired(task);
    // Most operations begin with work, and a worker that is held can begin it at once.
    else if (node.blocking === true && step !== null && step.kind === StepKind.work) this.startWork(task, node, step);
    else this.steps.advance(task);
  }

  /** Work for which the request's time is up already is not begun. */
  expired(task: Task): void {
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
    } else this.queues.enqueue(task, replica);
  }

  startWork(task: Task, node: ServerState, step: Step): void {
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
    if (node.releases !== null) time = node.releases.slowed(task.replica!, time);
    if (node.disk !== null) time += node.disk.wait(task);
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
    if ((node.faulty === true || (step.plain === false && step.errorRate > 0)) && fails(task, task.replica!, step)) {
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

  holdWorker(task: Task, replica: Replica): void {
    replica.node.stats.held.rise(this.kernel.now);
    replica.busy += 1;
    task.flags |= Flag.worker;
  }

  private releaseWorker(task: Task): void {
    const replica = task.replica!;
    const { node, queue } = replica;
    const next = queue.head;
    task.flags &= ~Flag.worker;
    if (next !== null && node.plain === true && this.queues.takesOver(next, replica)) {
      node.stats.queued.fall(this.kernel.now);
      queue.shift();
      next.flags += Flag.worker - Flag.queued;
      next.waited += this.kernel.now - next.since;
      this.startWork(next, node, next.step!);
      return;
    }
    node.stats.held.fall(this.kernel.now);
    replica.busy -= 1;
    if (next !== null && replica.up === true) this.queues.serveQueue(replica);
  }

  /** The operation is over. */
  finish(task: Task, ok: boolean): void {
    const { node } = task.replica!;
    if ((task.flags & Flag.worker) !== 0) this.releaseWorker(task);
    task.flags = ok ? task.flags | Flag.ok : task.flags & ~Flag.ok;
    if (node.plain === false && node.releases !== null) task.version = node.releases.versionOf(task.replica!);
    if (node.plain === false && (node.delay > 0 || node.lateness !== null)) this.holdBack(task, node);
    else this.leave(task);
  }

  /** Faults make the answer late. */
  private holdBack(task: Task, { delay, lateness }: ServerState): void {
    const wait = lateness === null ? delay : delay + lateness.draw();
    if (wait > 0) this.kernel.schedule(task, Op.answerReady, wait);
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
    if (ejection !== null && (task.flags & Flag.abandoned) === 0) ejection.saw(task.replica!, ok || task.reason === REFUSAL);
    this.depart(task, ok);
    if ((task.flags & Flag.abandoned) !== 0) {
      stats.abandoned += 1;
      this.kernel.pool.give(task);
    } else this.caller.respond(task, ok);
  }

  /** Counts a call that is not served out of its node. */
  expel(task: Task, reason: number): void {
    task.reason = reason;
    task.replica!.node.stats.unserved.add(this.kernel.now - task.arrivedAt);
    this.depart(task, false);
  }

  /** Counts a call out of its node. */
  protected depart(task: Task, ok: boolean): void {
    const replica = task.replica!;
    const { stats, store } = replica.node;
    if (store !== null) store.left?.(task);
    stats.present.fall(this.kernel.now);
    replica.inFlight -= 1;
    if (ok) stats.completed += 1;
    else stats.fail(task.reason);
    task.replica = null;
    task.step = null;
    if (replica.watched === true) this.fleet.released(replica);
  }

  /** Stops a call or branch wherever it is in its node, and all that it waits for. */
  evict(task: Task): void {
    const replica = task.replica!;
    if ((task.flags & Flag.queued) !== 0) this.queues.takeOut(task, replica);
    else if ((task.flags & Flag.sharing) !== 0) replica.sharing!.end(task);
    else if ((task.flags & (Flag.kept | Flag.woken)) !== 0) this.steps.forsake(task);
    if ((task.flags & Flag.loading) !== 0) replica.node.store!.forsaken!(task);
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
    replica.node.store?.crashed(replica);
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
    if (up) this.queues.serveQueue(replica);
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

/** The shares of node, fault, step and version fail independently. */
function fails(task: Task, replica: Replica, step: Step): boolean {
  const { node } = replica;
  if (node.poisoned && isPoison(task)) return true;
  if (node.fullDisks > 0 && task.asked !== null && task.asked.write) return true;
  const version = node.releases === null ? 0 : node.releases.errorRateOf(replica);
  node.errorRng.drawUniform();
  return drawn[0]! < 1 - (1 - node.errorRate) * (1 - node.failShare) * (1 - step.errorRate) * (1 - version);
}

/** A message that every consumer of its queue or log fails at. */
function isPoison({ parent, link }: Task): boolean {
  if (parent === null || parent.kind !== Kind.message) return false;
  const { subscription, group } = link!;
  if (group !== null) return parent.permit === group.log.index + 1;
  return subscription !== null && parent.permit === subscription.queue.index + 1;
}
