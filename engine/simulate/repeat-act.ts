import { type Act, KEPT } from './act';
import type { Step } from './operation';
import type { Steps } from './steps';
import type { Task } from './task';

/** The start of a loop: sets its counter. */
export class RepeatAct implements Act {
  constructor(private readonly times: number) {}

  run(task: Task, step: Step): Step | null {
    task.count = this.times;
    return step.next;
  }

  forsake(): void {
    // It keeps nobody.
  }
}

/** The loop itself: a branch does the steps, and when it is done well, it is the next one's turn. */
export class LoopAct implements Act {
  constructor(
    private readonly steps: Steps,
    private readonly body: Step | null,
  ) {}

  run(task: Task, step: Step): Step | null {
    if (task.count <= 0) return step.next;
    task.count -= 1;
    this.steps.keep(task);
    this.steps.branch(task, this.body);
    return KEPT;
  }

  /** Waits for the end of the event, so that a loop of steps that take no time does not grow the stack. */
  branchDone(task: Task, ok: boolean): void {
    if (ok) this.steps.wake(task, task.step);
    else this.steps.failKept(task, task.reason);
  }

  forsake(): void {
    // Its branch is taken apart with the task.
  }
}
