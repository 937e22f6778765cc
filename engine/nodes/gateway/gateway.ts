import { z } from 'zod';
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

export const gateway = defineNode({
  kind: 'gateway',
  title: 'API gateway',
  group: 'edge',
  role: 'server',
  description: 'The one way in: authentication, rate limit and routing before the services.',
  alsoCalled: 'edge proxy load balancer ingress bff',
  params: z.strictObject({
    replicas: zReplicas().default(2).describe('Copies that run side by side.'),
    workers: zWorkers().default(64).describe('Calls that one replica works on at once.'),
    mode: zMode('async'),
    queueLimit: zQueueLimit(),
    ...queueing,
    authTime: zWork('1ms', 'Time a worker needs to authenticate and route one call. Used where no operation says otherwise.'),
    errorRate: zErrorRate(),
    rateLimit: zDoorLimit(),
    loadBalancing: zLoadBalancing,
    ...replicaCare,
  }),
  model: (p) => ({ ...replicatedModel(p), work: p.authTime }),
});
