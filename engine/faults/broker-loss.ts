import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const brokerLoss = defineFault({
  action: 'broker-loss',
  title: 'Lose brokers',
  description:
    'Brokers of a log die. Partitions that they led take and give nothing until another copy leads; what no copy had yet is lost where publishers wait for the leader alone.',
  targets: ['log'],
  params: z.strictObject({ count: zCount('brokers', 1, 100).default(1).describe('Brokers that are lost, the first ones that are up.') }),
  start: (target, { count }, controls) => controls.loseBrokers(nodeOf(target), count),
});
