import { causeCode } from '../measure/stats';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { LinkState, QueueState, Replica, Subscription } from './model';
import type { Logs } from './log/logs';
import type { Network } from './network';
import { inherit, Kind, Op, type Task } from './task';

/** Queues: publishing, backlogs, delivery to competing consumers, redelivery and dead letters. */
export class Broker {
  caller!: Caller;
  network!: Network;
  logs!: Logs;

  constructor(private readonly kernel: Kernel) {}

  /** Sends a message; nobody waits for it. @param receipt from an outbox, which hears whether the queue has it */
  publish(publisher: Task, link: LinkState, event: number, receipt: Task | null = null): void {
    const { kernel } = this;
    const message = kernel.pool.take(Kind.message);
    const { stats } = link;
    message.link = link;
    message.step = publisher.step;
    message.parent = receipt;
    inherit(message, publisher);
    message.version = versionAt(publisher.replica);
    message.need = event;
    message.count = 0;
    message.cause = -1;
    message.deadline = Infinity;
    message.startedAt = kernel.now;
    stats.calls += 1;
    stats.attempts += 1;
    if (link.refusalsOut > 0 || link.removed || (link.queue ?? link.log!).stops > 0) this.lost(message, causeCode.unreachable);
    else this.network.carryMessage(message, link, publisher);
  }

  /** A message does not get to its queue. */
  lost(message: Task, cause: number): void {
    const receipt = message.parent;
    message.link!.stats.fail(cause);
    this.kernel.pool.give(message);
    if (receipt !== null) receipt.outbox!.lost(receipt);
  }

  /** A message has come over its link. */
  arrive(message: Task): void {
    const link = message.link!;
    link.stats.ok += 1;
    link.stats.duration.record(this.kernel.now - message.startedAt);
    const receipt = message.parent;
    if (receipt !== null) {
      message.parent = null;
      receipt.outbox!.delivered(receipt);
    }
    if (link.log !== null) {
      this.logs.arrive(message, link, link.log);
      return;
    }
    const queue = link.queue!;
    const { subscriptions } = queue;
    if (subscriptions.length === 0 || queue.removed || queue.stops > 0) {
      // Nobody has subscribed: like a message that no binding routes. Or the queue stopped while it was on its way.
      queue.stats.arrived += 1;
      queue.stats.rejected += 1;
      queue.stats.fail(causeCode.unreachable);
      this.kernel.pool.give(message);
      return;
    }
    for (let i = 1; i < subscriptions.length; i++) {
      const copy = this.kernel.pool.take(Kind.message);
      copy.need = message.need;
      copy.step = message.step;
      inherit(copy, message);
      copy.count = 0;
      copy.cause = -1;
      copy.deadline = Infinity;
      this.accept(copy, queue, subscriptions[i]!);
    }
    this.accept(message, queue, subscriptions[0]!);
  }

  private accept(message: Task, queue: QueueState, subscription: Subscription): void {
    const { stats } = queue;
    stats.arrived += 1;
    if (subscription.waiting.length >= queue.model.capacity) {
      stats.rejected += 1;
      stats.fail(causeCode['queue-full']);
      this.kernel.pool.give(message);
      return;
    }
    stats.present.rise(this.kernel.now);
    message.arrivedAt = this.kernel.now;
    this.wait(message, subscription);
  }

  private wait(message: Task, subscription: Subscription): void {
    const { stats } = subscription.queue;
    stats.enqueue(this.kernel.now);
    subscription.waiting.push(message);
    this.dispatch(subscription);
  }

  /** Delivers what consumers have room for. */
  dispatch(subscription: Subscription): void {
    // A delivery that fails at once comes back here; the outer call goes on with it.
    if (subscription.dispatching || subscription.queue.stops > 0) return;
    subscription.dispatching = true;
    const { stats } = subscription.queue;
    while (subscription.waiting.head !== null) {
      const link = withRoom(subscription);
      if (link === null) break;
      const message = subscription.waiting.shift()!;
      const { now } = this.kernel;
      stats.queued.fall(this.kernel.now);
      if (message.count === 0) message.waited = now - message.arrivedAt;
      message.count += 1;
      this.caller.call(message, link, link.deliveries[message.need] ?? null);
    }
    subscription.dispatching = false;
  }

  /** A consumer has acknowledged the message, or failed at it. */
  delivered(message: Task, link: LinkState, ok: boolean): void {
    if (link.group !== null) {
      this.logs.delivered(message, link, ok);
      return;
    }
    const subscription = link.subscription!;
    const { queue } = subscription;
    const { stats } = queue;
    const { now } = this.kernel;
    if (!ok && message.count < queue.model.maxDeliveries) {
      message.link = link;
      message.cause = -1;
      this.kernel.schedule(message, Op.redeliver, queue.model.redeliveryDelay);
      this.dispatch(subscription);
      return;
    }
    stats.present.fall(this.kernel.now);
    stats.total.record(now - message.arrivedAt);
    stats.queueWait.record(message.waited);
    if (ok) stats.completed += 1;
    else stats.fail(message.cause);
    this.kernel.pool.give(message);
    this.dispatch(subscription);
  }

  /** Stops a queue: it takes no messages and gives none; what it holds stays. @returns what takes it back */
  stop(queue: QueueState): () => void {
    queue.stops += 1;
    return () => {
      queue.stops -= 1;
      for (const subscription of queue.subscriptions) this.dispatch(subscription);
    };
  }

  /** Drops what waits in a backlog that nobody will take from again. */
  drop(subscription: Subscription): void {
    const { stats } = subscription.queue;
    for (let message = subscription.waiting.shift(); message !== null; message = subscription.waiting.shift()) {
      const { now } = this.kernel;
      stats.queued.fall(this.kernel.now);
      stats.present.fall(this.kernel.now);
      stats.unserved.add(now - message.arrivedAt);
      stats.fail(causeCode.unreachable);
      this.kernel.pool.give(message);
    }
  }

  /** The pause after a failed delivery is over: the message goes to the end of its backlog. */
  redeliver(message: Task): void {
    if (message.link!.group !== null) {
      this.logs.redeliver(message);
      return;
    }
    const subscription = message.link!.subscription!;
    const { queue } = subscription;
    this.wait(message, subscription);
    // An edit has taken the backlog away meanwhile.
    if (!queue.subscriptions.includes(subscription)) this.drop(subscription);
  }
}

/** Version of the code that publishes. */
const versionAt = (replica: Replica | null): number =>
  replica === null || replica.node.releases === null ? 1 : replica.node.releases.versionOf(replica);

function withRoom(subscription: Subscription): LinkState | null {
  const { links, queue } = subscription;
  for (let i = 0; i < links.length; i++) {
    const at = (subscription.cursor + i) % links.length;
    const link = links[at]!;
    if (!link.removed && link.stats.inFlight < queue.model.prefetch) {
      subscription.cursor = at + 1;
      return link;
    }
  }
  return null;
}
