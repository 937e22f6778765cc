import { z } from 'zod';
import { zCount, zDuration } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const reconnectStorm = defineFault({
  action: 'reconnect-storm',
  title: 'Reconnect storm',
  description:
    'Clients lose their connections together and come back, each with one request beside the usual traffic, and open new connections where the link has mTLS.',
  targets: ['source'],
  tools: {},
  params: z.strictObject({
    clients: zCount('clients', 1, 1_000_000).default(1000).describe('How many come back.'),
    within: zDuration({ max: '1h' }).prefault('5s').describe('Time in which they do, spread over it evenly; 0 for all at once.'),
  }),
  start: (target, { clients, within }, controls) => controls.reconnect(nodeOf(target), clients, within),
});
