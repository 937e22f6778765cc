import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault } from './definition';

export const consumerPause = defineFault({
  action: 'consumer-pause',
  title: 'Pause consumers',
  description:
    'Consumers take no more messages. All that take from a queue, or over one link from it; or members of a log’s consumer group, whose partitions others get after the session timeout.',
  targets: ['queue', 'delivery', 'group'],
  tools: {},
  params: z.strictObject({
    count: zCount('members', 1, 500)
      .default(1)
      .describe('Members of a log’s consumer group that stand still, the first ones that are there. Of a queue all do.'),
  }),
  start: (target, { count }, controls) => controls.pauseConsumers(target, count),
});
