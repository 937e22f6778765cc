import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { zCount, zShare } from '../core/fields';
import { loadBalancers } from './definition';

// Fields that several kinds of server share, so that the same thing has the same words everywhere.

export const zReplicas = (of = 'replicas') => zCount(of, 1, 500);
export const zWorkers = (of = 'workers') => zCount(of, 1, 10_000);
export const zQueueLimit = () =>
  zCount('calls', 0, 1_000_000_000).default(100).describe('Calls that may wait at one replica; further ones are rejected at once.');
export const zLoadBalancing = () => z.enum(loadBalancers).default('round-robin').describe('How calls are spread over the replicas.');
export const zErrorRate = () => zShare().default(0).describe('Share of finished work that fails.');
export const zMode = (fallback: 'blocking' | 'async') =>
  z
    .enum(['blocking', 'async'])
    .default(fallback)
    .describe('A blocking worker is held while it waits for downstream calls; an async one is free meanwhile.');
export const zWork = (fallback: string, what: string) => zDistribution.prefault(fallback).describe(what);
