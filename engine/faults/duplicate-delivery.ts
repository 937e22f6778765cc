import { z } from 'zod';
import { zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const duplicateDelivery = defineFault({
  action: 'duplicate-delivery',
  title: 'Duplicate deliveries',
  description: 'Acknowledgements get lost, so that messages that were worked on are delivered once more.',
  targets: ['queue', 'log'],
  tools: {},
  params: z.strictObject({ share: zShare().default(0.1).describe('Share of the acknowledgements that get lost.') }),
  start: (target, { share }, controls) => controls.duplicate(nodeOf(target), share),
});
