import { z } from 'zod';
import { zBandwidth } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const bandwidthCap = defineFault({
  action: 'bandwidth-cap',
  title: 'Cap the bandwidth',
  description: 'Each direction of the link sends no faster than this; when calls bring more, they queue.',
  targets: ['link'],
  tools: {
    'Chaos Mesh': 'NetworkChaos bandwidth',
    Litmus: 'pod-network-rate-limit',
    toxiproxy: 'bandwidth',
  },
  params: z.strictObject({ bandwidth: zBandwidth().default(1).describe('Most that each direction sends.') }),
  start: (target, { bandwidth }, controls) => controls.cap(linkOf(target), bandwidth),
});
