import { md5 } from '@noble/hashes/legacy.js';

/** Points that one MD5 gives. */
const PER_HASH = 4;
const OWNERS = 65_536;

export interface RingServer {
  readonly name: string;
  /** At least 0; only its share of the sum counts. */
  readonly weight: number;
}

/**
 * Consistent hashing on a ketama ring: each server owns points on a circle of 32 bits, and a key belongs to the server of the first point
 * at or after its own. A server that comes or goes moves only the keys that it gets or had.
 * @see engine/SOURCES.md#consistent-hashing
 */
export class KetamaRing {
  /** Point × 65,536 + number of its owner, rising. */
  private readonly entries: Float64Array;

  /**
   * @param virtualNodes points per server of average weight
   * @param known keeps each server's points from one ring to the next
   */
  constructor(servers: readonly RingServer[], virtualNodes = 160, known: Map<string, Uint32Array> = new Map()) {
    const total = servers.reduce((sum, { weight }) => sum + weight, 0);
    const hashes = Math.max(1, Math.floor(virtualNodes / PER_HASH));
    const entries: number[] = [];
    servers.forEach(({ name, weight }, owner) => {
      const share = total > 0 ? (weight * servers.length) / total : 1;
      for (const point of pointsOf(name, Math.floor(hashes * share), known)) entries.push(point * OWNERS + owner);
    });
    this.entries = Float64Array.from(entries).sort();
  }

  /** Number of points. */
  get size(): number {
    return this.entries.length;
  }

  /** Number of the server that owns the point; -1 on an empty ring. */
  owner(point: number): number {
    return this.entries.length === 0 ? -1 : this.ownerAt(this.first(point));
  }

  /**
   * With bounded load: the first server on the way round that has room; the owner itself where none has.
   * @param loads calls in flight by server
   * @param limits what each server may hold
   */
  ownerWithRoom(point: number, loads: ArrayLike<number>, limits: ArrayLike<number>): number {
    const { length } = this.entries;
    if (length === 0) return -1;
    const first = this.first(point);
    for (let step = 0, at = first; step < length; step++) {
      const owner = this.ownerAt(at);
      if (loads[owner]! < limits[owner]!) return owner;
      at = at + 1 === length ? 0 : at + 1;
    }
    return this.ownerAt(first);
  }

  private ownerAt(at: number): number {
    return this.entries[at]! % OWNERS;
  }

  /** Place of the first point at or after this one; past the last comes the first. */
  private first(point: number): number {
    const { entries } = this;
    const wanted = point * OWNERS;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low === entries.length ? 0 : low;
  }
}

/** Where a key lies on the circle: the first four bytes of its MD5, low byte first. */
export const pointOfKey = (key: string): number => word(md5(bytesOf(key)), 0);

/**
 * Most that a server may hold when this call is added (Mirrokni, Thorup and Zadimoghaddam): the average of all calls times `factor`, rounded up.
 * @param inFlight calls that all servers hold, the new one not counted
 * @param share of the servers' weights, 1 / n where all are equal
 */
export const boundedLimit = (factor: number, inFlight: number, share: number): number => Math.ceil(factor * (inFlight + 1) * share);

/** Points of a server: four out of each MD5 of its name and a number. */
function pointsOf(name: string, hashes: number, known: Map<string, Uint32Array>): Uint32Array {
  const kept = known.get(name);
  if (kept !== undefined && kept.length >= hashes * PER_HASH) return kept.subarray(0, hashes * PER_HASH);
  const points = new Uint32Array(hashes * PER_HASH);
  for (let i = 0; i < hashes; i++) {
    const digest = md5(bytesOf(`${name}-${i}`));
    for (let j = 0; j < PER_HASH; j++) points[i * PER_HASH + j] = word(digest, j * 4);
  }
  known.set(name, points);
  return points;
}

/** Names and keys of ours are ASCII. */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
