import type { Broker } from './broker';
import type { Kernel } from './kernel';
import type { Subscription } from './subscription';
import { Kind, Op, type Task } from './task';

/**
 * Timers of backlogs whose messages may expire: one each, for its head. A head that leaves before its time does not move the timer; it then
 * fires in vain and is set anew.
 */
export class Expiries {
  broker!: Broker;
  private readonly byTimer = new Map<Task, Subscription>();

  constructor(private readonly kernel: Kernel) {}

  /** Sees to it that the message at the head ends when it expires. */
  arm(subscription: Subscription): void {
    // A queue that is down does nothing; what has expired by then goes when it is back.
    if (subscription.queue.stops > 0) return;
    const { kernel } = this;
    const at = Math.max(kernel.now, subscription.messages.nextExpiry);
    let { timer } = subscription;
    if (timer === null) {
      timer = kernel.pool.take(Kind.timer);
      subscription.timer = timer;
      this.byTimer.set(timer, subscription);
    } else if (timer.op !== Op.none) {
      if (kernel.queue.at[timer.entry]! <= at) return;
      kernel.cancel(timer);
    }
    kernel.schedule(timer, Op.messageExpiry, at - kernel.now);
  }

  due(timer: Task): void {
    const subscription = this.byTimer.get(timer)!;
    if (subscription.queue.stops === 0) subscription.messages.expire(this.kernel.now);
    this.broker.serve(subscription);
  }
}
