import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const rebalanceStorm = defineFault({
  action: 'rebalance-storm',
  title: 'Rebalance storm',
  description: 'A consumer group shares out its partitions again and again, as when members keep coming and going.',
  targets: ['group'],
  tools: {},
  params: z.strictObject({
    every: zDuration({ min: '1ms', max: '1h' }).prefault('10s').describe('Time from the end of one rebalance to the start of the next.'),
  }),
  start: (target, { every }, controls) => controls.rebalance(linkOf(target), every),
});
