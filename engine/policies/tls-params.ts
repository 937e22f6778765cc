import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { zCount } from '../core/fields';

/** Both ends show certificates when they connect (mTLS). */
export const zTls = z
  .strictObject({
    handshake: zDistribution.prefault('2ms').describe('Time of a new connection’s handshake: two trips and the arithmetic of both ends.'),
    callsPerConnection: zCount('calls', 1, 1_000_000)
      .default(1000)
      .describe('Calls that a connection carries before a new one is opened. 1: every call shakes hands.'),
  })
  .meta({ title: 'mTLS' });
