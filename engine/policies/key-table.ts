interface Forgetful {
  /** Forgets everything, as if new at `now`. [ns] */
  reset(now: number): void;
}

/**
 * One value per key, for at most so many keys. When there is no room for a new one, the key that was asked for longest ago is forgotten, and its
 * value starts afresh for the new key: the table allocates nothing once it is full.
 */
export class KeyTable<V extends Forgetful> {
  private readonly slotOf = new Map<number, number>();
  // By slot. `newer` and `older` link the slots in the order in which they were asked for; -1 ends the row.
  private readonly values: V[] = [];
  private readonly keys: number[] = [];
  private readonly newer: number[] = [];
  private readonly older: number[] = [];
  private readonly free: number[] = [];
  private newest = -1;
  private oldest = -1;

  constructor(
    private capacity: number,
    private readonly make: (now: number) => V,
  ) {}

  get size(): number {
    return this.slotOf.size;
  }

  /** The key's value, a fresh one if it is not known. [ns] */
  of(key: number, now: number): V {
    let slot = this.slotOf.get(key);
    if (slot === undefined) slot = this.add(key, now);
    else if (slot === this.newest) return this.values[slot]!;
    else this.unlink(slot);
    this.older[slot] = this.newest;
    this.newer[slot] = -1;
    if (this.newest >= 0) this.newer[this.newest] = slot;
    else this.oldest = slot;
    this.newest = slot;
    return this.values[slot]!;
  }

  /** Makes room for more keys, or forgets those that are too many. */
  resize(capacity: number): void {
    this.capacity = capacity;
    while (this.size > capacity) this.free.push(this.forgetOldest());
  }

  forEach(visit: (value: V) => void): void {
    this.values.forEach(visit);
  }

  private add(key: number, now: number): number {
    const slot = this.size >= this.capacity ? this.forgetOldest() : (this.free.pop() ?? this.values.length);
    if (slot === this.values.length) this.values.push(this.make(now));
    else this.values[slot]!.reset(now);
    this.keys[slot] = key;
    this.slotOf.set(key, slot);
    return slot;
  }

  private forgetOldest(): number {
    const slot = this.oldest;
    this.slotOf.delete(this.keys[slot]!);
    this.unlink(slot);
    return slot;
  }

  private unlink(slot: number): void {
    const newer = this.newer[slot]!;
    const older = this.older[slot]!;
    if (newer >= 0) this.older[newer] = older;
    else this.newest = older;
    if (older >= 0) this.newer[older] = newer;
    else this.oldest = newer;
  }
}
