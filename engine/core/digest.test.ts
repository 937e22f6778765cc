import { expect, test } from 'vitest';
import { Digest } from './digest';
import { Rng } from './rng';

type Event = readonly [number, number, number];
const digestOf = (...events: readonly Event[]): string => {
  const digest = new Digest();
  for (const [a, b, c] of events) digest.mix(a, b, c);
  return digest.hex();
};

test('the digest of a known sequence is pinned, so that every engine is compared with it', () => {
  expect(digestOf()).toBe('9ca70078b5614642');
  expect(digestOf([1, 2, 3], [8.64e15, -1, 0], [2 ** 31, 2 ** 32 - 1, 7])).toBe('7afb05ba76ecc9aa');
});

test('16 hexadecimal digits; reading changes nothing', () => {
  const digest = new Digest();
  digest.mix(1, 2, 3);
  expect(digest.hex()).toMatch(/^[0-9a-f]{16}$/);
  expect(digest.hex()).toBe(digest.hex());
});

test('order, place and number of events all matter', () => {
  const variants: readonly (readonly Event[])[] = [
    [],
    [[0, 0, 0]],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [
      [4, 5, 6],
      [1, 2, 3],
    ],
    [
      [1, 3, 2],
      [4, 5, 6],
    ],
    [
      [2, 1, 3],
      [4, 5, 6],
    ],
    [
      [3, 2, 1],
      [4, 5, 6],
    ],
    [
      [1, 2, 3],
      [4, 5, 7],
    ],
    [[1, 2, 3]],
  ];
  expect(new Set(variants.map((events) => digestOf(...events))).size).toBe(variants.length);
});

test('two runs that have differed never meet again, whatever follows', () => {
  // Method: undo the steps. If each has an inverse, no two states can lead to one.
  const inverse = (odd: number): number => {
    let x = odd; // Newton: every round doubles the bits that are right.
    for (let round = 0; round < 5; round++) x = Math.imul(x, 2 - Math.imul(odd, x));
    return x;
  };
  const rng = Rng.root(41);
  const events: Event[] = Array.from({ length: 1000 }, () => [rng.int(2 ** 32), rng.int(2 ** 32), rng.int(2 ** 32)]);
  const digest = new Digest();
  const { lanes } = digest as unknown as { readonly lanes: Int32Array };
  const start = [...lanes];
  for (const [a, b, c] of events) digest.mix(a, b, c);
  expect([...lanes]).not.toEqual(start);
  let [first, second] = lanes as unknown as [number, number];
  for (const [a, b, c] of events.toReversed()) {
    const turned = second ^ first;
    const y = (turned << 15) | (turned >>> 17);
    const sum = first - y;
    const x = (sum << 19) | (sum >>> 13);
    first = Math.imul(x, inverse(0x85ebca6b)) ^ a;
    second = Math.imul(y - c, inverse(0xc2b2ae35 | 0)) ^ b;
  }
  expect([first, second]).toEqual(start);
});

test('30,000 runs that differ in one event: no two digests alike, each bit set in half of them', () => {
  const bits = new Float64Array(64);
  const seen = new Set<string>();
  const rng = Rng.root(40);
  const n = 30_000;
  for (let i = 0; i < n; i++) {
    // Events as they come: close times, small kinds, few nodes; the last event says nothing.
    const hex = digestOf([1000 + i, 1, 2], [2000, rng.int(2), 3]);
    const other = digestOf([1000 + i, 1, 2], [2000, 2, 3]);
    seen.add(other);
    for (let bit = 0; bit < 64; bit++) if (((Number.parseInt(hex[bit >> 2]!, 16) >> (bit & 3)) & 1) === 1) bits[bit]!++;
  }
  expect(seen.size).toBe(n);
  // Binomial, 64 bits at once: 4.3 standard deviations are 99.9 %.
  for (const count of bits) expect(Math.abs(count - n / 2)).toBeLessThan(4.3 * Math.sqrt(n / 4));
});

test('one flipped bit anywhere moves about half of the digest', () => {
  const events: Event[] = Array.from({ length: 20 }, (_, i) => [i * 1_000_003, i % 5, i % 7]);
  const whole = BigInt(`0x${digestOf(...events)}`);
  let flips = 0;
  let changed = 0;
  for (let at = 0; at < events.length; at++) {
    for (let field = 0; field < 3; field++) {
      for (let bit = 0; bit < 32; bit++) {
        const other = events.map((event, i) =>
          i === at ? event.map((x, f) => (f === field ? x ^ (1 << bit) : x)) : event,
        ) as unknown as Event[];
        let difference = whole ^ BigInt(`0x${digestOf(...other)}`);
        expect(difference).not.toBe(0n);
        for (; difference > 0n; difference >>= 1n) changed += Number(difference & 1n);
        flips++;
      }
    }
  }
  expect(changed / flips).toBeGreaterThan(30);
  expect(changed / flips).toBeLessThan(34);
});
