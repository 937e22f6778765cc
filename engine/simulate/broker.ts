import { causeCode } from '../measure/stats';
import { figure } from '../policies/figures';
import type { DeathReason } from '../policies/queue/deaths';
import type { Caller } from './caller';
import { type Consumer, consumerOf } from './consumers';
import type { Confirms } from './confirms';
import type { DeadLetters } from './dead-letters';
import type { Expiries } from './expiries';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { QueueState, Replica } from './model';
import type { Logs } from './log/logs';
import type { Network } from './network';
import type { Subscription } from './subscription';
import { Flag, inherit, Kind, NEVER, Op, type Task } from './task';

/** No cause: all is well. */
const NONE = -1;

/** Queues and topics: publishing, backlogs, delivery to competing consumers, redelivery, and the ways in which messages end. */
export class Broker {
  caller!: Caller;
  network!: Network;
  logs!: Logs;
  confirms!: Confirms;
  deadLetters!: DeadLetters;
  expiries!: Expiries;
  private readonly due: Subscription[] = [];

  constructor(private readonly kernel: Kernel) {}

  /** Sends a message; nobody waits for it. @param receipt from an outbox, which hears whether the queue has it */
  publish(publisher: Task, link: LinkState, event: number, receipt: Task | null = null): void {
    const message = this.newMessage(publisher, link, event);
    message.parent = receipt;
    this.send(message, publisher);
  }

  newMessage(publisher: Task, link: LinkState, event: number): Task {
    const message = this.kernel.pool.take(Kind.message);
    const { step } = publisher;
    message.link = link;
    message.step = step;
    inherit(message, publisher);
    message.version = versionAt(publisher.replica);
    if (step !== null && step.urgency >= 0) message.priority = step.urgency;
    message.need = event;
    message.count = 0;
    message.permit = 0;
    message.deadline = NEVER;
    return message;
  }

  /** Sends a message over its link. */
  send(message: Task, sender: Task): void {
    const link = message.link!;
    const { stats } = link;
    message.attempt = 0;
    message.cause = -1;
    message.startedAt = this.kernel.now;
    stats.calls += 1;
    stats.attempts += 1;
    if (link.refusalsOut > 0 || link.removed || (link.queue ?? link.log!).stops > 0) this.lost(message, causeCode.unreachable);
    else this.network.carryMessage(message, link, sender);
  }

  /** A message does not get to its queue. */
  lost(message: Task, cause: number): void {
    const receipt = message.parent;
    const link = message.link!;
    link.stats.fail(cause);
    this.release(message);
    if (receipt === null) return;
    if (receipt.outbox === null) this.confirms.failed(receipt, link, cause);
    else receipt.outbox.lost(receipt);
  }

  /** A message has come over its link. */
  arrive(message: Task): void {
    const link = message.link!;
    const { queue } = link;
    const keeper = queue ?? link.log!;
    if (keeper.trouble !== null && message.attempt === 0) {
      message.attempt = 1;
      const delay = keeper.trouble.holdsBack();
      if (delay > 0) {
        this.kernel.schedule(message, Op.reachQueue, delay);
        return;
      }
    }
    link.stats.ok += 1;
    link.stats.duration.record(this.kernel.now - message.startedAt);
    const { parent } = message;
    message.parent = null;
    if (parent !== null && parent.outbox === null) parent.child = null;
    const refusal = queue === null ? this.keep(message, link) : this.spread(message, queue);
    if (parent === null) return;
    if (parent.outbox === null) this.confirms.answer(parent, link, refusal);
    else if (refusal < 0 || isUnroutable(link)) parent.outbox.delivered(parent);
    else parent.outbox.lost(parent);
  }

  private keep(message: Task, link: LinkState): number {
    return this.logs.arrive(message, link, link.log!) ? NONE : causeCode.unreachable;
  }

