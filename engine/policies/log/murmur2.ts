/** The seed that Kafka's clients use. */
const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** MurmurHash2 of bytes, as Kafka's clients compute it. @returns a signed 32-bit number @see engine/SOURCES.md#log */
export function murmur2(bytes: Uint8Array): number {
  const { length } = bytes;
  const whole = length - (length % 4);
  let h = SEED ^ length;
  for (let i = 0; i < whole; i += 4) h = mix(h, bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
  if (whole < length) {
    for (let i = length - 1; i >= whole; i--) h ^= bytes[i]! << (8 * (i - whole));
    h = Math.imul(h, M);
  }
  return finish(h);
}

/** The same for a key that is a whole number, 0 … 2^53, sent as eight bytes, the highest first (Kafka's LongSerializer). */
export function murmur2OfNumber(key: number): number {
  const high = Math.floor(key / 0x1_0000_0000);
  return finish(mix(mix(SEED ^ 8, turned(high)), turned(key | 0)));
}

/** Which of `count` partitions a key belongs to. */
export const partitionOf = (key: number, count: number): number => (murmur2OfNumber(key) & 0x7fffffff) % count;

function mix(h: number, word: number): number {
  let k = Math.imul(word, M);
  k ^= k >>> 24;
  return Math.imul(h, M) ^ Math.imul(k, M);
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 13);
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}

/** The four bytes of a word in the other order. */
const turned = (word: number): number => ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
