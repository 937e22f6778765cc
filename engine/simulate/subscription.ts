import type { Backlog } from '../policies/queue/backlog';
import type { DeathReason } from '../policies/queue/deaths';
import { MessageQueue } from '../policies/queue/message-queue';
import type { Windows } from '../policies/queue/windows';
import { type Consumer, rowOf } from './consumers';
import type { LinkState } from './link-state';
import type { QueueState } from './model';
import type { Task } from './task';

/** What becomes of a message that leaves a backlog by force. */
export type OnDead = (message: Task, subscription: Subscription, reason: DeathReason) => void;

/** A backlog and the links that take from it. */
export class Subscription {
  readonly messages: MessageQueue<Task>;
  links: LinkState[] = [];
  /** Consumers in turn; null where all that is behind a link shares one prefetch, and links take turns. */
  row: Windows<Consumer> | null = null;
  cursor = 0;
  dispatching = false;
  /** Waits for the end of the event to deliver. */
  due = false;
  /** Fires when the message at the head may have expired; null while none ever could. */
  timer: Task | null = null;

  constructor(
    readonly queue: QueueState,
    onDead: OnDead,
  ) {
    this.messages = new MessageQueue<Task>(queue.model, (message, reason) => onDead(message, this, reason));
  }

  get waiting(): Backlog<Task> {
    return this.messages.backlog;
  }

  /** The queue that takes every message on; null where consumers do. */
  get onward(): LinkState | null {
    const [link] = this.links;
    return link !== undefined && link.queue !== null ? link : null;
  }

  /** Brings the row in step with links and replicas. */
  lineUp(): void {
    const { prefetchPer, prefetch } = this.queue.model;
    this.row = prefetchPer === 'consumer' && !this.queue.removed ? rowOf(this.links, prefetch) : null;
  }
}

/**
 * Brings the backlogs of a queue in step with its model and links. A consumer keeps the backlog that it had.
 * @returns backlogs that nobody takes from any more
 */
export function subscribe(queue: QueueState, outgoing: readonly LinkState[], onDead: OnDead): Subscription[] {
  const { model } = queue;
  queue.deadLetterLink = model.forwards ? null : (outgoing.find((link) => link.queue !== null) ?? null);
  const links = queue.removed ? [] : outgoing.filter((link) => link.queue === null || model.forwards);
  const wanted = model.delivery === 'compete' ? [links] : links.map((link) => [link]);
  // Old backlogs stay as long as there is one to put them in.
  const old = queue.subscriptions;
  queue.subscriptions = wanted.map((group, i) => {
    if (queue.removed) return new Subscription(queue, onDead);
    const kept =
      model.delivery === 'compete'
        ? old[0]
        : (old.find((s) => s.links[0] === group[0]) ?? (old.length === 1 && i === 0 ? old[0] : undefined));
    const subscription = kept ?? new Subscription(queue, onDead);
    subscription.links = [...group];
    subscription.messages.configure(model);
    for (const link of group) link.subscription = subscription;
    return subscription;
  });
  for (const subscription of queue.subscriptions) subscription.lineUp();
  return old.filter((s) => !queue.subscriptions.includes(s));
}
