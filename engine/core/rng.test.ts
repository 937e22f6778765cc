import { describe, expect, test } from 'vitest';
import { chiSquare, chiSquareInterval, correlation, KS999, kolmogorovSmirnov, normalCdf, Z999 } from '../../test/statistics';
import { Digest } from './digest';
import { Rng } from './rng';

const many = (n: number, draw: () => number) => Float64Array.from({ length: n }, draw);

/** Puts known words in, to compare with the published generator. */
function withState(...words: number[]): Rng {
  const rng = Rng.root(0);
  (rng as unknown as { state: Int32Array }).state.set(words);
  return rng;
}

test('is xoshiro128++: the reference output for state 1 2 3 4', () => {
  // Source: the generator's reference C code, run by the rand_xoshiro crate's tests.
  const reference = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420];
  const rng = withState(1, 2, 3, 4);
  for (let i = 0; i < reference.length; i += 2) {
    // A draw is 27 bits of one word and 26 of the next.
    const expected = ((reference[i]! >>> 5) * 2 ** 26 + (reference[i + 1]! >>> 6)) / 2 ** 53;
    expect(rng.next()).toBe(expected);
  }
});

test('the first draws are pinned, so that every engine is compared with them', () => {
  const rng = Rng.root(42).fork('orders').fork('service-time');
  expect([rng.next(), rng.exponential(), rng.normal(), rng.int(1000)]).toEqual([
    0.34093846210971923, 0.47301306084830846, 0.5310352745057296, 74,
  ]);
  // A hundred thousand draws pass through every branch of the ziggurats, tails included.
  const digest = new Digest();
  const words = new Int32Array(2);
  const bits = new Float64Array(words.buffer);
  for (let i = 0; i < 100_000; i++) {
    bits[0] = i % 2 === 0 ? rng.exponential() : rng.normal();
    digest.mix(words[0]!, words[1]!, i);
  }
  expect(digest.hex()).toBe('f81b5e901ae782cc');
});

describe('uniform', () => {
  test.each([
    ['first', 2 ** 8],
    ['middle', 2 ** 24],
    ['last', 2 ** 53],
  ] as const)('%s eight bits are even', (_, scale) => {
    const rng = Rng.root(1).fork('bits');
    const cells = new Float64Array(256);
    for (let i = 0; i < 256_000; i++) cells[Math.floor(rng.next() * scale) % 256]!++;
    const [low, high] = chiSquareInterval(255);
    const found = chiSquare(cells, () => 1000);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
  });

  test('a draw says nothing of the next', () => {
    const rng = Rng.root(2);
    const draws = many(200_001, () => rng.next());
    for (const lag of [1, 2, 4]) {
      const n = draws.length - lag;
      expect(Math.abs(correlation(draws.subarray(0, n), draws.subarray(lag)))).toBeLessThan(Z999 / Math.sqrt(n));
    }
  });

  test('pairs fill the square evenly', () => {
    const rng = Rng.root(3);
    const cells = new Float64Array(1024);
    for (let i = 0; i < 200_000; i++) cells[rng.int(32) * 32 + rng.int(32)]!++;
    const [low, high] = chiSquareInterval(1023);
    const found = chiSquare(cells, () => 200_000 / 1024);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
  });

  test('stays in [0, 1)', () => {
    const rng = Rng.root(4);
    const draws = many(100_000, () => rng.next());
    expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
  });
});

describe('int', () => {
  test.each([2, 3, 10, 97])('0 … %i − 1, evenly', (n) => {
    const rng = Rng.root(5).fork(String(n));
    const cells = new Float64Array(n);
    for (let i = 0; i < 100_000; i++) cells[rng.int(n)]!++;
    expect(chiSquare(cells, () => 100_000 / n)).toBeLessThan(chiSquareInterval(n - 1)[1]);
  });
});

describe('exponential', () => {
  test('follows 1 − e^−x', () => {
    const rng = Rng.root(6);
    expect(
      kolmogorovSmirnov(
        many(500_000, () => rng.exponential()),
        (x) => 1 - Math.exp(-x),
      ),
    ).toBeLessThan(KS999);
  });

  test('beyond the last layer of the ziggurat it is as long as it should be', () => {
    // Method: of n draws, n·e^−R lie beyond R, and what lies beyond is exponential again.
    const rng = Rng.root(7);
    const beyond: number[] = [];
    const n = 4_000_000;
    for (let i = 0; i < n; i++) {
      const x = rng.exponential();
      if (x > 7.69711747013105) beyond.push(x - 7.69711747013105);
    }
    const expected = n * Math.exp(-7.69711747013105);
    expect(Math.abs(beyond.length - expected)).toBeLessThan(Z999 * Math.sqrt(expected));
    expect(kolmogorovSmirnov(Float64Array.from(beyond), (x) => 1 - Math.exp(-x))).toBeLessThan(KS999);
  });

  test('moments', () => {
    // Mean 1, variance 1, fourth central moment 9; so the sample mean and variance have errors of 1/√n and √(8/n).
    const rng = Rng.root(8);
    const n = 1_000_000;
    const draws = many(n, () => rng.exponential());
    const mean = draws.reduce((a, b) => a + b) / n;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
    expect(Math.abs(mean - 1)).toBeLessThan(Z999 / Math.sqrt(n));
    expect(Math.abs(variance - 1)).toBeLessThan(Z999 * Math.sqrt(8 / n));
  });
});

