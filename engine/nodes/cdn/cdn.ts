import { z } from 'zod';
import { zCacheContents } from '../../policies/cache-params';
import { cacheFigures } from '../cache-figures';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

/** What an edge keeps: like any cache, but nothing is written through it. */
const zEdgeContents = zCacheContents
  .omit({ writes: true, flushAfter: true, buffer: true, flushAttempts: true })
  .meta({ title: 'Contents' });
const nothingBehind = zCacheContents.pick({ flushAfter: true, buffer: true, flushAttempts: true }).parse({});

export const cdn = defineNode({
  kind: 'cdn',
  title: 'CDN',
  group: 'edge',
  role: 'server',
  description: 'A cache at the edge, near the users: answers what it keeps, and pulls the rest from the origin that it is linked to.',
  alsoCalled: 'edge cache content',
  params: z.strictObject({
    contents: zEdgeContents
      .prefault({ capacity: 100_000, ttl: '1h', singleFlight: true })
      .describe('What it keeps. Left out: 100,000 objects for an hour each, one pull per object at a time.'),
    workers: zWorkers().default(10_000).describe('Requests that it answers at once.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    edgeTime: zWork('1ms', 'Time the edge takes for one request, found or not.'),
    errorRate: zErrorRate(),
  }),
  model: (p) => {
    const contents = { ...nothingBehind, ...p.contents, writes: 'around' as const };
    return {
      role: 'server',
      replicas: 1,
      workers: p.workers,
      blocking: false,
      queueLimit: p.queueLimit,
      ...queueModel(p),
      loadBalancing: 'round-robin',
      replicaCare: noCare,
      work: p.edgeTime,
      errorRate: p.errorRate,
      rateLimit: null,
      hitRatio: null,
      contents,
      figures: cacheFigures(contents),
    };
  },
});
