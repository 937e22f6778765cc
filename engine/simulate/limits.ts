import { causeCode } from '../measure/stats';
import { blameOf } from './blame';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { Limit } from './limit';
import type { LinkState } from './link-state';
import type { ServerState } from './model';
import type { Step } from './operation';
import type { Door } from './door';
import { Flag, Op, Place, type Task } from './task';

/**
 * Rate limits: the caller's, before the first attempt, and the node's, at its door. A call that must wait for its turn, or for what the store
 * says, stays where it is: at its caller, or in the node without a worker.
 */
export class Limits {
  caller!: Caller;
  door!: Door;

  constructor(private readonly kernel: Kernel) {}

  /** Whether the call may go on over its link at once. Else it has been refused, or goes on by itself later. */
  passes(task: Task, link: LinkState): boolean {
    const limit = link.limit!;
    // Clients and queues have no replicas.
    return this.ask(task, limit, task.parent?.replica?.index ?? 0);
  }

  /** Whether a limit that decides on the spot lets the call into its node. */
  admits(task: Task, node: ServerState): boolean {
    const limit = node.limit!;
    const { now } = this.kernel;
    limit.stats.decisions += 1;
    if (limit.limiterOf(task, 0, now).take(now) === 0) return true;
    limit.stats.refused += 1;
    return false;
  }

  /** Any other limit of a node: the call is in one of its replicas already, and goes on from there, or is turned away. */
  meet(task: Task, limit: Limit): void {
    if (this.ask(task, limit, task.replica!.index)) this.door.letIn(task);
  }

  private ask(task: Task, limit: Limit, replica: number): boolean {
    const { now } = this.kernel;
    const { stats, store } = limit;
    stats.decisions += 1;
    if (store !== null) {
      task.flags |= Flag.deciding;
      this.caller.call(task, store, limit.question);
      return false;
    }
    const limiter = limit.limiterOf(task, replica, now);
    const wait = limiter.take(now);
    if (wait === 0) return true;
    if (wait <= limiter.patience) {
      stats.delayed += 1;
      this.kernel.schedule(task, Op.turn, wait);
    } else {
      stats.refused += 1;
      this.refuse(task);
    }
    return false;
  }

  /** A call's turn has come. */
  turn(task: Task): void {
    if (task.place === Place.server) this.door.letIn(task);
    else this.caller.begin(task);
  }

  /** In the store: the decision itself. Its answer carries it back. */
  decide(task: Task, step: Step): void {
    const { now } = this.kernel;
    if (step.limit!.limiterOf(task, 0, now).take(now) === 0) task.flags |= Flag.hit;
    else task.flags &= ~Flag.hit;
  }

  /** The store has answered the question about `task`, or failed to. */
  answered(question: Task, task: Task, ok: boolean): void {
    // A substitute is no decision.
    const answer = ok && (question.flags & Flag.done) === 0;
    const passed = (question.flags & Flag.hit) !== 0;
    const { cause } = question;
    const blame = blameOf(question);
    task.flags &= ~Flag.deciding;
    task.child = null;
    this.kernel.pool.give(question);
    const limit = task.place === Place.server ? task.replica!.node.limit : task.link!.limit;
    // An edit may have taken the limit away meanwhile.
    if (limit === null) this.turn(task);
    else if (answer) {
      if (passed) this.turn(task);
      else {
        limit.stats.refused += 1;
        this.refuse(task);
      }
    } else {
      limit.stats.storeFailures += 1;
      if (limit.open) this.turn(task);
      else this.failClosed(task, cause, blame);
    }
  }

  private refuse(task: Task): void {
    const cause = causeCode['rate-limited'];
    if (task.place === Place.server) this.door.turnAway(task, cause, cause, task.replica!.node.index);
    else this.caller.refuse(task, cause, cause, task.link!.from.index);
  }

  private failClosed(task: Task, cause: number, blame: number): void {
    const reason = causeCode.dependency;
    if (task.place === Place.server) this.door.turnAway(task, reason, cause, blame);
    else this.caller.refuse(task, reason, cause, blame);
  }
}
