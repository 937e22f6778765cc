import { figure } from '../policies/figures';
import { causeCode, REFUSAL } from '../measure/stats';
import { KEPT } from './act';
import type { Broker } from './broker';
import type { Caller } from './caller';
import { Fifo } from './fifo';
import type { Kernel } from './kernel';
import type { Limits } from './limits';
import { type Step, StepKind } from './operation';
import type { Server } from './server';
import { Flag, inherit, Kind, NEVER, Op, type Task } from './task';

/** Runs the steps of operations. */
export class Steps {
  caller!: Caller;
  server!: Server;
  broker!: Broker;
  limits!: Limits;

  private readonly woken = new Fifo();

  constructor(private readonly kernel: Kernel) {}

  /** Goes on from the task's step to the next one that takes time. */
  advance(task: Task): void {
    for (;;) {
      const { step } = task;
      if (step === null) {
        this.end(task, true);
        return;
      }
      switch (step.kind) {
        case StepKind.act: {
          const next = step.act!.run(task, step);
          if (next === KEPT) return;
          task.step = next;
          break;
        }
        case StepKind.work:
          this.server.work(task);
          return;
        case StepKind.wait:
          this.wait(task, step);
          return;
        case StepKind.call:
        case StepKind.lookup:
          this.caller.call(task, step.link!, step.operation);
          return;
        case StepKind.parallel:
          this.fork(task, step);
          return;
        case StepKind.publish:
          this.broker.publish(task, step.link!, step.event);
          task.step = step.next;
          break;
        case StepKind.chance:
          task.step = pick(step);
          break;
        case StepKind.decide:
          this.limits.decide(task, step);
          task.step = step.next;
          break;
        default:
          task.step = this.lookUp(task, step);
      }
    }
  }

  /** An act keeps the task until it wakes it, or lets it go on. */
  keep(task: Task): void {
    task.flags |= Flag.kept;
  }

  /** Lets a kept task go on, right now: only where nothing is being taken apart. */
  goOn(task: Task, next: Step | null): void {
    task.flags &= ~Flag.kept;
    task.step = next;
    this.advance(task);
  }

  /** Lets a kept task go on at the end of the event. */
  wake(task: Task, next: Step | null): void {
    task.flags = (task.flags & ~Flag.kept) | Flag.woken;
    task.step = next;
    this.woken.push(task);
    this.kernel.unsettled = true;
  }

  /** At the end of an event: what was woken goes on. */
  advanceDue(): void {
    for (let task = this.woken.shift(); task !== null; task = this.woken.shift()) {
      task.flags &= ~Flag.woken;
      this.advance(task);
    }
  }

  /** A task that an act keeps, or has woken, is taken apart. */
  forsake(task: Task): void {
    if ((task.flags & Flag.woken) !== 0) this.woken.remove(task);
    else task.step!.act!.forsake(task);
    task.flags &= ~(Flag.kept | Flag.woken);
  }

  /** A cache finds the key, or goes on with what it does on a miss. */
  private lookUp(task: Task, step: Step): Step | null {
    const figures = task.replica!.node.stats.figures!;
    if (step.rng!.next() >= step.errorRate) {
      figures.add(figure.misses);
      return step.next;
    }
    figures.add(figure.hits);
    task.flags |= Flag.hit;
    return null;
  }

  protected wait(task: Task, step: Step): void {
    let time = step.sampler!.sample();
    if (step.recorded !== null) {
      const recorded = step.recorded.of(task);
      if (recorded >= 0) time = recorded;
    }
    this.kernel.schedule(task, Op.waitDone, time);
  }

  waitDone(task: Task): void {
    task.step = task.step!.next;
    this.advance(task);
  }

  /** A call that the task waited for is over. */
  answered(task: Task, ok: boolean, hit: boolean): void {
    const step = task.step!;
    if (step.kind === StepKind.lookup) {
      task.cause = -1;
      task.step = step.branches[ok && hit ? 0 : 1]!;
    } else if (ok || step.onError === 1) {
      task.cause = -1;
      task.step = step.next;
    } else if (step.onError === 3) {
      task.step = lastOf(step);
    } else {
      this.fail(task, task.cause === REFUSAL ? REFUSAL : causeCode.dependency);
      return;
    }
    this.advance(task);
  }

