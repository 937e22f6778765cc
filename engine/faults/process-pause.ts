import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf, replicasOf } from './definition';

export const processPause = defineFault({
  action: 'process-pause',
  title: 'Pause replicas',
  description:
    'Replicas stand still and lose nothing: work stops where it is, calls go on to be sent to them and wait, and only a health check finds out.',
  targets: ['server'],
  perReplica: true,
  tools: { 'Chaos Mesh': 'chaosd attack process stop' },
  params: z.strictObject({
    count: zCount('replicas', 1, 500)
      .default(1)
      .describe('Replicas that stand still, the first ones that are up. Not asked where the target names a share of them.'),
  }),
  start: (target, { count }, controls) => controls.freeze(nodeOf(target), replicasOf(target, count)),
});
