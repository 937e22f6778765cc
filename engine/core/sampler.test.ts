import { describe, expect, test } from 'vitest';
import { gammaCdf, KS999, kolmogorovSmirnov, normalCdf, Z999 } from '../../test/statistics';
import type { Distribution } from './distribution';
import { Rng } from './rng';
import { Sampler } from './sampler';
import { MAX_NANOS, ms, seconds, span } from './units';

const N = 100_000;
const Z99 = 2.3263478740408408;

function draw(distribution: Distribution, name: string): { readonly sampler: Sampler; readonly draws: Float64Array } {
  const sampler = new Sampler(distribution, Rng.root(20).fork(name));
  return { sampler, draws: Float64Array.from({ length: N }, () => sampler.sample()) };
}

interface Case {
  readonly name: string;
  readonly distribution: Distribution;
  /** Closed forms, from a textbook and not from the sampler. [ns] */
  readonly mean: number;
  readonly variance: number;
  readonly cdf: (x: number) => number;
}

const gammaCase = (cv: number): Case => ({
  name: `gamma cv ${cv}`,
  distribution: { kind: 'gamma', mean: ms(5), cv },
  mean: 5e6,
  variance: (5e6 * cv) ** 2,
  cdf: (x) => gammaCdf(cv ** -2, x / (5e6 * cv * cv)),
});

const lognormalCase = (cv: number): Case => {
  const sigma = Math.sqrt(Math.log(1 + cv * cv));
  return {
    name: `lognormal-mean cv ${cv}`,
    distribution: { kind: 'lognormal-mean', mean: ms(5), cv },
    mean: 5e6,
    variance: (5e6 * cv) ** 2,
    cdf: (x) => normalCdf((Math.log(x / 5e6) + (sigma * sigma) / 2) / sigma),
  };
};

const hyperCase = (cv: number): Case => {
  const p = (1 + Math.sqrt((cv * cv - 1) / (cv * cv + 1))) / 2;
  return {
    name: `hyperexponential cv ${cv}`,
    distribution: { kind: 'hyperexponential', mean: ms(5), cv },
    mean: 5e6,
    variance: (5e6 * cv) ** 2,
    cdf: (x) => 1 - p * Math.exp((-2 * p * x) / 5e6) - (1 - p) * Math.exp((-2 * (1 - p) * x) / 5e6),
  };
};

/** Moments of the bounded Pareto, E[X^k] = ∫ x^k dF, in the form of the literature; not for shape = k. */
const paretoCase = (shape: number, min: number, max: number): Case => {
  const moment = (k: number) => ((shape / (shape - k)) * (min ** k - min ** shape * max ** (k - shape))) / (1 - (min / max) ** shape);
  return {
    name: `pareto shape ${shape}`,
    distribution: { kind: 'pareto', min: span(min), max: span(max), shape },
    mean: moment(1),
    variance: moment(2) - moment(1) ** 2,
    cdf: (x) => (1 - (min / x) ** shape) / (1 - (min / max) ** shape),
  };
};

const sigma = Math.log(4) / Z99;
const cases: readonly Case[] = [
  {
    name: 'exponential',
    distribution: { kind: 'exponential', mean: ms(5) },
    mean: 5e6,
    variance: 25e12,
    cdf: (x) => 1 - Math.exp(-x / 5e6),
  },
  gammaCase(0.05),
  gammaCase(0.5),
  gammaCase(1),
  gammaCase(1.4),
  gammaCase(3),
  {
    name: 'lognormal',
    distribution: { kind: 'lognormal', p50: ms(5), p99: ms(20) },
    mean: 5e6 * Math.exp(sigma ** 2 / 2),
    variance: 25e12 * Math.exp(sigma ** 2) * (Math.exp(sigma ** 2) - 1),
    cdf: (x) => normalCdf(Math.log(x / 5e6) / sigma),
  },
  lognormalCase(0.1),
  lognormalCase(1),
  hyperCase(1),
  hyperCase(3),
  paretoCase(0.5, 1e6, 1e9),
  paretoCase(1.5, 1e6, 1e9),
  paretoCase(3, 1e6, 2e6),
  paretoCase(1 + 1e-9, 1e6, 1e9),
  {
    name: 'uniform',
    distribution: { kind: 'uniform', min: ms(1), max: ms(10) },
    mean: 5.5e6,
    variance: 81e12 / 12,
    cdf: (x) => (x - 1e6) / 9e6,
  },
];

