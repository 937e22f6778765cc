import { causeCode } from '../measure/stats';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { Limits } from './limits';
import type { Replica, ServerState } from './model';
import { StepKind } from './operation';
import type { Network } from './network';
import type { Server } from './server';
import type { Steps } from './steps';
import { Flag, Place, type Task } from './task';
import type { WorkerQueues } from './worker-queues';

/** The way into a node: rate limits, load balancing, health, room in the queue; and the ways to be turned away. */
export class Door {
  caller!: Caller;
  server!: Server;
  queues!: WorkerQueues;
  steps!: Steps;
  network!: Network;
  limits!: Limits;

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
    if (node.plain === true && link.carrier === null && link.group === null && task.deadline > now) {
      this.admit(task, node);
      return;
    }
    const { limit } = node;
    if (node.quota !== null && !node.quota.admits(now)) {
      this.reject(task, node, causeCode['rate-limited']);
      return;
    }
    if (limit !== null && limit.immediate && !this.limits.admits(task, node)) {
      this.reject(task, node, causeCode['rate-limited']);
      return;
    }
    if (node.scaling !== null && node.scaling.asleep) node.scaling.wake();
    const replica = between(task) || link.group !== null ? this.chosen(task, node) : this.replicaFor(task, node);
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
      this.server.holdWorker(task, replica);
      if (works) this.server.startWork(task, node, first);
      else this.steps.advance(task);
    } else this.queues.enqueue(task, replica);
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
    if (node.blocking === false) this.server.begin(task, node);
    else if (replica.busy < node.workers && replica.queue.head === null && replica.starting === null) {
      if (replica.discipline !== null) replica.discipline.passed();
      this.server.holdWorker(task, replica);
      this.server.begin(task, node);
    } else this.queues.enqueue(task, replica);
  }

  /** Whether the call finds neither a worker nor a place to wait for one. */
  private isFull(task: Task, replica: Replica, node: ServerState): boolean {
    if (replica.busy < node.workers || waitingAt(replica) < node.queueLimit) return false;
    const { first } = task.called ?? node.operations[0]!;
    return (node.blocking || (first !== null && first.kind === StepKind.work)) && !this.queues.displaces(task, replica);
  }

  /** Balances a call among the replicas that take calls; null when there are none. */
  replicaFor(task: Task, node: ServerState): Replica | null {
    const { targets } = node;
    const consumer = node.consumes.length > 0 ? consumerFor(task, node) : null;
    if (consumer !== null) return consumer;
    return node.picker !== null ? node.picker.pick(task) : targets.length === 1 ? targets[0]! : choose(node, targets);
  }

  /** The replica that the caller chose, or another one when that has gone meanwhile. A record of a log goes to no other than its reader. */
  private chosen(task: Task, node: ServerState): Replica | null {
    const { chosen } = task;
    if (chosen !== null && task.link!.group !== null) return chosen;
    if (chosen === null || chosen.node !== node || !node.targets.includes(chosen)) task.chosen = this.replicaFor(task, node);
    return task.chosen;
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

  protected reject(task: Task, node: ServerState, cause: number): void {
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
    this.server.expel(task, reason);
    if ((task.flags & Flag.abandoned) !== 0) this.kernel.pool.give(task);
    else this.caller.respond(task, false);
  }
}

/** The replica that a queue delivers to; null for any other call, and when it has gone meanwhile. */
function consumerFor({ parent }: Task, node: ServerState): Replica | null {
  if (parent === null || (parent.flags & Flag.window) === 0) return null;
  const { chosen } = parent;
  return chosen !== null && chosen.node === node && node.up.includes(chosen) ? chosen : null;
}

/** Whether the caller chose the replica, since its link leads from zone to zone. */
const between = ({ link }: Task): boolean => link!.carrier !== null && link!.carrier.zones !== null;

/** Calls that wait at a replica, or that share its cores beyond their number. */
const waitingAt = ({ queue, sharing }: Replica): number => (sharing === null ? queue.length : sharing.waiting);

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
