import { z } from 'zod';
import { queueFields, queueModelOf } from '../../policies/queue-params';
import { defineNode, messageFigures } from '../definition';

const zFilter = z
  .strictObject({
    link: z.string().min(1).max(64).describe('Link to the subscriber; it starts at this topic.'),
    events: z.array(z.string().min(1).max(64)).max(100).describe('Names of the events that it wants.'),
  })
  .meta({ title: 'Filter' });

export const topic = defineNode({
  kind: 'topic',
  title: 'Topic',
  group: 'messaging',
  role: 'queue',
  description: 'Gives each subscriber a copy of every event: a service with a backlog of its own, or a queue.',
  alsoCalled: 'pubsub sns fan-out broadcast',
  params: z.strictObject({
    ...queueFields,
    filters: z
      .array(zFilter)
      .max(100)
      .prefault([])
      .describe('Subscribers that want some events only. One that is not named here gets every event.'),
  }),
  model: (p) => ({
    ...queueModelOf(p),
    figures: messageFigures,
    delivery: 'fan-out' as const,
    forwards: true,
    maxRounds: 0,
    filters: p.filters,
  }),
});
