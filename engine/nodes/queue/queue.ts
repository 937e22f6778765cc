import { z } from 'zod';
import { zCount, zDuration } from '../../core/fields';
import { defineNode } from '../definition';

export const queue = defineNode({
  kind: 'queue',
  title: 'Queue',
  group: 'messaging',
  role: 'queue',
  description: 'Keeps messages until a consumer has worked on them, so that producers need not wait.',
  params: z.strictObject({
    delivery: z
      .enum(['compete', 'fan-out'])
      .default('compete')
      .describe('Compete: each message goes to one of the links. Fan-out: each link gets a copy and a backlog of its own.'),
    capacity: zCount('messages', 1, 1_000_000_000)
      .default(100_000)
      .describe('Messages that may wait per backlog; further ones are dropped and counted.'),
    prefetch: zCount('messages', 1, 100_000).default(20).describe('Messages in work at one time over each outgoing link.'),
    maxDeliveries: zCount('deliveries', 1, 1000).default(5).describe('After this many failed deliveries a message is a dead letter.'),
    redeliveryDelay: zDuration({ max: '1h' }).prefault('1s').describe('Pause before a failed message is delivered again.'),
  }),
  model: (p) => ({
    role: 'queue',
    delivery: p.delivery,
    capacity: p.capacity,
    prefetch: p.prefetch,
    maxDeliveries: p.maxDeliveries,
    redeliveryDelay: p.redeliveryDelay,
  }),
});
