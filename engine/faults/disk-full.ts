import { z } from 'zod';
import { defineFault, nodeOf } from './definition';

export const diskFull = defineFault({
  action: 'disk-full',
  title: 'Disk full',
  description: 'Every write fails once its work is done, and reads go on as before.',
  targets: ['server'],
  kinds: ['database', 'key-value', 'object-store', 'search-index', 'service'],
  tools: { 'Chaos Mesh': 'IOChaos fault with errno 28', Litmus: 'disk-fill', Gremlin: 'Disk' },
  params: z.strictObject({}),
  start: (target, _, controls) => controls.failWrites(nodeOf(target)),
});