describe.each(cases)('$name', ({ name, distribution, mean, variance, cdf }) => {
  const { sampler, draws } = draw(distribution, name);

  test('the stated mean is the closed form', () => {
    expect(Math.abs(sampler.mean / mean - 1)).toBeLessThan(1e-6);
  });

  test('the draws follow the distribution function', () => {
    expect(kolmogorovSmirnov(draws, cdf, 1)).toBeLessThan(KS999);
  });

  test('the draws have the mean', () => {
    const found = draws.reduce((a, b) => a + b) / N;
    expect(Math.abs(found - mean)).toBeLessThan(Z999 * Math.sqrt(variance / N));
  });

  test('the share of draws below p50, p90, p99 and p99.9 is right', () => {
    // Method: invert the closed form by bisection; the count below is binomial.
    const largest = draws.reduce((a, b) => Math.max(a, b));
    for (const p of [0.5, 0.9, 0.99, 0.999]) {
      let [low, high] = [1, largest];
      for (let i = 0; i < 100; i++) {
        const middle = Math.sqrt(low * high);
        if (cdf(middle) < p) low = middle;
        else high = middle;
      }
      const below = draws.reduce((count, x) => count + (x <= low ? 1 : 0), 0);
      expect(Math.abs(below - N * p)).toBeLessThan(Z999 * Math.sqrt(N * p * (1 - p)));
    }
  });

  test('every draw is a whole number of nanoseconds', () => {
    expect(draws.every((x) => Number.isInteger(x) && x >= 0)).toBe(true);
  });
});

test('gamma far below shape 1 keeps its mean and its share of nothing', () => {
  // Shape 1/100: most draws are below a nanosecond, and the mean comes from a few.
  const { draws } = draw({ kind: 'gamma', mean: seconds(1), cv: 10 }, 'tiny-shape');
  const found = draws.reduce((a, b) => a + b) / N;
  expect(Math.abs(found - 1e9)).toBeLessThan((Z999 * 1e10) / Math.sqrt(N));
  const zeros = draws.reduce((count, x) => count + (x === 0 ? 1 : 0), 0);
  const p = gammaCdf(0.01, 0.5 / 1e11);
  expect(Math.abs(zeros - N * p)).toBeLessThan(Z999 * Math.sqrt(N * p * (1 - p)));
});

test('Erlang-k is gamma with cv 1/√k', () => {
  const { draws } = draw({ kind: 'gamma', mean: ms(3), cv: 1 / Math.sqrt(3) }, 'erlang');
  // Sum of three exponentials of 1 ms: F(x) = 1 − e^−x (1 + x + x²/2).
  expect(kolmogorovSmirnov(draws, (x) => 1 - Math.exp(-x / 1e6) * (1 + x / 1e6 + (x / 1e6) ** 2 / 2))).toBeLessThan(KS999);
});

describe('empirical', () => {
  const quantiles = [
    { share: 0.1, value: ms(1) },
    { share: 0.5, value: ms(2) },
    { share: 0.9, value: ms(5) },
    { share: 0.9, value: ms(8) },
    { share: 0.99, value: ms(20) },
  ];
  const { sampler, draws } = draw({ kind: 'empirical', quantiles }, 'empirical');

  test('what lies below the first point and above the last lies on it; a jump stays empty', () => {
    const count = (holds: (x: number) => boolean) => draws.reduce((sum, x) => sum + (holds(x) ? 1 : 0), 0);
    for (const [p, holds] of [
      [0.1, (x: number) => x === 1e6],
      [0.4, (x: number) => x > 1e6 && x <= 2e6],
      [0.2, (x: number) => x > 1e6 && x <= 1.5e6],
      [0.4, (x: number) => x > 2e6 && x <= 5e6],
      [0.09, (x: number) => x > 8e6 && x < 20e6],
      [0.01, (x: number) => x === 20e6],
    ] as const) {
      expect(Math.abs(count(holds) - N * p)).toBeLessThan(Z999 * Math.sqrt(N * p * (1 - p)));
    }
    expect(count((x) => x > 5e6 && x < 8e6)).toBe(0);
  });

  test('mean by the trapezoids', () => {
    expect(sampler.mean).toBeCloseTo(0.1e6 + 0.4 * 1.5e6 + 0.4 * 3.5e6 + 0.09 * 14e6 + 0.01 * 20e6, 3);
    const found = draws.reduce((a, b) => a + b) / N;
    const deviation = Math.sqrt(draws.reduce((a, b) => a + (b - found) ** 2, 0) / N);
    expect(Math.abs(found - sampler.mean)).toBeLessThan((Z999 * deviation) / Math.sqrt(N));
  });
});

