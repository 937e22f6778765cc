import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const memoryLeak = defineFault({
  action: 'memory-leak',
  title: 'Memory leak',
  description:
    'Each replica runs out of memory after a while, dies with everything in it, and starts anew. They die one after the other, spread evenly over the time that it takes.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:eks:pod-memory-stress',
    'Chaos Mesh': 'StressChaos memory',
    Litmus: 'pod-memory-hog',
    Gremlin: 'Memory',
  },
  params: z.strictObject({
    lifetime: zDuration({ min: '1ms', max: '1d' })
      .prefault('30s')
      .describe('Time from the start of a replica until it has no memory left.'),
    restart: zDuration({ min: '1ms', max: '1h' }).prefault('5s').describe('Time until it starts again.'),
  }),
  start: (target, { lifetime, restart }, controls) => controls.leakMemory(nodeOf(target), lifetime, restart),
});
