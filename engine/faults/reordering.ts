import { z } from 'zod';
import { zDuration, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const reordering = defineFault({
  action: 'reordering',
  title: 'Reorder messages',
  description: 'Some messages come late, so that others overtake them.',
  targets: ['queue', 'log'],
  tools: {},
  params: z.strictObject({
    share: zShare().default(0.1).describe('Share of the messages that are late.'),
    delay: zDuration({ min: '1ms', max: '1h' }).prefault('500ms').describe('How much later they come.'),
  }),
  start: (target, { share, delay }, controls) => controls.holdBack(nodeOf(target), { share, delay }),
});
