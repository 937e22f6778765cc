import { ConcurrencyLimit } from '../policies/concurrency-limit';
import type { ConcurrencyLimitParams } from '../policies/concurrency-params';
import type { Replica } from './model';

/** Brings the replica's adaptive limit in step with what its node says. */
export function fitConcurrency(replica: Replica): void {
  replica.concurrency = concurrencyLimitOf(replica.concurrency, replica.node.model.concurrencyLimit ?? undefined);
}

/** An adaptive limit keeps its height when it is told something new. */
export function concurrencyLimitOf(limit: ConcurrencyLimit | null, params: ConcurrencyLimitParams | undefined): ConcurrencyLimit | null {
  if (params === undefined) return null;
  if (limit === null) return new ConcurrencyLimit(params);
  limit.configure(params);
  return limit;
}