  /** Puts the message, or copies of it, into the backlogs. @returns why not all took it; NONE when they did */
  private spread(message: Task, queue: QueueState): number {
    const { subscriptions } = queue;
    if (subscriptions.length === 0 || queue.removed || queue.stops > 0) {
      // Nobody has subscribed: like a message that no binding routes. Or the queue stopped while it was on its way.
      const lost = queue.removed || queue.stops > 0;
      this.turnAway(message, queue, causeCode.unreachable, lost ? figure['messages-lost'] : figure['messages-dropped']);
      this.release(message);
      return causeCode['queue-full'];
    }
    let all = true;
    for (let i = 1; i < subscriptions.length; i++) {
      if (wants(subscriptions[i]!, message) && !this.accept(this.copyOf(message), queue, subscriptions[i]!)) all = false;
    }
    if (!wants(subscriptions[0]!, message)) this.release(message);
    else if (!this.accept(message, queue, subscriptions[0]!)) all = false;
    return all ? NONE : causeCode['queue-full'];
  }

  protected copyOf(message: Task): Task {
    const copy = this.kernel.pool.take(Kind.message);
    copy.need = message.need;
    copy.step = message.step;
    inherit(copy, message);
    copy.permit = message.permit;
    copy.version = message.version;
    copy.cause = -1;
    copy.deadline = NEVER;
    return copy;
  }

  /** A message comes to a backlog. @returns false when it is refused */
  protected accept(message: Task, queue: QueueState, subscription: Subscription): boolean {
    const { stats, trouble } = queue;
    const { now } = this.kernel;
    message.arrivedAt = now;
    message.count = 0;
    if (trouble !== null) {
      if (trouble.loses()) {
        this.turnAway(message, queue, causeCode.lost, figure['messages-lost']);
        this.release(message);
        return true;
      }
      if (trouble.isPoison(message)) message.permit = queue.index + 1;
    }
    const { onward } = subscription;
    if (onward !== null) {
      this.passOn(message, queue, onward);
      return true;
    }
    if (!subscription.messages.publish(message, now, this.ttlOf(message))) {
      this.turnAway(message, queue, causeCode['queue-full'], figure['messages-dropped']);
      if (queue.model.overflow === 'reject-publish-dlx') this.deadLetters.die(message, queue, 'maxlen');
      else this.release(message);
      return false;
    }
    const figures = stats.figures!;
    figures.add(figure.published);
    figures.move(figure['messages-waiting'], 1);
    stats.arrived += 1;
    stats.present.rise(now);
    stats.enqueue(now);
    this.serve(subscription);
    return true;
  }

  /** A dead letter has no time of its own to live: it would expire again. [ns] */
  private ttlOf(message: Task): number {
    return message.step === null || this.deadLetters.hasDied(message) ? NEVER : message.step.ttl;
  }

  /** Counts a message that does not get in. */
  private turnAway(message: Task, { stats }: QueueState, cause: number, why: number): void {
    message.cause = cause;
    stats.arrived += 1;
    stats.rejected += 1;
    stats.fail(cause);
    stats.figures!.add(figure.published);
    stats.figures!.add(why);
  }

  /** A topic hands a message on to a queue at once. */
  private passOn(message: Task, { stats }: QueueState, onward: LinkState): void {
    stats.arrived += 1;
    stats.completed += 1;
    stats.total.record(0);
    stats.queueWait.record(0);
    stats.figures!.add(figure.published);
    stats.figures!.add(figure.acked);
    // What is bad is bad for whoever gets it.
    if (message.permit !== 0) message.permit = onward.queue!.index + 1;
    this.onwards(message, onward);
  }

  /** Lets a message leave for another queue, in an event of its own: one may lead to the next. */
  onwards(message: Task, link: LinkState): void {
    message.link = link;
    this.kernel.schedule(message, Op.forward, 0);
  }

  /** Delivers what consumers have room for, drops what is too much, and looks when the next message expires. */
  serve(subscription: Subscription): void {
    // A delivery that is over at once comes back here; the outer call goes on with it.
    if (subscription.dispatching) return;
    const { queue, messages } = subscription;
    if (queue.stops === 0 && queue.pauses === 0 && messages.backlog.head !== null) this.dispatch(subscription);
    messages.trim();
    if (messages.nextExpiry < NEVER) this.expiries.arm(subscription);
  }

