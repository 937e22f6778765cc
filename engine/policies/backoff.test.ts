import { describe, expect, test } from 'vitest';
import { KS999, kolmogorovSmirnov } from '../../test/statistics';
import { Rng } from '../core/rng';
import { ms } from '../core/units';
import { Backoff } from './backoff';
import type { RetryParams } from './params';

const params = { attempts: 10, backoff: ms(50), factor: 2, cap: ms(2000), jitter: 'none' as const };
const rng = () => Rng.root(70);

test('none: grows by the factor up to the cap', () => {
  const backoff = new Backoff(params, rng());
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((retry) => backoff.delay(retry, 0))).toEqual(
    [50, 100, 200, 400, 800, 1600, 2000, 2000, 2000].map(ms),
  );
});

test('a first wait above the cap is cut, too', () => {
  expect(new Backoff({ ...params, cap: ms(20) }, rng()).delay(1, 0)).toBe(ms(20));
});

test('a factor of 1 keeps the wait', () => {
  const backoff = new Backoff({ ...params, factor: 1 }, rng());
  expect([1, 5, 9].map((retry) => backoff.delay(retry, 0))).toEqual([ms(50), ms(50), ms(50)]);
});

test('past the last retry the wait grows no more, and before the first there is none', () => {
  const backoff = new Backoff({ ...params, attempts: 3 }, rng());
  expect(backoff.delay(7, 0)).toBe(backoff.delay(2, 0));
  expect(() => backoff.delay(0, 0)).toThrow('counted from 1');
});

describe('jitter', () => {
  const draws = (jitter: Exclude<RetryParams['jitter'], 'none'>, retry: number, previous: number) => {
    const backoff = new Backoff({ ...params, jitter }, Rng.root(71).fork(jitter).fork(String(retry)));
    return Float64Array.from({ length: 50_000 }, () => backoff.delay(retry, previous));
  };
  const uniform = (low: number, high: number) => (x: number) => Math.min(1, Math.max(0, (x - low) / (high - low)));

  test('full: even from 0 to the wait', () => {
    expect(kolmogorovSmirnov(draws('full', 3, 0), uniform(0, 200e6))).toBeLessThan(KS999);
  });

  test('equal: half the wait, and an even half', () => {
    expect(kolmogorovSmirnov(draws('equal', 3, 0), uniform(100e6, 200e6))).toBeLessThan(KS999);
  });

  test('exponential: the capped wait is the mean', () => {
    expect(kolmogorovSmirnov(draws('exponential', 3, 0), (x) => 1 - Math.exp(-x / 200e6))).toBeLessThan(KS999);
    expect(kolmogorovSmirnov(draws('exponential', 9, 0), (x) => 1 - Math.exp(-x / 2000e6))).toBeLessThan(KS999);
  });

  test('decorrelated: from the base to three times the last wait, whichever retry it is', () => {
    expect(kolmogorovSmirnov(draws('decorrelated', 1, 0), uniform(50e6, 150e6))).toBeLessThan(KS999);
    expect(kolmogorovSmirnov(draws('decorrelated', 5, 300e6), uniform(50e6, 900e6))).toBeLessThan(KS999);
  });

  test('decorrelated: what would pass the cap lies on it', () => {
    const waits = draws('decorrelated', 5, 2000e6);
    const onCap = waits.reduce((count, wait) => count + (wait === 2000e6 ? 1 : 0), 0);
    // Even over 50 … 6000 ms, so 4000 of 5950 are cut.
    expect(Math.abs(onCap / waits.length - 4000 / 5950)).toBeLessThan(0.01);
  });

  test('polly-v2: the wait is where the curve stands, less where it stood', () => {
    const curve = (t: number) => (50e6 / 1.4) * 2 ** t * Math.tanh(Math.sqrt(4 * t));
    // The curve rises all along, so that the place of a wait among all is the place drawn.
    const place = (retry: number, before: number) => (wait: number) => {
      let [low, high] = [retry - 1, retry];
      for (let i = 0; i < 50; i++) {
        const middle = (low + high) / 2;
        if (curve(middle) - before < wait) low = middle;
        else high = middle;
      }
      return low - retry + 1;
    };
    expect(kolmogorovSmirnov(draws('polly-v2', 1, 0), place(1, 0))).toBeLessThan(KS999);
    const backoff = new Backoff({ ...params, jitter: 'polly-v2' }, rng());
    backoff.delay(1, 0);
    const before = (backoff.memory * 50e6) / 1.4;
    expect(kolmogorovSmirnov(draws('polly-v2', 2, backoff.memory), place(2, before))).toBeLessThan(KS999);
  });

  test('no wait passes the cap, but an exponential one', () => {
    for (const jitter of ['full', 'equal', 'decorrelated', 'polly-v2'] as const)
      expect(draws(jitter, 9, jitter === 'polly-v2' ? 0 : 1999e6).every((wait) => wait <= 2000e6)).toBe(true);
    expect(draws('exponential', 9, 0).some((wait) => wait > 2000e6)).toBe(true);
  });

  test('waits are whole nanoseconds', () => {
    for (const jitter of ['full', 'equal', 'decorrelated', 'polly-v2', 'exponential'] as const)
      expect(draws(jitter, 2, jitter === 'polly-v2' ? 0.7 : 123_457).every(Number.isInteger)).toBe(true);
  });
});
