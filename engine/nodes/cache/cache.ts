import { z } from 'zod';
import { zShare } from '../../core/fields';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const cache = defineNode({
  kind: 'cache',
  title: 'Cache',
  group: 'data',
  role: 'server',
  description: 'Answers a share of look-ups at once. On a miss it asks what it is linked to, or the caller’s operation does.',
  params: z.strictObject({
    hitRatio: zShare().default(0.8).describe('Share of look-ups that find their key.'),
    workers: zWorkers().default(64).describe('Look-ups that run at once.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    lookupTime: zWork('300us', 'Time one look-up takes.'),
    errorRate: zErrorRate(),
  }),
  model: (p) => ({
    role: 'server',
    replicas: 1,
    workers: p.workers,
    blocking: false,
    queueLimit: p.queueLimit,
    ...queueModel(p),
    loadBalancing: 'round-robin',
    replicaCare: noCare,
    work: p.lookupTime,
    errorRate: p.errorRate,
    rateLimit: null,
    hitRatio: p.hitRatio,
    figures: ['hits', 'misses'],
  }),
});
