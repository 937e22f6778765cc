import { z } from 'zod';
import { zDuration, zShare } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const jitter = defineFault({
  action: 'jitter',
  title: 'Add jitter',
  description: 'Answers of the node, or trips over the link, take longer by a time that is drawn anew for each.',
  targets: ['server', 'link'],
  tools: {
    'AWS FIS': 'aws:ecs:task-network-latency with jitterMilliseconds',
    'Chaos Mesh': 'NetworkChaos delay with jitter',
    Litmus: 'pod-network-latency with JITTER',
    toxiproxy: 'latency with jitter',
  },
  params: z.strictObject({
    most: zDuration({ min: '1us', max: '10min' })
      .prefault('500ms')
      .describe('Most that is added; anything from nothing to this is as likely.'),
    share: zShare().default(1).describe('Share of the answers or trips that it happens to.'),
  }),
  start: (target, { most, share }, controls) =>
    controls.vary('node' in target ? target : { link: linkOf(target) }, { share, least: 0, most }),
});
