import { expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { RetryBudget } from './retry-budget';

function drain(budget: RetryBudget): number {
  let taken = 0;
  while (budget.tryTake()) taken++;
  return taken;
}

test('starts full and holds no more than its cap', () => {
  const budget = new RetryBudget({ ratio: 0.5, cap: 10 });
  expect(drain(budget)).toBe(10);
  for (let i = 0; i < 1000; i++) budget.onSuccess();
  expect(drain(budget)).toBe(10);
});

test.each([
  [0.1, 10],
  [0.01, 100],
  [0.3, 4],
  [1, 1],
])('ratio %f: the %i-th success pays for a retry, the one before does not', (ratio, needed) => {
  const budget = new RetryBudget({ ratio, cap: 5 });
  drain(budget);
  for (let i = 1; i < needed; i++) budget.onSuccess();
  expect(budget.tryTake()).toBe(false);
  budget.onSuccess();
  expect(budget.tryTake()).toBe(true);
});

test('ratio 0: what it starts with is all there is', () => {
  const budget = new RetryBudget({ ratio: 0, cap: 3 });
  expect(drain(budget)).toBe(3);
  for (let i = 0; i < 1000; i++) budget.onSuccess();
  expect(budget.tryTake()).toBe(false);
});

test('retries never exceed cap + ratio × successes', () => {
  const rng = Rng.root(60);
  const budget = new RetryBudget({ ratio: 0.1, cap: 10 });
  let [successes, retries, excess] = [0, 0, 0];
  for (let i = 0; i < 100_000; i++) {
    if (rng.next() < 0.5) {
      budget.onSuccess();
      successes++;
    } else if (budget.tryTake()) retries++;
    excess = Math.max(excess, retries - 10 - 0.1 * successes);
  }
  expect(excess).toBeLessThan(1e-6);
  expect(retries).toBeGreaterThan(0.1 * successes * 0.95);
});

test('new parameters keep the tokens, up to the new cap', () => {
  const budget = new RetryBudget({ ratio: 0.1, cap: 10 });
  budget.configure({ ratio: 1, cap: 4 });
  expect(drain(budget)).toBe(4);
  budget.onSuccess();
  expect(drain(budget)).toBe(1);
});
