import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const connectionReset = defineFault({
  action: 'connection-reset',
  title: 'Reset connections',
  description:
    'All connections of the link break at one moment. Calls that are out fail at once, their callees work on unless the link cancels, and whoever retries does so at that moment too.',
  targets: ['link'],
  tools: {
    'Chaos Mesh': 'HTTPChaos abort',
    Litmus: 'pod-http-reset-peer',
    toxiproxy: 'reset_peer',
  },
  params: z.strictObject({
    every: zDuration({ min: '1ms', max: '1d' }).optional().describe('Time until they break again; once only when left out.'),
  }),
  start: (target, { every }, controls) => controls.reset(linkOf(target), every ?? null),
});
