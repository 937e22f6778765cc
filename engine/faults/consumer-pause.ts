import { z } from 'zod';
import { zCount } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const consumerPause = defineFault({
  action: 'consumer-pause',
  title: 'Pause consumers',
  description:
    'Members of a consumer group stand still: they take no records, and the log does not hear of them. After the session timeout others get their partitions.',
  targets: ['group'],
  params: z.strictObject({
    count: zCount('members', 1, 500).default(1).describe('Members that stand still, the first ones that are there.'),
  }),
  start: (target, { count }, controls) => controls.pauseConsumers(linkOf(target), count),
});