  private dispatch(subscription: Subscription): void {
    const { messages } = subscription;
    subscription.dispatching = true;
    while (messages.backlog.head !== null) {
      const { row } = subscription;
      const link = row === null ? withRoom(subscription) : null;
      if (row === null ? link === null : !row.open) break;
      const message = messages.take(this.kernel.now);
      if (message === null) break;
      message.chosen = null;
      if (link !== null) this.deliver(message, link);
      else this.deliverTo(message, row!.next()!);
    }
    subscription.dispatching = false;
  }

  private deliverTo(message: Task, consumer: Consumer): void {
    message.flags |= Flag.window;
    message.chosen = consumer.replica;
    this.deliver(message, consumer.link);
  }

  private deliver(message: Task, link: LinkState): void {
    const { stats, model } = link.subscription!.queue;
    const figures = stats.figures!;
    const { now } = this.kernel;
    stats.queued.fall(now);
    figures.move(figure['messages-waiting'], -1);
    figures.move(figure['messages-in-flight'], 1);
    if (message.count === 1) message.waited = now - message.arrivedAt;
    else figures.add(figure.redelivered);
    if (model.consumerTimeout !== null) this.kernel.schedule(message, Op.deliveryTimeout, model.consumerTimeout);
    this.caller.call(message, link, link.deliveries[message.need] ?? null);
  }

  /** A consumer has acknowledged the message, or failed at it. */
  delivered(message: Task, link: LinkState, ok: boolean): void {
    if (link.group !== null) {
      this.logs.delivered(message, link, ok);
      return;
    }
    const subscription = link.subscription!;
    const { queue } = subscription;
    const { stats, trouble, model } = queue;
    const figures = stats.figures!;
    const { now } = this.kernel;
    this.undeliver(message, link);
    if (ok && message.permit === queue.index + 1) {
      // Its operation has no work to fail at.
      ok = false;
      message.cause = causeCode.error;
      message.blame = link.server!.index;
    } else if (ok && trouble !== null && message.count < model.maxDeliveries && trouble.duplicates()) {
      figures.add(figure.duplicated);
      this.giveBack(message, subscription);
      this.serve(subscription);
      return;
    }
    const verdict = ok ? null : subscription.messages.verdict(message);
    if (!ok && verdict === null) {
      message.link = link;
      message.cause = -1;
      figures.move(figure['messages-waiting'], 1);
      this.kernel.schedule(message, Op.redeliver, model.redeliveryDelay);
      this.serve(subscription);
      return;
    }
    stats.present.fall(now);
    stats.total.record(now - message.arrivedAt);
    stats.queueWait.record(message.waited);
    if (verdict === null) {
      stats.completed += 1;
      figures.add(figure.acked);
      this.release(message);
    } else {
      stats.fail(message.cause);
      figures.add(figure['dead-lettered']);
      this.deadLetters.die(message, queue, verdict);
    }
    this.serve(subscription);
  }

  /** Takes a delivery out of the account of its consumer. */
  undeliver(message: Task, link: LinkState): void {
    const { stats } = link.subscription!.queue;
    stats.figures!.move(figure['messages-in-flight'], -1);
    this.kernel.cancel(message);
    if ((message.flags & Flag.window) === 0) return;
    message.flags &= ~Flag.window;
    const consumer = consumerOf(link, message.chosen);
    const row = link.removed ? null : link.subscription!.row;
    if (row === null) consumer.unacked -= 1;
    else row.release(consumer);
  }

  /** A message that was out waits again where it lay, without a pause. */
  giveBack(message: Task, subscription: Subscription): void {
    const { stats } = subscription.queue;
    message.cause = -1;
    stats.figures!.move(figure['messages-waiting'], 1);
    stats.enqueue(this.kernel.now);
    subscription.messages.giveBack(message);
    this.dropOrphaned(subscription);
  }

  /** The pause after a failed delivery is over: the message waits again. */
  redeliver(message: Task): void {
    if (message.link!.group !== null) {
      this.logs.redeliver(message);
      return;
    }
    const subscription = message.link!.subscription!;
    subscription.queue.stats.enqueue(this.kernel.now);
    subscription.messages.requeue(message);
    this.serve(subscription);
    this.dropOrphaned(subscription);
  }

