import { Row } from '../../measure/trace/rows';
import type { Kernel } from '../kernel';
import type { ServerState } from '../model';
import type { Step } from '../operation';
import { Server } from '../server';
import { Kind, type Task } from '../task';
import type { Tracer } from './tracer';

/** A server that says what its calls do. */
export class TracedServer extends Server {
  constructor(
    kernel: Kernel,
    private readonly tracer: Tracer,
  ) {
    super(kernel);
  }

  override work(task: Task): void {
    // Those that share the cores do not begin one by one.
    if (task.replica!.sharing !== null) this.tracer.aboutDeed(Row.working, task, 1, 0);
    super.work(task);
  }

  override startWork(task: Task, node: ServerState, step: Step): void {
    this.tracer.aboutDeed(Row.working, task, 0, 0);
    super.startWork(task, node, step);
  }

  override finish(task: Task, ok: boolean): void {
    const { delay, lateness } = task.replica!.node;
    if (delay > 0 || lateness !== null) this.tracer.aboutDeed(Row.delayed, task, 0, 0);
    super.finish(task, ok);
  }

  override evict(task: Task): void {
    super.evict(task);
    if (task.kind !== Kind.call) this.tracer.aboutDeed(Row.left, task, 0, 0);
  }

  protected override depart(task: Task, ok: boolean): void {
    this.tracer.aboutDeed(Row.end, task, ok ? -1 : task.reason, task.replica!.index);
    super.depart(task, ok);
  }
}
