/** What a cache holds, one slot an entry. Columns grow until they hold the capacity; from then on nothing is allocated. */
export class Entries {
  /** -1 for a slot that is free. */
  keys = new Float64Array(0);
  /** How many writes of the thing there had been when this was read. */
  versions = new Float64Array(0);
  /** Last moment at which it is good; `NEVER` for one without an end. [ns] */
  expiresAt = new Float64Array(0);
  /** How long it is good from its start. [ns] */
  lives = new Float64Array(0);
  /** 1 for the knowledge that there is nothing. */
  absent = new Uint8Array(0);
  /** When it was last asked for; under "first in, first out" when it came. [ns] */
  usedAt = new Float64Array(0);
  /** The same as a number of order. */
  ticks = new Float64Array(0);
  /** How often it was put or found. */
  uses = new Float64Array(0);

  get length(): number {
    return this.keys.length;
  }

  grow(length: number): void {
    const first = this.length;
    this.keys = resized(this.keys, length);
    this.keys.fill(-1, first);
    this.versions = resized(this.versions, length);
    this.expiresAt = resized(this.expiresAt, length);
    this.lives = resized(this.lives, length);
    const absent = new Uint8Array(length);
    absent.set(this.absent.subarray(0, length));
    this.absent = absent;
    this.usedAt = resized(this.usedAt, length);
    this.ticks = resized(this.ticks, length);
    this.uses = resized(this.uses, length);
  }

  /** Leaves so many slots, all of them free. */
  reset(length: number): void {
    this.keys = new Float64Array(0);
    this.grow(length);
  }

  copy(to: number, from: Entries, slot: number): void {
    this.keys[to] = from.keys[slot]!;
    this.versions[to] = from.versions[slot]!;
    this.expiresAt[to] = from.expiresAt[slot]!;
    this.lives[to] = from.lives[slot]!;
    this.absent[to] = from.absent[slot]!;
    this.usedAt[to] = from.usedAt[slot]!;
    this.ticks[to] = from.ticks[slot]!;
    this.uses[to] = from.uses[slot]!;
  }
}

function resized(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const other = new Float64Array(length);
  other.set(column.subarray(0, length));
  return other;
}
