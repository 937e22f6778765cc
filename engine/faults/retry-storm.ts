import { z } from 'zod';
import { zDuration, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const retryStorm = defineFault({
  action: 'retry-storm',
  title: 'Trigger a retry storm',
  description:
    'The node fails for a moment and is well again, over and over. Each time its callers retry together; whether the storm dies down is what you want to see.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:lambda:invocation-error',
    'Chaos Mesh': 'HTTPChaos abort under a Schedule',
    Litmus: 'pod-http-status-code',
  },
  params: z.strictObject({
    share: zShare().default(1).describe('Share of the finished work that fails in such a moment.'),
    length: zDuration({ min: '1ms', max: '1h' }).prefault('1s').describe('How long each moment is.'),
    every: zDuration({ min: '2ms', max: '1d' })
      .prefault('30s')
      .describe('From the start of one to the start of the next; at once after it when shorter.'),
  }),
  start: (target, blip, controls) => controls.blip(nodeOf(target), blip),
});
