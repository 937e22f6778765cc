import { z } from 'zod';
import { zShare } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const payloadCorruption = defineFault({
  action: 'payload-corruption',
  title: 'Garble answers',
  description:
    'Good answers reach the caller as something that it cannot read. The callee has done its work, effects and all; the call has failed.',
  targets: ['link'],
  tools: {
    'Chaos Mesh': 'HTTPChaos replace',
    Litmus: 'pod-http-modify-body',
  },
  params: z.strictObject({ share: zShare().default(0.1).describe('Share of the good answers that nobody can read.') }),
  start: (target, { share }, controls) => controls.corrupt(linkOf(target), share),
});
