import { z } from 'zod';
import { zDuration } from '../../core/fields';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const searchIndex = defineNode({
  kind: 'search-index',
  title: 'Search index',
  group: 'data',
  role: 'server',
  description: 'A copy of the data that can be searched. What is written to it is found after its next refresh.',
  alsoCalled: 'elasticsearch opensearch lucene',
  params: z.strictObject({
    workers: zWorkers('queries').default(32).describe('Queries and writes that run at once.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    queryTime: zWork('15ms', 'Time one query or write takes.'),
    refresh: zDuration({ min: '0ms', max: '1h' })
      .prefault('1s')
      .describe('Time between two refreshes: a write is found from the first one after it. With 0 it is found at once.'),
    errorRate: zErrorRate(),
  }),
  model: (p) => ({
    role: 'server',
    replicas: 1,
    workers: p.workers,
    blocking: true,
    queueLimit: p.queueLimit,
    ...queueModel(p),
    loadBalancing: 'round-robin',
    replicaCare: noCare,
    work: p.queryTime,
    errorRate: p.errorRate,
    rateLimit: null,
    hitRatio: null,
    store: { kind: 'search-index', refresh: p.refresh },
    figures: ['fresh-reads', 'stale-reads', 'missed-own-writes'],
  }),
});
