import { z } from 'zod';
import { zCount, zFactor, zShare } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const badDeploy = defineFault({
  action: 'bad-deploy',
  title: 'Bad deploy',
  description:
    'A share of the replicas runs another version, with its errors, its slowness and its contracts. The end of the fault is the rollback.',
  targets: ['server'],
  tools: {},
  params: z.strictObject({
    version: zCount('', 1, 1000).default(2).describe('The version that is rolled out.'),
    share: zShare().default(1).describe('Share of the replicas that get it, rounded up to whole replicas.'),
    errorRate: zShare().default(0.2).describe('Share of its finished work that fails, on top of the node’s.'),
    slowdown: zFactor(0.01, 1000).default(1).describe('Its service times are multiplied by this.'),
  }),
  start: (target, deployment, controls) => controls.deploy(nodeOf(target), deployment),
});
