import { z } from 'zod';
import { zShare } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const packetLoss = defineFault({
  action: 'packet-loss',
  title: 'Lose packets',
  description: 'A share of the trips over the link is lost and has to be sent again, which takes 200 ms or more.',
  targets: ['link'],
  tools: {
    'AWS FIS': 'aws:ecs:task-network-packet-loss, aws:eks:pod-network-packet-loss',
    'Chaos Mesh': 'NetworkChaos loss',
    Litmus: 'pod-network-loss',
    Gremlin: 'Packet Loss',
  },
  params: z.strictObject({ share: zShare().default(0.1).describe('Share of trips lost, on top of the link’s own loss.') }),
  start: (target, { share }, controls) => controls.lose(linkOf(target), share),
});
