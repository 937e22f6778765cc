import { z } from 'zod';
import { zShare } from '../../core/fields';
import { zCacheContents } from '../../policies/cache-params';
import { defineNode } from '../definition';
import { cacheFigures } from '../cache-figures';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const cache = defineNode({
  kind: 'cache',
  title: 'Cache',
  group: 'data',
  role: 'server',
  description: 'Answers a share of look-ups at once. On a miss it asks what it is linked to, or the caller’s operation does.',
  alsoCalled: 'redis memcached',
  params: z.strictObject({
    hitRatio: zShare().default(0.8).describe('Share of look-ups that find their key, where nothing is said of the contents.'),
    contents: zCacheContents
      .optional()
      .describe('What it keeps, key by key, so that hits come from what was asked before. Left out: the hit ratio alone says what hits.'),
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
    hitRatio: p.contents ? null : p.hitRatio,
    contents: p.contents ?? null,
    figures: p.contents ? cacheFigures(p.contents) : ['hits', 'misses'],
  }),
});
