import { Row } from '../../measure/trace/rows';
import type { Kernel } from '../kernel';
import type { Replica } from '../model';
import type { Task } from '../task';
import { WorkerQueues } from '../worker-queues';
import type { Tracer } from './tracer';

/** Queues that say who waits in them. */
export class TracedQueues extends WorkerQueues {
  constructor(
    kernel: Kernel,
    private readonly tracer: Tracer,
  ) {
    super(kernel);
  }

  override enqueue(task: Task, replica: Replica): void {
    this.tracer.aboutDeed(Row.queued, task, replica.index, 0);
    super.enqueue(task, replica);
  }
}
