import type { LimitStats } from '../measure/limit-stats';
import { KeyTable } from '../policies/key-table';
import { type Limiter, limitKeys, type RateLimitParams } from '../policies/rate-limit-params';
import { newLimiter } from '../policies/registry';
import type { LinkState } from './link-state';
import type { Operation } from './operation';
import type { Task } from './task';

const ALL = limitKeys.indexOf('all');
const TENANT = limitKeys.indexOf('tenant');

/** The rate limit of a link or node: its limiters, by replica and key, and where their counts lie. */
export class Limit {
  /** Decided on the spot, for all replicas alike. */
  immediate = true;
  /** The link to ask over, and the operation there that decides; null for a limit that keeps its own counts. */
  store: LinkState | null = null;
  question: Operation | null = null;
  private by = 0;
  private perReplica = false;
  /** By replica; those that have not been asked yet are missing. */
  private readonly single: (Limiter | undefined)[] = [];
  private readonly keyed: (KeyTable<Limiter> | undefined)[] = [];

  constructor(
    readonly stats: LimitStats,
    private params: RateLimitParams,
    private readonly since: number,
  ) {
    this.by = limitKeys.indexOf(params.per);
    this.perReplica = params.scope === 'each-replica';
    this.immediate = isImmediate(params);
  }

  /** The design's name of the link to the store. */
  get storeLink(): string | undefined {
    return storeOf(this.params)?.link;
  }

  /** Whether a decision that the store did not answer lets the call pass. */
  get open(): boolean {
    return storeOf(this.params)?.whenDown !== 'closed';
  }

  /**
   * Takes new parameters, if what was counted still means something under them. [ns]
   * @returns false if it does not: a new limit is needed
   */
  configure(params: RateLimitParams, now: number): boolean {
    const { kind, per, scope } = this.params;
    if (params.kind !== kind || params.per !== per || params.scope !== scope || storeOf(params)?.link !== this.storeLink) return false;
    this.params = params;
    for (const limiter of this.single) limiter?.configure(params as never, now);
    for (const table of this.keyed) {
      table?.resize(params.keys);
      table?.forEach((limiter) => limiter.configure(params as never, now));
    }
    this.immediate = isImmediate(params);
    return true;
  }

  /** The limiter that counts this task. [ns] */
  limiterOf(task: Task, replica: number, now: number): Limiter {
    const at = this.perReplica ? replica : 0;
    if (this.by === ALL) return this.single[at] ?? this.newSingle(at);
    const table = this.keyed[at] ?? this.newTable(at);
    return table.of(this.by === TENANT ? task.tenant : task.entity, now);
  }

  private newSingle(at: number): Limiter {
    // It has been there since the limit was, though nobody asked.
    const limiter = newLimiter(this.params, this.since);
    while (this.single.length < at) this.single.push(undefined);
    this.single[at] = limiter;
    return limiter;
  }

  private newTable(at: number): KeyTable<Limiter> {
    const table = new KeyTable(this.params.keys, (now) => newLimiter(this.params, now));
    while (this.keyed.length < at) this.keyed.push(undefined);
    this.keyed[at] = table;
    return table;
  }
}

const storeOf = (params: RateLimitParams) => ('store' in params ? params.store : undefined);

const isImmediate = (params: RateLimitParams): boolean =>
  params.kind !== 'leaky-bucket' && params.scope === 'together' && storeOf(params) === undefined;
