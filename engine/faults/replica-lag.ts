import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const replicaLag = defineFault({
  action: 'replica-lag',
  title: 'Replication lag',
  description: 'Writes reach the replicas later than they did.',
  targets: ['server'],
  kinds: ['database'],
  tools: {
    'AWS FIS': 'aws:dynamodb:global-table-pause-replication',
  },
  params: z.strictObject({
    extra: zDuration({ min: '1ms', max: '1h' }).prefault('5s').describe('Added to the lag of each write that is committed meanwhile.'),
  }),
  start: (target, { extra }, controls) => controls.lagReplicas(nodeOf(target), extra),
});
