import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { ms } from '../core/units';
import { HedgeBudget, HedgeDelay } from './hedge';

describe('delay', () => {
  test('stays where it was set', () => {
    const hedge = new HedgeDelay({ kind: 'delay', delay: ms(30) });
    for (let i = 0; i < 100; i++) hedge.late();
    hedge.early();
    expect(hedge.delay).toBe(ms(30));
  });

  // Method: one seeded stream of 200,000 exponential latencies of mean 10 ms; the share that is late over the second half, and the mean delay.
  test.each([50, 90, 95, 99])('follows percentile %i of exponential latencies, from far below and from far above', (percentile) => {
    const p = percentile / 100;
    const truth = -Math.log(1 - p) * ms(10);
    for (const start of [ms(0.1), ms(1000)]) {
      const hedge = new HedgeDelay({ kind: 'percentile', percentile, start });
      const rng = Rng.root(percentile);
      let late = 0;
      let sum = 0;
      const n = 200_000;
      for (let i = 0; i < n; i++) {
        const wasLate = rng.exponential() * ms(10) > hedge.delay;
        if (i >= n / 2) {
          late += wasLate ? 1 : 0;
          sum += hedge.delay;
        }
        if (wasLate) hedge.late();
        else hedge.early();
      }
      expect(late / (n / 2) / (1 - p)).toBeCloseTo(1, 1);
      expect(Math.abs(sum / (n / 2) / truth - 1)).toBeLessThan(0.03);
    }
  });
});

describe('budget', () => {
  test('ten hedges at once, then a tenth of the attempts', () => {
    const budget = new HedgeBudget(0.1);
    let taken = 0;
    while (budget.tryTake()) taken++;
    expect(taken).toBe(10);
    for (let i = 0; i < 1000; i++) {
      budget.onAttempt();
      if (budget.tryTake()) taken++;
    }
    expect(taken).toBe(110);
  });

  test('at 1 there is no bound, at 0 there is nothing after the first ten', () => {
    const free = new HedgeBudget(1);
    expect(Array.from({ length: 50 }, () => free.tryTake()).every(Boolean)).toBe(true);
    const none = new HedgeBudget(0);
    expect(Array.from({ length: 50 }, () => (none.onAttempt(), none.tryTake())).filter(Boolean)).toHaveLength(10);
  });
});
