import { z } from 'zod';
import { zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const errorRate = defineFault({
  action: 'error-rate',
  title: 'Fail a share',
  description: 'A share of the node’s finished work fails.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:lambda:invocation-error, aws:fis:inject-api-internal-error',
    'Chaos Mesh': 'HTTPChaos abort',
    Litmus: 'pod-http-status-code',
  },
  params: z.strictObject({ share: zShare().default(0.5).describe('Share of finished work that fails, on top of its own error rate.') }),
  start: (target, { share }, controls) => controls.fail(nodeOf(target), share),
});
