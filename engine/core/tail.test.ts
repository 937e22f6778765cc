import { expect, test } from 'vitest';
import { type Distribution, zDistribution } from './distribution';
import { Rng } from './rng';
import { Sampler } from './sampler';
import { p99Of } from './tail';

// Method: the p99 of 200,000 seeded draws has a standard error below 2 % for each of these; 4 % is allowed, 6 % for gamma's formula.
test.each([
  ['5ms', 0.001],
  [{ kind: 'exponential', mean: '10ms' }, 0.04],
  [{ kind: 'gamma', mean: '10ms', cv: 0.5 }, 0.06],
  [{ kind: 'lognormal', p50: '5ms', p99: '40ms' }, 0.04],
  [{ kind: 'lognormal-mean', mean: '10ms', cv: 1.5 }, 0.04],
  [{ kind: 'hyperexponential', mean: '10ms', cv: 3 }, 0.04],
  [{ kind: 'pareto', min: '1ms', max: '1s', shape: 1.5 }, 0.04],
  [{ kind: 'uniform', min: '1ms', max: '9ms' }, 0.02],
  [
    {
      kind: 'empirical',
      quantiles: [
        { share: 0, value: '1ms' },
        { share: 0.9, value: '5ms' },
        { share: 1, value: '50ms' },
      ],
    },
    0.04,
  ],
] as const)('p99 of %j is that of its draws', (written, tolerance) => {
  const distribution: Distribution = zDistribution.parse(written);
  const sampler = new Sampler(distribution, Rng.root(7));
  const draws = Float64Array.from({ length: 200_000 }, () => sampler.sample()).sort();
  const measured = draws[198_000]!;
  expect(Math.abs(p99Of(distribution) / measured - 1)).toBeLessThan(tolerance);
});
