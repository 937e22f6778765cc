import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const replicaCrash = defineFault({
  action: 'replica-crash',
  title: 'Crash replicas',
  description: 'Replicas die with everything in them and start again, empty, when the fault ends.',
  targets: ['server'],
  params: z.strictObject({ count: zCount('replicas', 1, 500).default(1).describe('Replicas that crash.') }),
  start: (target, { count }, controls) => controls.crash(nodeOf(target), count),
});
