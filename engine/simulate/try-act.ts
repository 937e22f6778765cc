import { type Act, KEPT } from './act';
import type { Step } from './operation';
import type { Steps } from './steps';
import type { Task } from './task';
import { isUnknown } from './unknown-causes';

/** Does some steps in a branch, and goes on by how they ended: done, failed for certain, or nobody knows. */
export class TryAct implements Act {
  constructor(
    private readonly steps: Steps,
    private readonly tried: Step | null,
    private readonly ok: Step | null,
    private readonly failed: Step | null,
    /** Undefined where the operation then fails. */
    private readonly unknown: Step | null | undefined,
  ) {}

  run(task: Task): Step | null {
    this.steps.keep(task);
    this.steps.branch(task, this.tried);
    return KEPT;
  }

  /** Waits for the end of the event, as what fails may fail amid a teardown. */
  branchDone(task: Task, ok: boolean): void {
    const { steps, unknown } = this;
    const doubtful = !ok && isUnknown(task.cause);
    if (doubtful && unknown === undefined) {
      steps.failKept(task, task.reason);
      return;
    }
    if (!ok) task.cause = -1;
    steps.wake(task, ok ? this.ok : doubtful ? unknown! : this.failed);
  }

  forsake(): void {
    // Its branch is taken apart with the task.
  }
}
