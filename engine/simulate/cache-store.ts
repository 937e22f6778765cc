import type { Rng } from '../core/rng';
import { figure } from '../policies/figures';
import type { CacheContents } from '../policies/cache-params';
import { isAbsent } from '../policies/cache/absent';
import { CacheTable } from '../policies/cache/cache-table';
import type { Act } from './act';
import { CacheFill } from './cache-fill';
import { CacheLookUp } from './cache-look-up';
import { Flights } from './flights';
import type { Machinery } from './machinery';
import type { Replica, ServerState } from './model';
import type { Step } from './operation';
import type { Store } from './store';
import { NEVER, type Task } from './task';
import { WriteBuffer } from './write-buffer';

/**
 * What a cache keeps, key by key. Its obvious operation looks up, asks further on a miss or a write, and keeps what came of that; without
 * anything further it is a cache that its callers fill.
 */
export class CacheStore implements Store {
  readonly before = null;
  readonly relays = true as const;
  readonly table: CacheTable;
  readonly flights: Flights;
  readonly buffer: WriteBuffer;
  private readonly lookUp = new CacheLookUp(this);
  private readonly fill = new CacheFill(this);
  private readonly rng: Rng;
  /** False when an edit has taken the contents away: what goes on in it comes to its end. */
  private on = true;

  constructor(
    readonly node: ServerState,
    public params: CacheContents,
    readonly machinery: Machinery,
  ) {
    this.rng = node.hitRng.fork('contents');
    this.table = new CacheTable(params, this.rng.fork('eviction'));
    this.flights = new Flights(machinery);
    this.buffer = new WriteBuffer(this);
  }

  get after(): Act | null {
    return this.on ? this.lookUp : null;
  }

  get last(): Act | null {
    return this.on ? this.fill : null;
  }

  link(further: Step | null): void {
    this.buffer.link(further);
  }

  /** Takes new parameters, or none: then all that it keeps is gone. */
  configure(params: CacheContents | null): void {
    this.on = params !== null;
    if (params === null) this.flush();
    else {
      this.params = params;
      this.table.configure(params, this.machinery.kernel.now);
      this.count();
    }
  }

  /** Keeps the version that a task has read or written. Where nobody said which that is, it counts as the newest. */
  keep(key: number, { seen, seenOf }: Task): void {
    const { params, machinery } = this;
    const newest = machinery.versions.of(key);
    const version = seenOf !== key || seen > newest ? newest : seen;
    if (newest === 0 && isAbsent(key, params.absentShare)) {
      if (params.negativeTtl !== undefined) this.put(key, 0, true, params.negativeTtl);
    } else this.put(key, version, false, this.life());
  }

  /** Keeps what was written here and nowhere else yet: by then the source has one version more. */
  keepUnwritten(key: number): void {
    this.put(key, this.machinery.versions.of(key) + 1, false, this.life());
  }

  remove(key: number): void {
    this.table.remove(key);
    this.count();
  }

  /** Forgets everything, what was to be written included. */
  flush(): void {
    this.table.clear();
    this.buffer.lose();
    this.count();
  }

  crashed(_replica: Replica): void {
    this.flights.scatter();
    this.flush();
  }

  forsaken(task: Task): void {
    this.flights.forsaken(task);
  }

  /** Brings the figures that the table knows itself up to date. */
  count(): void {
    const figures = this.node.stats.figures!;
    const { table } = this;
    figures.add(figure.expired, table.expired);
    figures.add(figure.evictions, table.evictions);
    table.expired = 0;
    table.evictions = 0;
    if (figures.values[figure.entries] !== table.size) figures.set(figure.entries, table.size);
  }

  private put(key: number, version: number, absent: boolean, life: number): void {
    this.table.put(key, version, absent, life, this.machinery.kernel.now);
    this.count();
  }

  private life(): number {
    const { ttl, ttlJitter } = this.params;
    if (ttl === undefined) return NEVER;
    return ttlJitter === 0 ? ttl : Math.ceil(ttl * (1 - ttlJitter * this.rng.next()));
  }
}
