import { blamedNode } from '../blame';
import { Row } from '../../measure/trace/rows';
import type { Kernel } from '../kernel';
import type { Step } from '../operation';
import { Steps } from '../steps';
import type { Task } from '../task';
import type { Tracer } from './tracer';

/** Steps that say when they begin and branch. */
export class TracedSteps extends Steps {
  constructor(
    kernel: Kernel,
    private readonly tracer: Tracer,
  ) {
    super(kernel);
  }

  override keep(task: Task): void {
    this.tracer.kept(task);
    super.keep(task);
  }

  protected override wait(task: Task, step: Step): void {
    this.tracer.aboutDeed(Row.timer, task, 0, 0);
    super.wait(task, step);
  }

  protected override newBranch(task: Task, first: Step | null): Task {
    const branch = super.newBranch(task, first);
    this.tracer.beside(branch, task);
    return branch;
  }

  protected override branchDone(branch: Task, ok: boolean): void {
    this.tracer.aboutDeed(Row.end, branch, ok ? -1 : branch.reason, ok ? -1 : blamedNode(branch));
    super.branchDone(branch, ok);
  }
}
