import { Row } from '../../measure/trace/rows';
import { Broker } from '../broker';
import type { Kernel } from '../kernel';
import type { LinkState } from '../link-state';
import type { QueueState } from '../model';
import type { Subscription } from '../subscription';
import type { Task } from '../task';
import type { Tracer } from './tracer';

/** A broker that says what becomes of messages. */
export class TracedBroker extends Broker {
  constructor(
    kernel: Kernel,
    private readonly tracer: Tracer,
  ) {
    super(kernel);
  }

  override newMessage(publisher: Task, link: LinkState, event: number): Task {
    const message = super.newMessage(publisher, link, event);
    this.tracer.message(message, publisher);
    return message;
  }

  override send(message: Task, sender: Task): void {
    this.tracer.aboutDeed(Row.carried, message, message.link!.index, 0);
    super.send(message, sender);
  }

  override arrive(message: Task): void {
    const { log } = message.link!;
    if (log !== null) {
      this.tracer.aboutDeed(Row.arrived, message, log.index, 0);
      this.tracer.aboutDeed(Row.end, message, -1, -1);
    }
    super.arrive(message);
  }

  override release(message: Task): void {
    this.tracer.aboutDeed(Row.end, message, message.cause, -1);
    super.release(message);
  }

  protected override copyOf(message: Task): Task {
    const copy = super.copyOf(message);
    this.tracer.message(copy, message);
    return copy;
  }

  protected override accept(message: Task, queue: QueueState, subscription: Subscription): boolean {
    this.tracer.aboutDeed(Row.arrived, message, queue.index, 0);
    return super.accept(message, queue, subscription);
  }
}
