import { z } from 'zod';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zDoorLimit, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const objectStore = defineNode({
  kind: 'object-store',
  title: 'Object store',
  group: 'data',
  role: 'server',
  description: 'Keeps large objects: slow to the first byte, many requests at once, and a read sees every write before it.',
  alsoCalled: 's3 blob bucket files storage',
  params: z.strictObject({
    workers: zWorkers('requests').default(5000).describe('Requests that run at once.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    rateLimit: zDoorLimit(),
    firstByteTime: zWork(
      '30ms',
      'Time to the first byte of an object, or to the end of a write; sending it takes what its size asks of the link.',
    ),
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
    work: p.firstByteTime,
    errorRate: p.errorRate,
    rateLimit: p.rateLimit ?? null,
    hitRatio: null,
    store: { kind: 'database', replication: null, shards: null, rowLocks: null },
  }),
});
