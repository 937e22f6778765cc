import { Row } from '../../measure/trace/rows';
import { Door } from '../door';
import type { Kernel } from '../kernel';
import type { ServerState } from '../model';
import type { Task } from '../task';
import type { Tracer } from './tracer';

/** A door that says who comes, and whom it turns away. */
export class TracedDoor extends Door {
  constructor(
    kernel: Kernel,
    private readonly tracer: Tracer,
  ) {
    super(kernel);
  }

  override arrive(task: Task): void {
    this.tracer.operation(task);
    super.arrive(task);
  }

  protected override reject(task: Task, node: ServerState, cause: number): void {
    this.tracer.aboutDeed(Row.end, task, cause, -1);
    super.reject(task, node, cause);
  }
}
