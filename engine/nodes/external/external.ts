import { z } from 'zod';
import { zCount } from '../../core/fields';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zDoorLimit, zErrorRate, zQueueLimit, zWork } from '../server-fields';

export const external = defineNode({
  kind: 'external',
  title: 'Third party',
  group: 'external',
  role: 'server',
  description: 'A system of someone else’s: you know its latency and errors, not its insides.',
  alsoCalled: 'third party provider partner saas payment',
  params: z.strictObject({
    latency: zWork('80ms', 'Time it takes to answer, network apart.'),
    errorRate: zErrorRate(),
    concurrency: zCount('calls', 0, 100_000).default(0).describe('Calls that it works on at once for us; 0 means without limit.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    rateLimit: zDoorLimit(),
  }),
  model: (p) => ({
    role: 'server',
    replicas: 1,
    workers: p.concurrency,
    blocking: true,
    queueLimit: p.queueLimit,
    ...queueModel(p),
    loadBalancing: 'round-robin',
    replicaCare: noCare,
    work: p.latency,
    errorRate: p.errorRate,
    rateLimit: p.rateLimit ?? null,
    hitRatio: null,
  }),
});
