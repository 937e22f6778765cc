import { causeCode } from '../measure/stats';
import { figure } from '../policies/figures';
import type { Broker } from './broker';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { LogState } from './log/state';
import type { QueueState } from './model';
import { Kind, Op, type Task } from './task';
import { Trouble } from './trouble';

/** What faults do to queues as a whole. */
export class MessageFaults {
  broker!: Broker;
  caller!: Caller;

  constructor(private readonly kernel: Kernel) {}

  /** Stops a queue: it takes no messages and gives none; what it holds stays. @returns what takes it back */
  stop(queue: QueueState): () => void {
    queue.stops += 1;
    return () => {
      queue.stops -= 1;
      this.serve(queue);
    };
  }

  /** The broker dies: deliveries that are out are void, and what is not durable is lost. @returns what starts it again */
  crash(queue: QueueState): () => void {
    const undo = this.stop(queue);
    for (const message of this.messagesOf(queue, ({ child }) => child !== null)) this.revoke(message);
    if (queue.model.durable) return undo;
    for (const message of this.messagesOf(queue, ({ op }) => op === Op.redeliver)) {
      this.kernel.cancel(message);
      this.broker.leave(message, queue.stats, causeCode.crash, figure['messages-lost']);
      this.broker.release(message);
    }
    for (const { waiting } of queue.subscriptions) {
      for (let message = waiting.shift(); message !== null; message = waiting.shift()) {
        this.broker.leaveBacklog(message, queue, causeCode.crash, figure['messages-lost']);
        this.broker.release(message);
      }
    }
    return undo;
  }

  /** Keeps a queue, or one of its consumers, from what is delivered. */
  pause(target: { pauses: number }, changed: () => void): () => void {
    target.pauses += 1;
    changed();
    return () => {
      target.pauses -= 1;
      changed();
    };
  }

  serve(queue: QueueState): void {
    for (const subscription of queue.subscriptions) this.broker.serve(subscription);
  }

  /** What faults do to the messages of a queue or log, made at the first of them. */
  troubleOf(keeper: QueueState | LogState): Trouble {
    keeper.trouble ??= new Trouble(keeper.troubleRng);
    return keeper.trouble;
  }

  /** A delivery whose broker is gone: the consumer works on for nobody. */
  private revoke(message: Task): void {
    const call = message.child!;
    const link = call.link!;
    this.caller.forsake(call);
    message.child = null;
    this.broker.undeliver(message, link);
    this.broker.giveBack(message, link.subscription!);
  }

  private messagesOf(queue: QueueState, which: (message: Task) => boolean): Task[] {
    return this.kernel.pool.all.filter(
      (task) => task.kind === Kind.message && which(task) && (task.child ?? task).link?.subscription?.queue === queue,
    );
  }
}
