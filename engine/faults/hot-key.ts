import { z } from 'zod';
import { zCount, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const hotKey = defineFault({
  action: 'hot-key',
  title: 'Hot key',
  description: 'A share of the client’s requests is about one and the same thing, whatever they would have been about.',
  targets: ['source'],
  tools: {},
  params: z.strictObject({
    share: zShare().default(0.5).describe('Share of the requests that are about it.'),
    entity: zCount('', 0, 1_000_000_000)
      .default(0)
      .describe('Its number among the client’s entities; 0 is the most popular one of a Zipf draw.'),
  }),
  start: (target, { share, entity }, controls) => controls.heat(nodeOf(target), share, entity),
});
