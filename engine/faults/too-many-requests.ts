import { z } from 'zod';
import { zRate } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const tooManyRequests = defineFault({
  action: 'too-many-requests',
  title: 'Answer 429',
  description:
    'The node lets in no more calls than a quota allows and refuses the rest at its door, as a third party does that has cut your quota.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:fis:inject-api-throttle-error, aws:kinesis:stream-provisioned-throughput-exception',
    'Chaos Mesh': 'HTTPChaos replace with code 429',
    Litmus: 'pod-http-status-code with STATUS_CODE 429',
  },
  params: z.strictObject({
    rate: zRate(0.001, 1_000_000)
      .prefault(10)
      .describe('Calls that it still takes per second, over all its replicas; as many may come at once.'),
  }),
  start: (target, { rate }, controls) => controls.limit(nodeOf(target), rate),
});