  /** An edit has taken the backlog away meanwhile. */
  private dropOrphaned(subscription: Subscription): void {
    if (!subscription.queue.subscriptions.includes(subscription)) this.drop(subscription);
  }

  /** A delivery has taken too long: it is taken back, and the consumer works on for nobody. */
  deliveryTimedOut(message: Task): void {
    const call = message.child!;
    const link = call.link!;
    this.caller.forsake(call);
    message.child = null;
    message.cause = causeCode.timeout;
    message.blame = link.server!.index;
    this.delivered(message, link, false);
  }

  /** A message leaves a backlog because it expired, or was dropped to make room. */
  died(message: Task, { queue }: Subscription, reason: DeathReason): void {
    const expired = reason === 'expired';
    message.cause = -1;
    this.leaveBacklog(
      message,
      queue,
      expired ? causeCode.shed : causeCode['queue-full'],
      expired ? figure['messages-expired'] : figure['messages-dropped'],
    );
    this.deadLetters.die(message, queue, reason);
  }

  /** Counts a message out that waited. */
  leaveBacklog(message: Task, { stats }: QueueState, cause: number, why: number): void {
    const { now } = this.kernel;
    stats.queued.fall(now);
    this.leave(message, stats, cause, why);
  }

  /** Counts a message out that neither lay in the backlog nor was with a consumer: it paused. */
  leave(message: Task, stats: QueueState['stats'], cause: number, why: number): void {
    const { now } = this.kernel;
    stats.present.fall(now);
    stats.unserved.add(now - message.arrivedAt);
    stats.fail(cause);
    stats.figures!.move(figure['messages-waiting'], -1);
    stats.figures!.add(why);
  }

  /** The message is no more. */
  release(message: Task): void {
    this.deadLetters.forget(message);
    this.kernel.pool.give(message);
  }

  /** Drops what waits in a backlog that nobody will take from again. */
  drop({ waiting, queue }: Subscription): void {
    for (let message = waiting.shift(); message !== null; message = waiting.shift()) {
      this.leaveBacklog(message, queue, causeCode.unreachable, figure['messages-lost']);
      this.release(message);
    }
  }

  /** The replicas of a server have come or gone, and some of them are consumers. */
  consumersChanged(links: readonly LinkState[]): void {
    for (const { subscription } of links) {
      if (subscription === null) continue;
      subscription.lineUp();
      this.serveLater(subscription);
    }
  }

  private serveLater(subscription: Subscription): void {
    if (subscription.due || subscription.waiting.head === null) return;
    subscription.due = true;
    this.due.push(subscription);
    this.kernel.unsettled = true;
  }

  /** At the end of an event: delivers what waited for it. */
  serveDue(): void {
    const { due } = this;
    // The list may grow meanwhile.
    for (let i = 0; i < due.length; i++) {
      due[i]!.due = false;
      this.serve(due[i]!);
    }
    due.length = 0;
  }
}

const wants = ({ links }: Subscription, message: Task): boolean => {
  const [link] = links;
  return link === undefined || link.wants === null || link.wants.has(message.need);
};
/** Version of the code that publishes. */
const versionAt = (replica: Replica | null): number =>
  replica === null || replica.node.releases === null ? 1 : replica.node.releases.versionOf(replica);

function withRoom(subscription: Subscription): LinkState | null {
  const { links, queue } = subscription;
  for (let i = 0; i < links.length; i++) {
    const at = (subscription.cursor + i) % links.length;
    const link = links[at]!;
    if (!link.removed && link.pauses === 0 && link.stats.inFlight < queue.model.prefetch) {
      subscription.cursor = at + 1;
      return link;
    }
  }
  return null;
}

/** Nobody has subscribed: a broker takes such messages and drops them. */
const isUnroutable = ({ queue }: LinkState): boolean =>
  queue !== null && queue.subscriptions.length === 0 && queue.stops === 0 && !queue.removed;
