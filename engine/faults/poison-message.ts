import { z } from 'zod';
import { zCount, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const poisonMessage = defineFault({
  action: 'poison-message',
  title: 'Poison messages',
  description: 'Messages that come while it lasts are bad, all or some of them: every consumer fails at them, however often it tries.',
  targets: ['queue', 'log'],
  tools: {},
  params: z.strictObject({
    share: zShare().default(0.01).describe('Share of the messages that are bad, where no entity is named.'),
    entity: zCount('', 0, 1_000_000_000)
      .optional()
      .describe('All messages about this entity are bad, and no others; a share of all messages when left out.'),
  }),
  start: (target, { share, entity }, controls) => controls.poison(nodeOf(target), entity === undefined ? { share } : { entity }),
});
