import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const poolExhaustion = defineFault({
  action: 'pool-exhaustion',
  title: 'Exhaust the pool',
  description: 'Connections, or workers, are taken and never given back, as a leak does. Calls that hold one keep it until they are done.',
  targets: ['server'],
  tools: {},
  params: z.strictObject({
    left: zCount('workers', 0, 10_000).default(1).describe('Connections or workers that are left, at each replica.'),
  }),
  start: (target, { left }, controls) => controls.exhaust(nodeOf(target), left),
});
