import { z } from 'zod';
import { zCount } from '../../core/fields';
import { queueFields, queueModelOf } from '../../policies/queue-params';
import { defineNode, messageFigures } from '../definition';

export const queue = defineNode({
  kind: 'queue',
  title: 'Queue',
  group: 'messaging',
  role: 'queue',
  description: 'Keeps messages until a consumer has worked on them, so that producers need not wait.',
  alsoCalled: 'rabbitmq sqs jobs tasks',
  params: z.strictObject({
    delivery: z
      .enum(['compete', 'fan-out'])
      .default('compete')
      .describe('Compete: each message goes to one of the links. Fan-out: each link gets a copy and a backlog of its own.'),
    ...queueFields,
    maxRounds: zCount('rounds', 1, 1000)
      .default(10)
      .describe(
        'Times that one message may leave as a dead letter over the link to another queue; after that it stays a dead letter here, so that no message goes round for ever.',
      ),
  }),
  model: (p) => ({
    ...queueModelOf(p),
    figures: messageFigures,
    delivery: p.delivery,
    maxRounds: p.maxRounds,
    forwards: false,
    filters: [],
  }),
});
