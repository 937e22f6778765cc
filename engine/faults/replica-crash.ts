import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf, replicasOf } from './definition';

export const replicaCrash = defineFault({
  action: 'replica-crash',
  title: 'Crash replicas',
  description: 'Replicas die with everything in them and start again, empty, when the fault ends.',
  targets: ['server'],
  perReplica: true,
  tools: {
    'AWS FIS': 'aws:ecs:stop-task, aws:eks:pod-delete, aws:ec2:stop-instances',
    'Chaos Mesh': 'PodChaos pod-failure, PodChaos pod-kill',
    Litmus: 'pod-delete, container-kill',
    Gremlin: 'Shutdown, Process Killer',
  },
  params: z.strictObject({
    count: zCount('replicas', 1, 500)
      .default(1)
      .describe('Replicas that crash, the first ones that are up. Not asked where the target names a share of them.'),
  }),
  start: (target, { count }, controls) => controls.crash(nodeOf(target), replicasOf(target, count)),
});
