import { z } from 'zod';
import { zCount, zDuration } from '../core/fields';

/** How one queue treats its messages. */
export interface QueueRules {
  /** Messages that may wait. Those that are delivered and not acknowledged yet do not count. */
  readonly capacity: number;
  /** What happens to one too many: the newest is refused, or the oldest is dropped. */
  readonly overflow: 'reject-publish' | 'reject-publish-dlx' | 'drop-head';
  /** Deliveries after which a message that failed is a dead letter. */
  readonly maxDeliveries: number;
  /** Where a message that failed waits again: where it lay, or behind all others. */
  readonly requeue: 'end' | 'position';
  /** Whether a failed delivery is tried again, or makes a dead letter at once. */
  readonly onFailure: 'requeue' | 'reject';
  /** Time after which a waiting message expires; NEVER for none. [ns] */
  readonly ttl: number;
  readonly order: 'fifo' | 'priority';
}

/** What queues and topics can be told alike. */
export const queueFields = {
  capacity: zCount('messages', 1, 1_000_000_000)
    .default(100_000)
    .describe('Messages that may wait per backlog; what happens to one too many, `overflow` says. Those in work do not count.'),
  overflow: z
    .enum(['reject-publish', 'reject-publish-dlx', 'drop-head'])
    .default('reject-publish')
    .describe(
      'One too many: the new message is refused (reject-publish), refused and made a dead letter (reject-publish-dlx), or the oldest waiting one makes room as a dead letter (drop-head).',
    ),
  prefetch: zCount('messages', 1, 100_000)
    .default(20)
    .describe('Messages in work at one time over each outgoing link, or at each consumer: see `prefetchPer`.'),
  prefetchPer: z
    .enum(['link', 'consumer'])
    .default('link')
    .describe(
      'Link: all replicas of the service at the other end share one prefetch, and its load balancer hands the messages out. Consumer: each replica is a consumer with a prefetch of its own, as with RabbitMQ, and gets nothing while it is down.',
    ),
  maxDeliveries: zCount('deliveries', 1, 1000).default(5).describe('After this many failed deliveries a message is a dead letter.'),
  redeliveryDelay: zDuration({ max: '1h' }).prefault('1s').describe('Pause before a failed message waits again.'),
  requeue: z
    .enum(['end', 'position'])
    .default('end')
    .describe('Where a failed message waits again: behind all others, or where it lay, as with RabbitMQ.'),
  onFailure: z
    .enum(['requeue', 'reject'])
    .default('requeue')
    .describe('What a consumer says of a message that it failed at: try again, or make it a dead letter at once.'),
  ttl: zDuration({ min: '1ms', max: '7d' })
    .optional()
    .describe('Longest time that a message may wait; then it expires, once it stands at the head. Messages do not expire when left out.'),
  order: z
    .enum(['fifo', 'priority'])
    .default('fifo')
    .describe('Fifo: first in, first out. Priority: messages of more urgent requests go first.'),
  consumerTimeout: zDuration({ min: '1ms', max: '1d' })
    .optional()
    .describe(
      'A delivery without an answer for this long is taken back and the message waits again; the consumer may still be at work on it. No bound when left out.',
    ),
  durable: z
    .boolean()
    .default(true)
    .describe('Whether messages survive the loss of the broker. If not, all that wait or are in work are lost with it.'),
};
type QueueParams = z.output<z.ZodObject<typeof queueFields>>;

/** The same as the model takes it. */
export const queueModelOf = (p: QueueParams) => ({
  ...p,
  role: 'queue' as const,
  ttl: p.ttl ?? Infinity,
  consumerTimeout: p.consumerTimeout ?? null,
});