describe('constants', () => {
  test.each<[string, Distribution, number]>([
    ['constant', { kind: 'constant', value: ms(5) }, 5e6],
    ['zero', { kind: 'constant', value: ms(0) }, 0],
    ['a lognormal without spread', { kind: 'lognormal', p50: ms(5), p99: ms(5) }, 5e6],
    ['a lognormal around 0', { kind: 'lognormal-mean', mean: ms(0), cv: 1 }, 0],
    ['a uniform without width', { kind: 'uniform', min: ms(2), max: ms(2) }, 2e6],
    ['a Pareto without width', { kind: 'pareto', min: ms(2), max: ms(2), shape: 1 }, 2e6],
  ])('%s', (name, distribution, value) => {
    const sampler = new Sampler(distribution, Rng.root(21).fork(name));
    expect([sampler.constant, sampler.mean, sampler.sample()]).toEqual([value, value, value]);
  });

  test('only a constant says so', () => {
    for (const { distribution } of cases) expect(new Sampler(distribution, Rng.root(1)).constant).toBe(-1);
  });
});

test('the mean of a bounded Pareto passes smoothly through shape 1', () => {
  const mean = (shape: number) => new Sampler({ kind: 'pareto', min: ms(1), max: seconds(1), shape }, Rng.root(1)).mean;
  // At shape 1 it is ln(max/min) × min × max / (max − min).
  expect(mean(1)).toBeCloseTo((Math.log(1000) * 1e6 * 1e9) / (1e9 - 1e6), 3);
  for (const off of [1e-12, 1e-8, 1e-6, 1.5e-6, 1e-5]) expect(Math.abs(mean(1 + off) / mean(1 - off) - 1)).toBeLessThan(off * 10);
});

test('no draw passes the longest span', () => {
  const { draws } = draw({ kind: 'lognormal', p50: span(1), p99: seconds(3600) }, 'absurd');
  expect(Math.max(...draws.subarray(0, 100_000))).toBeLessThanOrEqual(MAX_NANOS);
  expect(draws.some((x) => x === MAX_NANOS)).toBe(true);
});

test('parameters that contradict each other are a programmer error', () => {
  const bad: Distribution[] = [
    { kind: 'lognormal', p50: ms(5), p99: ms(4) },
    { kind: 'uniform', min: ms(2), max: ms(1) },
    { kind: 'pareto', min: ms(2), max: ms(1), shape: 1 },
    { kind: 'hyperexponential', mean: ms(1), cv: 0.5 },
    {
      kind: 'empirical',
      quantiles: [
        { share: 0.5, value: ms(1) },
        { share: 0.4, value: ms(2) },
      ],
    },
  ];
  for (const distribution of bad) expect(() => new Sampler(distribution, Rng.root(1))).toThrow('Broken invariant');
});

test('the first draws of every kind are pinned, so that every engine is compared with them', () => {
  const first = Object.fromEntries(
    cases.map(({ name, distribution }) => {
      const sampler = new Sampler(distribution, Rng.root(42).fork(name));
      return [name, [sampler.sample(), sampler.sample(), sampler.sample()]];
    }),
  );
  expect(first).toMatchInlineSnapshot(`
    {
      "exponential": [
        8026125,
        1897798,
        14376301,
      ],
      "gamma cv 0.05": [
        5000214,
        5256754,
        4899275,
      ],
      "gamma cv 0.5": [
        2298197,
        3902601,
        4951763,
      ],
      "gamma cv 1": [
        11425600,
        12624802,
        2727576,
      ],
      "gamma cv 1.4": [
        4929033,
        112541,
        823575,
      ],
      "gamma cv 3": [
        0,
        517099,
        48,
      ],
      "hyperexponential cv 1": [
        3177123,
        21196155,
        621656,
      ],
      "hyperexponential cv 3": [
        3545376,
        1886799,
        1252888,
      ],
      "lognormal": [
        3921943,
        5904171,
        10010890,
      ],
      "lognormal-mean cv 0.1": [
        4725022,
        4864811,
        4649131,
      ],
      "lognormal-mean cv 1": [
        2422243,
        8656285,
        8750305,
      ],
      "pareto shape 0.5": [
        8867937,
        4966371,
        1375449,
      ],
      "pareto shape 1.000000001": [
        1502272,
        3561206,
        1405601,
      ],
      "pareto shape 1.5": [
        1631015,
        6046332,
        1245723,
      ],
      "pareto shape 3": [
        1463780,
        1177933,
        1307430,
      ],
      "uniform": [
        3684249,
        3030002,
        6233638,
      ],
    }
  `);
});
