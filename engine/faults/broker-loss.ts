import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const brokerLoss = defineFault({
  action: 'broker-loss',
  title: 'Lose brokers',
  description:
    'Brokers of a log die: partitions that they led take and give nothing until another copy leads, and what no copy had yet is lost where publishers wait for the leader alone. A queue has one broker: deliveries that are out are void, and messages that are not durable are lost.',
  targets: ['queue', 'log'],
  tools: {
    Litmus: 'kafka-broker-pod-failure',
    'Chaos Mesh': 'PodChaos pod-failure',
  },
  params: z.strictObject({ count: zCount('brokers', 1, 100).default(1).describe('Brokers that are lost, the first ones that are up.') }),
  start: (target, { count }, controls) => controls.loseBrokers(nodeOf(target), count),
});
