import { z } from 'zod';
import { zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const eventLoss = defineFault({
  action: 'event-loss',
  title: 'Lose messages',
  description: 'Messages vanish in the broker after it has taken them, and nobody hears of it.',
  targets: ['queue', 'log'],
  tools: {},
  params: z.strictObject({ share: zShare().default(0.1).describe('Share of the messages that vanish.') }),
  start: (target, { share }, controls) => controls.loseMessages(nodeOf(target), share),
});
