import { invariant } from '../../core/invariant';
import type { Rng } from '../../core/rng';
import type { EvictionParams } from '../cache-params';
import { CountMemory } from './count-memory';
import { Entries } from './entries';
import type { Evictor } from './evictor';
import { makeEvictor } from './make-evictor';
import { SlotIndex } from './slot-index';

export interface CacheTableParams {
  /** Entries that fit. [≥ 1] */
  readonly capacity: number;
  readonly eviction: EvictionParams;
  /** Whether finding an entry begins its time to live anew. */
  readonly renewOnHit: boolean;
}

const FIRST_SLOTS = 16;

/**
 * Keys with what is known of them: a bounded number, each for a limited time. An entry whose time is up takes its place until it is asked for or
 * evicted, as in most caches. Nothing is allocated once the table has grown to its capacity.
 */
export class CacheTable {
  /** Entries, those included whose time is up and for which nobody has asked since. */
  size = 0;
  /** Entries that went to make room. */
  evictions = 0;
  /** Entries that were asked for after their time was up. */
  expired = 0;
  /** The key that the last `put` evicted, or -1. */
  evicted = -1;
  readonly entries = new Entries();
  private readonly index = new SlotIndex(this.entries.keys);
  private evictor: Evictor;
  private memory = new CountMemory(0);
  private free = new Int32Array(0);
  private freeSlots = 0;
  private tick = 0;

  constructor(
    private params: CacheTableParams,
    private readonly rng: Rng,
  ) {
    invariant(params.capacity >= 1, 'a cache holds at least one entry');
    this.evictor = makeEvictor(params.eviction, this.entries, rng);
    this.memory = memoryOf(params);
  }

  /** @returns the slot of the key's entry if it is still good at `now`, else -1 [ns] */
  find(key: number, now: number): number {
    const slot = this.index.find(key);
    if (slot < 0) return -1;
    const { entries } = this;
    if (now > entries.expiresAt[slot]!) {
      this.expired += 1;
      this.release(slot);
      return -1;
    }
    if (this.params.renewOnHit) entries.expiresAt[slot] = now + entries.lives[slot]!;
    this.use(slot, now);
    return slot;
  }

  /**
   * Keeps what was read or written of a key; what goes to make room is in `evicted`.
   * @param life how long it is good: up to and including now + life; `NEVER` for ever [ns]
   */
  put(key: number, version: number, absent: boolean, life: number, now: number): number {
    let slot = this.index.find(key);
    this.evicted = -1;
    if (slot >= 0) this.use(slot, now);
    else slot = this.add(key, now);
    const { entries } = this;
    entries.versions[slot] = version;
    entries.absent[slot] = absent ? 1 : 0;
    entries.lives[slot] = life;
    entries.expiresAt[slot] = now + life;
    return slot;
  }

  /** The key's entry is of this version; that is no use of it. */
  settle(key: number, version: number): void {
    const slot = this.index.find(key);
    if (slot >= 0) this.entries.versions[slot] = version;
  }

  /** @returns whether there was one */
  remove(key: number): boolean {
    const slot = this.index.find(key);
    if (slot < 0) return false;
    this.release(slot);
    return true;
  }

  clear(): void {
    this.entries.keys.fill(-1);
    this.index.clear();
    this.evictor = makeEvictor(this.params.eviction, this.entries, this.rng);
    this.evictor.grow(this.entries.length);
    this.memory = memoryOf(this.params);
    this.size = 0;
    this.listFree(this.entries.length);
  }

  /** Takes new parameters. What fits into the new capacity stays; what does not goes by the old order. [ns] */
  configure(params: CacheTableParams, now: number): void {
    const before = this.params;
    while (this.size > params.capacity) this.evict(now);
    this.params = params;
    const same = JSON.stringify(before.eviction) === JSON.stringify(params.eviction);
    if (same && (params.capacity >= before.capacity || this.entries.length <= params.capacity)) return;
    if (!same) this.memory = memoryOf(params);
    this.rebuild(now);
  }

  private add(key: number, now: number): number {
    if (this.size >= this.params.capacity) this.evict(now);
    if (this.freeSlots === 0) this.grow();
    this.freeSlots -= 1;
    const slot = this.free[this.freeSlots]!;
    const { entries } = this;
    entries.keys[slot] = key;
    entries.uses[slot] = 1 + this.memory.take(key);
    entries.usedAt[slot] = now;
    this.tick += 1;
    entries.ticks[slot] = this.tick;
    this.size += 1;
    this.index.add(slot);
    this.evictor.added(slot, now);
    return slot;
  }

  private use(slot: number, now: number): void {
    const { entries } = this;
    entries.uses[slot] = entries.uses[slot]! + 1;
    if (this.params.eviction.kind !== 'fifo') {
      entries.usedAt[slot] = now;
      this.tick += 1;
      entries.ticks[slot] = this.tick;
    }
    this.evictor.used(slot, now);
  }

  private evict(now: number): void {
    const slot = this.evictor.victim(now);
    this.evicted = this.entries.keys[slot]!;
    this.evictions += 1;
    this.release(slot);
  }

  private release(slot: number): void {
    const { entries } = this;
    this.evictor.removed(slot);
    this.index.remove(slot);
    this.memory.put(entries.keys[slot]!, entries.uses[slot]!);
    entries.keys[slot] = -1;
    this.size -= 1;
    this.free[this.freeSlots] = slot;
    this.freeSlots += 1;
  }

  private grow(): void {
    const { entries } = this;
    const before = entries.length;
    const length = Math.min(this.params.capacity, Math.max(FIRST_SLOTS, 2 * before));
    entries.grow(length);
    this.index.follow(entries.keys);
    this.evictor.grow(length);
    this.free = new Int32Array(length);
    this.listFree(length, before);
  }

  /** All slots from `first` on are free; they are taken in their order. */
  private listFree(length: number, first = 0): void {
    this.freeSlots = 0;
    for (let slot = length - 1; slot >= first; slot--) {
      this.free[this.freeSlots] = slot;
      this.freeSlots += 1;
    }
  }

  /** Puts all entries into the first slots, and tells a new evictor of them in the order of their use. */
  private rebuild(now: number): void {
    const { entries } = this;
    const slots = [...entries.keys.keys()]
      .filter((slot) => entries.keys[slot]! >= 0)
      .toSorted((a, b) => entries.ticks[a]! - entries.ticks[b]!);
    const old = new Entries();
    old.grow(slots.length);
    slots.forEach((slot, i) => old.copy(i, entries, slot));
    const length = Math.min(this.params.capacity, entries.length);
    entries.reset(length);
    this.index.clear();
    this.index.follow(entries.keys);
    this.evictor = makeEvictor(this.params.eviction, entries, this.rng);
    this.evictor.grow(length);
    for (let slot = 0; slot < slots.length; slot++) {
      entries.copy(slot, old, slot);
      this.index.add(slot);
      this.evictor.added(slot, now);
    }
    this.free = new Int32Array(length);
    this.listFree(length, slots.length);
  }
}

const memoryOf = ({ eviction }: CacheTableParams): CountMemory => new CountMemory(eviction.kind === 'lfu' ? eviction.remembered : 0);
