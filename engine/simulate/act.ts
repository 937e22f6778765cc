import { Step, StepKind } from './operation';
import type { Task } from './task';

/** What an act gives when it keeps the task. Never a step of an operation. */
export const KEPT = new Step(StepKind.act);

/** A step that a mechanism of its own carries out: locks, look-ups, effects, sagas … */
export interface Act {
  /** What a task that it keeps waits for, in words; left out where what its branches do says it. */
  readonly keepsFor?: string;
  /**
   * @returns the step to go on with (mostly `step.next`), null for the end of the operation, or KEPT when the task stays with the act:
   * then the act has marked it with `Steps.keep`, and later lets it go on with `Steps.wake` or `Steps.goOn`, or has failed it already
   */
  run(task: Task, step: Step): Step | null;
  /** A task that the act keeps is taken apart: its replica crashed, or its caller cancelled it. */
  forsake(task: Task): void;
  /** A branch that it began for the task has ended, and is gone; `reason`, `cause` and `blame` of the task say why where it failed. */
  branchDone?(task: Task, ok: boolean): void;
  /** `Op.keptDue` of a task that the act keeps. */
  due?(task: Task): void;
}
