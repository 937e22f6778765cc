import { z } from 'zod';
import { zFactor } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const trafficSurge = defineFault({
  action: 'traffic-surge',
  title: 'Traffic surge',
  description: 'The clients send a multiple of their traffic.',
  targets: ['source'],
  tools: {},
  params: z.strictObject({ factor: zFactor(0, 100).default(3).describe('Traffic is multiplied by this.') }),
  start: (target, { factor }, controls) => controls.surge(nodeOf(target), factor),
});
