import type { Rng } from '../core/rng';
import type { Sampler } from '../core/sampler';
import type { ContractVersion } from '../policies/contract-params';
import type { Access } from './access';
import type { Act } from './act';
import type { Needs } from './contracts';
import type { Limit } from './limit';
import type { RecordedTimes } from './recorded-times';
import { NEVER } from './task';
import type { LinkState } from './link-state';

/** What `compile` makes of a step: one shape, chained; the end of an operation is null. */
export const StepKind = {
  work: 0,
  wait: 1,
  call: 2,
  publish: 3,
  parallel: 4,
  chance: 5,
  lookup: 6,
  cacheCheck: 7,
  decide: 8,
  act: 9,
} as const;

export class Step {
  next: Step | null = null;
  sampler: Sampler | null = null;
  /** Work and wait: takes the place of the sampler for requests of a recording. */
  recorded: RecordedTimes | null = null;
  /** Work: takes what its sampler draws and never fails by itself. */
  plain = false;
  /** Draws failures (work) or branches (chance, cache check). */
  rng: Rng | null = null;
  /** Work: share that fails. Cache check: share that hits. */
  errorRate = 0;
  link: LinkState | null = null;
  operation: Operation | null = null;
  /** 0 fail, 1 ignore, 2 fallback, 3 on with the store's last act. */
  onError = 0;
  /** First steps of the branches; for a look-up: hit, miss. */
  branches: (Step | null)[] = [];
  /** Chance: running sum of the shares, the last one 1. */
  cumulative: number[] = [];
  need = 0;
  /** Publish: number of the event, time to live [ns], and urgency; -1 for the request's own. */
  event = 0;
  ttl = NEVER;
  urgency = -1;
  /** Payload that the call or message takes there, and of its answer; -1 where the step does not say. [bytes] */
  request = -1;
  answer = -1;
  /** Call: what it needs of the answer; null for nothing in particular. */
  needs: Needs | null = null;
  /** Call that reads or writes. */
  access: Access | null = null;
  /** Act: who carries it out. */
  act: Act | null = null;
  /** Decide: the rate limit that asks. */
  limit: Limit | null = null;
  constructor(readonly kind: number) {}
}

export class Operation {
  first: Step | null = null;
  constructor(
    readonly name: string,
    /** Payload of a call of it, and of its answer; -1 where it does not say. [bytes] */
    readonly request = -1,
    readonly answer = -1,
    /** What its answer holds, by version; empty where nothing is declared. */
    readonly versions: readonly ContractVersion[] = [],
  ) {}
}
