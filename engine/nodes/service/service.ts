import { z } from 'zod';
import { zDistribution } from '../../core/distribution';
import { zLoadBalancing } from '../../policies/replica-params';
import { defineNode } from '../definition';
import {
  queueing,
  replicaCare,
  replicatedModel,
  zDoorLimit,
  zErrorRate,
  zMode,
  zQueueLimit,
  zReplicas,
  zWork,
  zWorkers,
} from '../server-fields';

export const service = defineNode({
  kind: 'service',
  title: 'Service',
  group: 'compute',
  role: 'server',
  description: 'A program that answers calls: replicas, each with workers and a bounded queue.',
  alsoCalled: 'server app api microservice worker',
  params: z.strictObject({
    replicas: zReplicas().default(2).describe('Copies that run side by side.'),
    workers: zWorkers().default(16).describe('Calls that one replica works on at once.'),
    mode: zMode('blocking'),
    queueLimit: zQueueLimit(),
    ...queueing,
    serviceTime: zWork('5ms', 'Time a worker needs for one call, downstream calls not counted. Used where no operation says otherwise.'),
    tokenCheck: zDistribution
      .optional()
      .describe('Time a worker needs before each call to check the caller’s token and rights. No check when left out.'),
    errorRate: zErrorRate(),
    rateLimit: zDoorLimit(),
    loadBalancing: zLoadBalancing,
    ...replicaCare,
  }),
  model: (p) => ({ ...replicatedModel(p), work: p.serviceTime, tokenCheck: p.tokenCheck ?? null }),
});
