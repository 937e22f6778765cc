import { expect, test } from 'vitest';
import { measureLedger } from './ledger';
import { measure } from './measure';

// The bench itself is run by hand; that its workloads simulate what they say is seen here, on short runs. Times are not looked at.

test.each([
  { workload: 'w1', size: 100_000, mean: 10, within: 0.2 },
  { workload: 'w2', size: 20_000, mean: 13.7, within: 0.05 },
  { workload: 'w2-trees20', size: 20_000, mean: 13.7, within: 0.05 },
])('$workload comes out as the reference programs say', ({ workload, size, mean, within }) => {
  const measured = measure(workload, size);
  expect(Math.abs(measured.requests / size - 1)).toBeLessThan(0.05);
  expect(Math.abs(measured.mean / mean - 1)).toBeLessThan(within);
  expect(measured.events).toBeGreaterThan(size * 2 * 0.95);
});

test('the checkout scenario is measured as it stands', () => {
  const measured = measure('checkout', 3);
  expect(measured.requests).toBeGreaterThan(1000);
  expect(measured.cpuSeconds).toBeGreaterThan(0);
});

test('the ledger is measured on the saga’s checkout, which goes on alike without effects', () => {
  // It throws when the two runs differ in anything but their ledger.
  const measured = measureLedger(2);
  expect(measured.ratio).toBeGreaterThan(0);
  expect(measured.timesRealTime).toBeGreaterThan(0);
});
