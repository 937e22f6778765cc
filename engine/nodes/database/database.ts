import { z } from 'zod';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const database = defineNode({
  kind: 'database',
  title: 'Database',
  group: 'data',
  role: 'server',
  description: 'A store that runs queries on a bounded number of connections.',
  params: z.strictObject({
    connections: zWorkers('connections').default(20).describe('Queries that run at once.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    queryTime: zWork('2ms', 'Time one query takes once it has a connection. Used where no operation says otherwise.'),
    errorRate: zErrorRate(),
  }),
  model: (p) => ({
    role: 'server',
    replicas: 1,
    workers: p.connections,
    blocking: true,
    queueLimit: p.queueLimit,
    ...queueModel(p),
    loadBalancing: 'round-robin',
    replicaCare: noCare,
    work: p.queryTime,
    errorRate: p.errorRate,
    rateLimit: null,
    hitRatio: null,
  }),
});
