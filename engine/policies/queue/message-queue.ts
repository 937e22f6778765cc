import { Backlog, type Queueable } from './backlog';
import type { QueueRules } from '../queue-params';
import type { DeathReason } from './deaths';

/** A message that never expires. [ns] */
export const NEVER = Infinity;

/**
 * One queue as RabbitMQ's classic queues have it: messages wait in order, expire at the head only, and come back to their place when a
 * consumer gives them back. It knows nothing of consumers, time passing or the network: the owner says when.
 * @see engine/SOURCES.md#rabbitmq
 */
export class MessageQueue<T extends Queueable<T>> {
  readonly backlog = new Backlog<T>();

  constructor(
    private rules: QueueRules,
    /** A message leaves by force: it expired, or is dropped. It is in the queue no more. */
    private readonly onDead: (message: T, reason: DeathReason) => void,
  ) {
    this.backlog.configure(rules.order === 'priority');
  }

  /** New rules. They hold for what happens from now on; what waits stays, also when it is too much now. */
  configure(rules: QueueRules): void {
    this.rules = rules;
    this.backlog.configure(rules.order === 'priority');
  }

  /**
   * A message comes.
   * @param ttl of this message [ns]; the shorter of its own and the queue's counts
   * @returns false when it is refused
   */
  publish(message: T, now: number, ttl: number = NEVER): boolean {
    const { rules, backlog } = this;
    if (backlog.length >= rules.capacity && rules.overflow !== 'drop-head') return false;
    message.count = 0;
    message.expiresAt = now + Math.min(ttl, rules.ttl);
    backlog.push(message);
    return true;
  }

  /** Drops the oldest until no more wait than may. To be called after publishing and requeueing, once consumers have taken theirs. */
  trim(): void {
    const { rules, backlog } = this;
    if (rules.overflow !== 'drop-head') return;
    while (backlog.length > rules.capacity) this.onDead(backlog.shift()!, 'maxlen');
  }

  /** The next message to deliver, counted as delivered; null when none waits. What has expired at the head goes first. */
  take(now: number): T | null {
    this.expire(now);
    const message = this.backlog.shift();
    if (message !== null) message.count += 1;
    return message;
  }

  /** Whether a delivery that failed makes a dead letter, and why; null when the message is to wait again. */
  verdict(message: T): DeathReason | null {
    const { onFailure, maxDeliveries } = this.rules;
    if (onFailure === 'reject') return 'rejected';
    return message.count >= maxDeliveries ? 'delivery-limit' : null;
  }

  /** A message that was delivered waits again. It expires when it would have. */
  requeue(message: T): void {
    if (this.rules.requeue === 'position') this.backlog.putBack(message);
    else this.backlog.push(message);
  }

  /** Whatever the rules say, back to where it lay: its consumer is gone. */
  giveBack(message: T): void {
    this.backlog.putBack(message);
  }

  /** Ends messages that have expired, as far as the head is one of them: one that expires behind another waits for it. */
  expire(now: number): void {
    const { backlog } = this;
    while (backlog.head !== null && backlog.head.expiresAt <= now) this.onDead(backlog.shift()!, 'expired');
  }

  /** When the message at the head expires; NEVER if it does not. [ns] */
  get nextExpiry(): number {
    const { head } = this.backlog;
    return head === null ? NEVER : head.expiresAt;
  }
}
