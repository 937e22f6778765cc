import { z } from 'zod';
import { zDuration, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const slowDisk = defineFault({
  action: 'slow-disk',
  title: 'Slow disk',
  description: 'Work that needs the disk takes longer: every write, and the share of everything else that is not found in memory.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:ebs:volume-io-latency',
    'Chaos Mesh': 'IOChaos latency',
    Litmus: 'pod-io-stress',
    Gremlin: 'IO',
  },
  params: z.strictObject({
    extra: zDuration({ min: '1us', max: '1min' }).prefault('50ms').describe('Added to work that needs the disk.'),
    reads: zShare().default(0.1).describe('Share of the work other than writes that needs the disk.'),
  }),
  start: (target, { extra, reads }, controls) => controls.slowDisk(nodeOf(target), extra, reads),
});
