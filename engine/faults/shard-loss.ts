import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const shardLoss = defineFault({
  action: 'shard-loss',
  title: 'Lose a shard',
  description: 'The primary and all replicas of a shard die together.',
  targets: ['server'],
  kinds: ['database'],
  tools: {},
  params: z.strictObject({ shard: zCount('', 1, 200).default(1).describe('Shard that is lost, counted from 1.') }),
  start: (target, { shard }, controls) => controls.loseShard(nodeOf(target), shard),
});