  /** The operation fails; `cause` and `blame` of the task say why in the first place. */
  fail(task: Task, reason: number): void {
    task.reason = reason;
    this.end(task, false);
  }

  private end(task: Task, ok: boolean): void {
    if (task.kind === Kind.branch) this.branchDone(task, ok);
    else if (task.kind === Kind.part) task.replica!.node.store!.partOver!(task, ok);
    else this.server.finish(task, ok);
  }

  private fork(task: Task, step: Step): void {
    task.need = step.need;
    task.count = step.branches.length;
    let last: Task | null = null;
    for (const first of step.branches) {
      const branch = this.newBranch(task, first);
      if (last === null) task.child = branch;
      else last.sibling = branch;
      last = branch;
    }
    // A branch may be done before the next one has begun: the join looks only when all have.
    task.flags |= Flag.forking;
    for (let branch = task.child; branch !== null; branch = branch.sibling) this.advance(branch);
    task.flags &= ~Flag.forking;
    this.join(task);
  }

  /** Begins a single branch for an act that keeps the task. @param timeless whether it goes on past the task's deadline */
  branch(task: Task, first: Step | null, timeless = false): void {
    const branch = this.newBranch(task, first);
    if (timeless) branch.deadline = NEVER;
    task.child = branch;
    this.advance(branch);
  }

  protected newBranch(task: Task, first: Step | null): Task {
    const branch = this.kernel.pool.take(Kind.branch);
    branch.parent = task;
    branch.sibling = null;
    branch.waited = 0;
    branch.worked = 0;
    branch.cause = -1;
    branch.replica = task.replica;
    branch.deadline = task.deadline;
    inherit(branch, task);
    branch.step = first;
    return branch;
  }

  /** A task that an act keeps fails; `cause` and `blame` of the task say why in the first place. */
  failKept(task: Task, reason: number): void {
    task.flags &= ~Flag.kept;
    this.fail(task, reason);
  }

  /** The same, where the cause lies in its own node. */
  failHere(task: Task, cause: number): void {
    task.cause = cause;
    task.blame = task.replica!.node.index;
    this.failKept(task, cause);
  }

  protected branchDone(branch: Task, ok: boolean): void {
    const task = branch.parent!;
    const { act } = task.step!;
    branch.flags |= Flag.done;
    task.waited += branch.waited;
    task.worked += branch.worked;
    task.flags |= branch.flags & Flag.degraded;
    if (!ok) {
      task.reason = branch.reason;
      task.cause = branch.cause;
      task.blame = branch.blame;
    }
    if (act !== null) {
      // What is read and written for it, it knows of itself.
      task.seen = branch.seen;
      task.seenOf = branch.seenOf;
      task.child = null;
      this.kernel.pool.give(branch);
      act.branchDone!(task, ok);
      return;
    }
    task.count -= 1;
    if (ok) task.need -= 1;
    if ((task.flags & Flag.forking) === 0) this.join(task);
  }

  /** Goes on when enough branches are done well, fails when not enough can be. What is still out is given up. */
  private join(task: Task): void {
    const enough = task.need <= 0;
    if (!enough && task.count >= task.need) return;
    for (let branch = task.child; branch !== null; ) {
      const { sibling } = branch;
      if ((branch.flags & Flag.done) === 0) this.server.evict(branch);
      this.kernel.pool.give(branch);
      branch = sibling;
    }
    task.child = null;
    if (!enough) {
      this.end(task, false);
      return;
    }
    task.cause = -1;
    task.step = task.step!.next;
    this.advance(task);
  }
}

/** The act at the end of what a store asks further. */
function lastOf(step: Step): Step | null {
  let last: Step | null = step;
  while (last !== null && last.kind !== StepKind.act) last = last.next;
  return last;
}

function pick(step: Step): Step | null {
  const u = step.rng!.next();
  const { cumulative } = step;
  let i = 0;
  while (i < cumulative.length - 1 && u >= cumulative[i]!) i++;
  return step.branches[i]!;
}
