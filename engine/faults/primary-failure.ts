import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const primaryFailure = defineFault({
  action: 'primary-failure',
  title: 'Kill the primary',
  description:
    'The primary of a shard dies; what follows is as the database’s failover says. When the fault ends it is back, as a replica if another took its place.',
  targets: ['server'],
  kinds: ['database'],
  tools: {
    'AWS FIS': 'aws:rds:failover-db-cluster',
  },
  params: z.strictObject({ shard: zCount('', 1, 200).default(1).describe('Shard whose primary dies, counted from 1.') }),
  start: (target, { shard }, controls) => controls.killPrimary(nodeOf(target), shard),
});
