import { protocolNames } from '../../../engine/design/protocols';
import type { DesignLink } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { randomPolicy } from './policies';
import { randomSize, randomTime } from './times';

export const randomLink = (draw: Draw, id: string, from: string, to: string): DesignLink => ({
  id,
  from,
  to,
  protocol: draw.chance(0.4) ? 'local' : draw.one(protocolNames),
  network: {
    ...draw.maybe(0.3, () => ({ latency: randomTime(draw, 5) })),
    ...draw.maybe(0.2, () => ({ loss: draw.between(0, 0.3) })),
    ...draw.maybe(0.3, () => ({ bandwidth: draw.one([0.1, 1, 10, 1000]) })),
    ...draw.maybe(0.15, () => ({ tls: { handshake: randomTime(draw, 5), callsPerConnection: draw.one([1, 3, 50]) } })),
    ...draw.maybe(0.2, () => ({ request: randomSize(draw), answer: randomSize(draw) })),
  },
  policy: randomPolicy(draw),
});
