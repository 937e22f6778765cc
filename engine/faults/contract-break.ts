import { z } from 'zod';
import { zFields } from '../policies/contract-params';
import { defineFault, nodeOf } from './definition';

export const contractBreak = defineFault({
  action: 'contract-break',
  title: 'Break the contract',
  description: 'Answers and events of the node no longer hold some of their fields. Whoever needs one of them fails.',
  targets: ['server'],
  tools: {
    'Chaos Mesh': 'HTTPChaos replace',
    Litmus: 'pod-http-modify-body',
  },
  params: z.strictObject({
    fields: zFields().prefault([]).describe('Fields that are gone. Left empty: all of them.'),
  }),
  start: (target, { fields }, controls) => controls.breakContract(nodeOf(target), fields),
});
