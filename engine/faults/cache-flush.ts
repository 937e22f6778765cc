import { z } from 'zod';
import { defineFault, nodeOf } from './definition';

export const cacheFlush = defineFault({
  action: 'cache-flush',
  title: 'Flush cache',
  description: 'A cache forgets all that it keeps, at once. Whatever it was still to write is lost.',
  targets: ['server'],
  tools: {},
  params: z.strictObject({}),
  start: (target, _, controls) => controls.flush(nodeOf(target)),
});
