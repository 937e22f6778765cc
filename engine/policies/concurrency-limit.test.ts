import { describe, expect, test } from 'vitest';
import { ms, seconds } from '../core/units';
import { ConcurrencyLimit } from './concurrency-limit';
import { type ConcurrencyLimitParams, zConcurrencyLimit } from './concurrency-params';

const paramsOf = (input: Parameters<typeof zConcurrencyLimit.parse>[0]): ConcurrencyLimitParams => zConcurrencyLimit.parse(input);

describe('AIMD', () => {
  const aimd = (more: object = {}) => new ConcurrencyLimit(paramsOf({ kind: 'aimd', initialLimit: 10, ...more }));

  // The cases of Netflix's AIMDLimitTest: timeout halves or less, a full window grows by one, a window less than half used stays.
  test('a good call adds one, while at least half of the limit is used', () => {
    const limit = aimd();
    limit.sample(0, ms(1), 10, false);
    expect(limit.limit).toBe(11);
    limit.sample(0, ms(1), 5, false);
    expect(limit.limit).toBe(11);
    limit.sample(0, ms(1), 6, false);
    expect(limit.limit).toBe(12);
  });

  test('a dropped or a slow one multiplies, and takes at least one', () => {
    const limit = aimd();
    limit.sample(0, ms(1), 1, true);
    expect(limit.limit).toBe(9);
    limit.sample(0, seconds(5), 1, false);
    expect(limit.limit).toBe(9);
    limit.sample(0, seconds(5) + 1, 1, false);
    expect(limit.limit).toBe(8);
    const high = aimd({ initialLimit: 30 });
    high.sample(0, ms(1), 1, true);
    expect(high.limit).toBe(27);
  });

  test('stays within its bounds, also when they change', () => {
    const limit = aimd({ minLimit: 8, maxLimit: 12 });
    for (let i = 0; i < 20; i++) limit.sample(0, ms(1), 1, true);
    expect(limit.limit).toBe(8);
    for (let i = 0; i < 20; i++) limit.sample(0, ms(1), 100, false);
    expect(limit.limit).toBe(12);
    limit.configure(paramsOf({ kind: 'aimd', maxLimit: 5 }));
    expect(limit.limit).toBe(5);
  });
});

describe('gradient', () => {
  const gradient = (more: object = {}) => new ConcurrencyLimit(paramsOf({ kind: 'gradient', initialLimit: 20, ...more }));
  /** One window of a hundred calls that took so long. */
  const window = (limit: ConcurrencyLimit, at: number, took: number, inFlight = 100): void => {
    for (let i = 0; i < 100; i++) limit.sample(seconds(at), took, inFlight, false);
    limit.sample(seconds(at + 1) + 1, took, inFlight, false);
  };

  test('grows by smoothing × queue size a window while the latency is steady', () => {
    const limit = gradient();
    limit.sample(1, ms(10), 20, false);
    window(limit, 0, ms(10));
    expect(limit.limit).toBe(20);
    for (let i = 1; i < 10; i++) window(limit, i * 2, ms(10));
    // Ten windows, each + 0.2 × 4.
    expect(limit.limit).toBe(28);
  });

  test('falls when the latency leaves its long-run average behind, by at most half a window', () => {
    const limit = gradient({ queueSize: 1 });
    limit.sample(1, ms(10), 20, false);
    for (let i = 0; i < 12; i++) window(limit, i * 2, ms(10));
    const before = limit.limit;
    window(limit, 30, ms(1000));
    // × (1 − 0.2 + 0.2 · 0.5) + 0.2 · 1
    expect(limit.limit).toBe(Math.floor(22.4 * 0.9 + 0.2));
    expect(before).toBe(22);
  });

  test('does not grow where hardly any of it is used', () => {
    const limit = gradient();
    for (let i = 0; i < 10; i++) window(limit, i * 2, ms(10), 5);
    expect(limit.limit).toBe(20);
  });

  test('fewer than ten calls say too little', () => {
    const limit = gradient();
    for (let i = 0; i < 9; i++) limit.sample(seconds(2 * i), ms(10), 100, false);
    expect(limit.limit).toBe(20);
  });
});
