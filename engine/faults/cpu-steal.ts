import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf, replicasOf } from './definition';

export const cpuSteal = defineFault({
  action: 'cpu-steal',
  title: 'Steal CPU',
  description:
    'Somebody else on the same machine takes a share of the processor: work on some of the replicas takes longer, on the others not.',
  targets: ['server'],
  perReplica: true,
  tools: {
    'AWS FIS': 'aws:ecs:task-cpu-stress, aws:eks:pod-cpu-stress',
    'Chaos Mesh': 'StressChaos cpu',
    Litmus: 'pod-cpu-hog, node-cpu-hog',
    Gremlin: 'CPU',
  },
  params: z.strictObject({
    share: z
      .number()
      .min(0)
      .max(0.99)
      .default(0.5)
      .meta({ unit: 'share' })
      .describe('Share of the processor that is gone. At 0.5 work takes twice as long, at 0.9 ten times.'),
    count: zCount('replicas', 1, 500)
      .default(1)
      .describe('Replicas that it is taken from, the first ones that are up. Not asked where the target names a share of them.'),
  }),
  start: (target, { share, count }, controls) => controls.steal(nodeOf(target), replicasOf(target, count), share),
});
