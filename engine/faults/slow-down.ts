import { z } from 'zod';
import { zFactor } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const slowDown = defineFault({
  action: 'slow-down',
  title: 'Slow down',
  description: 'All work of the node takes a multiple of its time.',
  targets: ['server'],
  tools: {
    'Chaos Mesh': 'StressChaos cpu',
    Litmus: 'pod-cpu-hog',
    Gremlin: 'CPU',
  },
  params: z.strictObject({ factor: zFactor(1, 1000).default(10).describe('Service times are multiplied by this.') }),
  start: (target, { factor }, controls) => controls.slow(nodeOf(target), factor),
});
