import { blamedNode } from '../blame';
import { Row } from '../../measure/trace/rows';
import { Caller } from '../caller';
import type { Kernel } from '../kernel';
import type { LinkState } from '../link-state';
import type { Replica } from '../model';
import type { Operation } from '../operation';
import { Flag, type Task } from '../task';
import type { Tracer } from './tracer';

/** A caller that says what it does. */
export class TracedCaller extends Caller {
  constructor(
    kernel: Kernel,
    private readonly tracer: Tracer,
  ) {
    super(kernel);
  }

  override deliver(message: Task, link: LinkState, operation: Operation | null, replica: Replica | null): void {
    this.tracer.record(message, link);
    super.deliver(message, link, operation, replica);
  }

  override start(task: Task, link: LinkState, operation: Operation | null): void {
    task.link = link;
    this.tracer.call(task);
    super.start(task, link, operation);
  }

  override attempt(task: Task): void {
    this.tracer.attempt(task, task.link!);
    super.attempt(task);
  }

  override dispatch(task: Task): void {
    this.tracer.sent(task);
    super.dispatch(task);
  }

  override respond(task: Task, ok: boolean): void {
    this.tracer.aboutCall(Row.answer, task, ok ? 1 : 0, 0);
    super.respond(task, ok);
  }

  override conclude(task: Task, ok: boolean): void {
    const row = (task.flags & Flag.copy) === 0 ? Row.concluded : Row.end;
    this.tracer.aboutCall(row, task, ok ? -1 : task.reason, ok ? -1 : blamedNode(task));
    super.conclude(task, ok);
  }

  override resume(task: Task, ok: boolean): void {
    const { tracer } = this;
    const degraded = (task.flags & Flag.degraded) !== 0;
    tracer.aboutCall(Row.end, task, ok ? (degraded ? -2 : -1) : task.reason, ok ? -1 : blamedNode(task));
    if (task.journey !== null) tracer.answered(task, ok);
    super.resume(task, ok);
  }

  override forsake(task: Task): void {
    this.tracer.aboutCall(Row.left, task, 0, 0);
    super.forsake(task);
  }

  protected override leaveBehind(task: Task): Task {
    const mine = super.leaveBehind(task);
    this.tracer.leftBehind(task, mine);
    return mine;
  }
}
