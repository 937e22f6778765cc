import { z } from 'zod';
import { zDistribution } from '../../core/distribution';
import { zCount, zDuration } from '../../core/fields';
import { defineNode } from '../definition';
import { noCare, zErrorRate, zWork } from '../server-fields';

export const serverlessFunction = defineNode({
  kind: 'function',
  title: 'Function',
  group: 'compute',
  role: 'server',
  description: 'Serverless code: the calls themselves start its instances, and idle ones are let go.',
  alsoCalled: 'lambda serverless faas',
  params: z.strictObject({
    concurrency: zCount('calls', 1, 1000).default(1).describe('Calls that one instance works on at once.'),
    limit: zCount('instances', 1, 10_000)
      .default(100)
      .describe('Most instances at one time; calls beyond what they can take are throttled.'),
    coldStart: zDistribution
      .prefault({ kind: 'lognormal', p50: '250ms', p99: '1500ms' })
      .describe('Time from the call that finds no warm instance until a new one can work on it.'),
    keepAlive: zDuration({ min: '1ms', max: '1d' }).prefault('10min').describe('An instance without calls is kept warm for this long.'),
    provisioned: zCount('instances', 0, 10_000).default(0).describe('Instances that are kept warm from the start, calls or not.'),
    serviceTime: zWork(
      '20ms',
      'Time one call takes on a warm instance, downstream calls not counted. Used where no operation says otherwise.',
    ),
    errorRate: zErrorRate(),
  }),
  model: (p) => ({
    role: 'server',
    replicas: 0,
    workers: p.concurrency,
    blocking: true,
    // Calls wait only for the instance that they have started.
    queueLimit: 1_000_000_000,
    discipline: { kind: 'fifo' },
    maxQueueWait: null,
    concurrencyLimit: null,
    loadBalancing: 'round-robin',
    replicaCare: {
      ...noCare,
      startup: p.coldStart,
      onDemand: { limit: p.limit, provisioned: Math.min(p.provisioned, p.limit), keepAlive: p.keepAlive },
    },
    work: p.serviceTime,
    errorRate: p.errorRate,
    rateLimit: null,
    hitRatio: null,
  }),
});