describe('normal', () => {
  test('follows the bell curve', () => {
    const rng = Rng.root(9);
    expect(
      kolmogorovSmirnov(
        many(500_000, () => rng.normal()),
        normalCdf,
      ),
    ).toBeLessThan(KS999);
  });

  test('beyond the last layer of the ziggurat, on both sides', () => {
    const R = 3.6541528853610088;
    const rng = Rng.root(10);
    const n = 4_000_000;
    const sides = [0, 0];
    const beyond: number[] = [];
    for (let i = 0; i < n; i++) {
      const x = rng.normal();
      if (Math.abs(x) > R) {
        sides[x > 0 ? 1 : 0]!++;
        beyond.push(Math.abs(x));
      }
    }
    const tail = 1 - normalCdf(R);
    for (const side of sides) expect(Math.abs(side - n * tail)).toBeLessThan(Z999 * Math.sqrt(n * tail));
    expect(kolmogorovSmirnov(Float64Array.from(beyond), (x) => (normalCdf(x) - 1 + tail) / tail)).toBeLessThan(KS999);
  });

  test('moments', () => {
    const rng = Rng.root(11);
    const n = 1_000_000;
    const draws = many(n, () => rng.normal());
    const moment = (k: number) => draws.reduce((a, b) => a + b ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(Z999 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(Z999 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(Z999 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(Z999 * Math.sqrt(96 / n));
  });
});

describe('fork', () => {
  const first = (rng: Rng) => [rng.next(), rng.next()];

  test('does not depend on what was drawn before', () => {
    const parent = Rng.root(12);
    const before = first(parent.fork('orders'));
    for (let i = 0; i < 1000; i++) parent.exponential();
    expect(first(parent.fork('orders'))).toEqual(before);
  });

  test('drawing from one stream leaves its siblings alone', () => {
    const root = Rng.root(13);
    const alone = first(root.fork('b'));
    const a = root.fork('a');
    const b = root.fork('b');
    a.next();
    expect(first(b)).toEqual(alone);
  });

  test('a path is its names, not their letters', () => {
    const root = Rng.root(14);
    const paths = [
      root,
      root.fork(''),
      root.fork('').fork(''),
      root.fork('ab'),
      root.fork('a').fork('b'),
      root.fork('ba'),
      root.fork('b').fork('a'),
      root.fork('a'),
      Rng.root(15).fork('a'),
    ];
    expect(new Set(paths.map((rng) => first(rng).join())).size).toBe(paths.length);
  });

  test('100,000 streams with names as people give them: no two alike, their first draws even', () => {
    const root = Rng.root(16);
    const seen = new Set<number>();
    const draws: number[] = [];
    for (let i = 0; i < 50_000; i++) {
      for (const use of ['service-time', 'errors']) {
        const draw = root.fork(`service-${i}`).fork(use).next();
        seen.add(draw);
        draws.push(draw);
      }
    }
    expect(seen.size).toBe(draws.length);
    expect(kolmogorovSmirnov(Float64Array.from(draws), (x) => x)).toBeLessThan(KS999);
  });

  test('seeds side by side give streams that have nothing to do with each other', () => {
    const n = 20_000;
    const streams = [0, 1, 2, 1e15, -1, 0.5].map((seed) => {
      const rng = Rng.root(seed);
      return many(n, () => rng.next());
    });
    for (let i = 0; i < streams.length; i++) {
      for (let j = 0; j < i; j++) expect(Math.abs(correlation(streams[i]!, streams[j]!))).toBeLessThan(4.2 / Math.sqrt(n)); // 99.9 % for 15 pairs at once
    }
    const firsts = Float64Array.from({ length: 50_000 }, (_, seed) => Rng.root(seed).next());
    expect(kolmogorovSmirnov(firsts, (x) => x)).toBeLessThan(KS999);
  });
});
