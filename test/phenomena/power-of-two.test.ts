import { expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { run } from '../../engine/simulate/run';

// docs/phenomena/power-of-two.md tells of these numbers.

type Balancing = NonNullable<NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>['loadBalancing']>;

/** A hundred replicas of one worker each, 10 ms a call, 90 % busy. [ms] */
function sojourn(loadBalancing: Balancing): { readonly mean: number; readonly p99: number } {
  const result = run({
    version: 1,
    name: 'Choices',
    run: { duration: '60s', warmup: '10s' },
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 9000 } } },
      {
        id: 'service',
        kind: 'service',
        params: { replicas: 100, workers: 1, queueLimit: 10_000, serviceTime: { kind: 'exponential', mean: '10ms' }, loadBalancing },
      },
    ],
    links: [{ id: 'users-service', from: 'users', to: 'service', protocol: 'local' }],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { total } = result.value.nodes.find(({ id }) => id === 'service')!;
  return { mean: total.mean!, p99: total.p99! };
}

test('one of two beats one of all: a quarter of the time on average, a fifth at p99', () => {
  const random = sojourn('random');
  const two = sojourn('power-of-two');
  // Random: each replica is an M/M/1, mean 1 / (μ − λ) = 100 ms, p99 ln(100) times that.
  expect(Math.abs(random.mean / 100 - 1)).toBeLessThan(0.05);
  expect(Math.abs(random.p99 / 460.5 - 1)).toBeLessThan(0.1);
  // Two choices: 26.14 ms for endlessly many replicas (Mitzenmacher), a few percent more for a hundred.
  expect(two.mean).toBeGreaterThan(26);
  expect(two.mean).toBeLessThan(28);
  expect(two.p99).toBeLessThan(random.p99 / 4);
});
