import { causeCode } from '../measure/stats';
import { figure } from '../policies/figures';
import { RowLocks } from '../policies/row-locks';
import { keyOf, numberOf } from './access';
import { type Act, KEPT } from './act';
import type { Machinery } from './machinery';
import type { ServerState } from './model';
import type { Step } from './operation';
import { Op, type Task } from './task';

/** Before its work, a write takes the lock on the row of its thing; it gives it back when it leaves the node, however it ends. */
export class RowLockAct implements Act {
  readonly keepsFor = 'the lock on its row';
  /** Longest wait. [ns] Null while there are no locks. */
  private timeout: number | null = null;
  private readonly locks = new RowLocks<Task>();

  constructor(
    private readonly node: ServerState,
    private readonly machinery: Machinery,
  ) {}

  /** Under new parameters. Without locks, whoever waits goes on. */
  configure(timeout: number | null): void {
    this.timeout = timeout;
    if (timeout !== null) return;
    for (const task of this.machinery.kernel.pool.all)
      if (task.step?.act === this && this.waits(task)) {
        this.locks.giveUp(keyOf(task, task.asked!), task);
        this.goOn(task);
      }
  }

  /** Rows that are locked. */
  get held(): number {
    return this.locks.held;
  }

  run(task: Task, step: Step): Step | null {
    const { asked } = task;
    if (asked === null || !asked.write || this.timeout === null) return step.next;
    const key = keyOf(task, asked);
    // What is about nothing in particular is about no row.
    if (numberOf(key) < 0 || this.locks.take(key, task)) return step.next;
    const { kernel, steps } = this.machinery;
    this.locks.wait(key, task);
    this.count(1);
    task.since = kernel.now;
    steps.keep(task);
    kernel.schedule(task, Op.keptDue, this.timeout);
    return KEPT;
  }

  /** It has waited as long as it may. */
  due(task: Task): void {
    this.forsake(task);
    this.recordWait(task);
    this.machinery.steps.failHere(task, causeCode['lock-timeout']);
  }

  forsake(task: Task): void {
    this.locks.giveUp(keyOf(task, task.asked!), task);
    this.count(-1);
  }

  /** A call leaves the node: if it held a lock, the next one has it. */
  left(task: Task): void {
    const { asked } = task;
    if (asked === null || !asked.write || this.locks.held === 0) return;
    const key = keyOf(task, asked);
    if (!this.locks.holds(key, task)) return;
    const next = this.locks.release(key);
    if (next !== null) this.goOn(next);
  }

  private goOn(task: Task): void {
    const { kernel, steps } = this.machinery;
    this.count(-1);
    this.recordWait(task);
    kernel.cancel(task);
    steps.wake(task, task.step!.next);
  }

  private waits(task: Task): boolean {
    return task.op === Op.keptDue && task.replica?.node === this.node;
  }

  private count(by: number): void {
    this.node.stats.figures!.move(figure['lock-waiting'], by);
  }

  private recordWait(task: Task): void {
    this.node.stats.figures!.record(figure['lock-wait'], this.machinery.kernel.now - task.since);
  }
}
