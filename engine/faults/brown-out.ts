import { z } from 'zod';
import { zDuration, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const brownOut = defineFault({
  action: 'brown-out',
  title: 'Brown-out',
  description:
    'The node is neither up nor down: some of its answers come very late, some work fails, and the rest is as good as ever. What a third party’s bad day looks like.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:lambda:invocation-add-delay and aws:lambda:invocation-error, each with invocationPercentage',
    'Chaos Mesh': 'HTTPChaos delay and abort',
    toxiproxy: 'latency with toxicity',
  },
  params: z.strictObject({
    slow: zShare().default(0.3).describe('Share of the answers that come late.'),
    extra: zDuration({ min: '1us', max: '10min' }).prefault('5s').describe('How much later those come.'),
    errors: zShare().default(0.1).describe('Share of the finished work that fails, on top of the node’s own.'),
  }),
  start: (target, { slow, extra, errors }, controls) => {
    const node = nodeOf(target);
    const late = controls.vary({ node }, { share: slow, least: extra, most: extra });
    const failing = controls.fail(node, errors);
    return () => {
      late();
      failing();
    };
  },
});
