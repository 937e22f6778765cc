import { z } from 'zod';
import { type Distribution, zDistribution } from '../core/distribution';
import { zCount, zShare } from '../core/fields';
import { type ConcurrencyLimitParams, zConcurrencyLimit } from '../policies/concurrency-params';
import { type DisciplineParams, zDiscipline } from '../policies/discipline-params';
import { type RateLimitParams, zRateLimit } from '../policies/rate-limit-params';
import { type LoadBalancing, zAutoscaling, zHealthCheck, zOutlierEjection, zPauses, zWarmUp } from '../policies/replica-params';
import type { ReplicaModel } from './definition';

// Fields that several kinds of server share, so that the same thing has the same words everywhere.

export const zReplicas = (of = 'replicas') => zCount(of, 1, 500);
export const zWorkers = (of = 'workers') => zCount(of, 1, 10_000);
export const zQueueLimit = () =>
  zCount('calls', 0, 1_000_000_000).default(100).describe('Calls that may wait at one replica; further ones are rejected at once.');
/** How waiting calls are treated: the same words for every kind of server. */
export const queueing = {
  discipline: zDiscipline.describe(
    'Which waiting call is served next. With processor sharing none waits: all are worked on at once, each more slowly the more there are.',
  ),
  concurrencyLimit: zConcurrencyLimit
    .optional()
    .describe(
      'A bound on the calls in one replica, waiting ones included, that finds its own height; calls above it are shed. None when left out.',
    ),
  maxQueueWait: zDistribution
    .optional()
    .describe(
      'A call that has waited this long for a worker is dropped. A random time stands for callers’ patience. No bound when left out.',
    ),
};
/** The same as the model takes it. */
export const queueModel = (p: {
  readonly discipline: DisciplineParams;
  readonly maxQueueWait?: Distribution | undefined;
  readonly concurrencyLimit?: ConcurrencyLimitParams | undefined;
}) => ({
  discipline: p.discipline,
  maxQueueWait: p.maxQueueWait ?? null,
  concurrencyLimit: p.concurrencyLimit ?? null,
});
/** How replicas come, ail and go: for kinds that run in several copies. */
export const replicaCare = {
  startup: zDistribution
    .optional()
    .describe(
      'Time until a replica that starts during the run can take calls. Replicas that are there at the start are ready. None when left out.',
    ),
  warmUp: zWarmUp.optional().describe('A replica that has started during the run is slow at first. Never slow when left out.'),
  pauses: zPauses.optional().describe('Each replica stands still now and then, as garbage collection makes it. Never when left out.'),
  healthCheck: zHealthCheck
    .optional()
    .describe('Finds dead replicas by probes, so that they get calls until it has. Left out, a death is known at once.'),
  outlierEjection: zOutlierEjection
    .optional()
    .describe('Takes replicas that fail calls in a row out of the balancing for a while. Never when left out.'),
  autoscaling: zAutoscaling
    .optional()
    .describe('Adds and takes away replicas by utilization, as the Kubernetes autoscaler does. The number stays as it is when left out.'),
};
type CareParams = z.output<z.ZodObject<typeof replicaCare>>;
/** The same as the model takes it. */
const careModel = (p: CareParams): ReplicaModel => ({
  startup: p.startup ?? null,
  warmUp: p.warmUp ?? null,
  pauses: p.pauses ?? null,
  healthCheck: p.healthCheck ?? null,
  outlierEjection: p.outlierEjection ?? null,
  autoscaling: p.autoscaling ?? null,
  onDemand: null,
});
/** For kinds whose replicas are always there and always well. */
export const noCare: ReplicaModel = careModel({});
export const zErrorRate = () => zShare().default(0).describe('Share of finished work that fails.');
export const zMode = (fallback: 'blocking' | 'async') =>
  z
    .enum(['blocking', 'async'])
    .default(fallback)
    .describe('A blocking worker is held while it waits for downstream calls; an async one is free meanwhile.');
export const zWork = (fallback: string, what: string) => zDistribution.prefault(fallback).describe(what);
export const zDoorLimit = () =>
  zRateLimit
    .optional()
    .describe('How many calls are let in; one too many gets 429. It asks before a worker is taken. No limit when left out.');

interface ReplicatedParams extends CareParams {
  readonly replicas: number;
  readonly workers: number;
  readonly mode: 'blocking' | 'async';
  readonly queueLimit: number;
  readonly discipline: DisciplineParams;
  readonly maxQueueWait?: Distribution | undefined;
  readonly concurrencyLimit?: ConcurrencyLimitParams | undefined;
  readonly loadBalancing: LoadBalancing;
  readonly errorRate: number;
  readonly rateLimit?: RateLimitParams | undefined;
}
/** What the model of a node of our own replicas takes from its params: all but its work. */
export const replicatedModel = (p: ReplicatedParams) => ({
  role: 'server' as const,
  replicas: p.replicas,
  workers: p.workers,
  blocking: p.mode === 'blocking',
  queueLimit: p.queueLimit,
  ...queueModel(p),
  loadBalancing: p.loadBalancing,
  replicaCare: careModel(p),
  errorRate: p.errorRate,
  rateLimit: p.rateLimit ?? null,
  hitRatio: null,
});
