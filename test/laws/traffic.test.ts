import { expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { exponential, ours, queue, SPEED, station, time } from './designs';
import { node } from './measures';
import { disagreements, LONG, prepareEngine, writtenDown } from './replications';

prepareEngine();

/** Rates per second and mean lengths in seconds, in the reference's time. */
const burst = { rate: 50, factor: 4, calm: 0.4, burst: 0.1 } as const;
const { rate, factor } = burst;
const bursty: DesignNode = {
  id: 'clients',
  kind: 'client',
  params: { traffic: { kind: 'bursty', rate: rate * SPEED, factor, calm: time(burst.calm), burst: time(burst.burst) } },
};
const leaveCalm = 1 / burst.calm;
const leaveBurst = 1 / burst.burst;
const meanRate = (rate * leaveBurst + rate * factor * leaveCalm) / (leaveCalm + leaveBurst);

type Matrix = readonly [readonly [number, number], readonly [number, number]];
const multiply = (a: Matrix, b: Matrix): Matrix => {
  const cell = (i: 0 | 1, j: 0 | 1): number => a[i][0] * b[0][j] + a[i][1] * b[1][j];
  return [
    [cell(0, 0), cell(0, 1)],
    [cell(1, 0), cell(1, 1)],
  ];
};
const add = (a: Matrix, b: Matrix, scale = 1): Matrix => [
  [a[0][0] + scale * b[0][0], a[0][1] + scale * b[0][1]],
  [a[1][0] + scale * b[1][0], a[1][1] + scale * b[1][1]],
];
const inverse = ([[a, b], [c, d]]: Matrix): Matrix => {
  const det = a * d - b * c;
  return [
    [d / det, -b / det],
    [-c / det, a / det],
  ];
};
const one: Matrix = [
  [1, 0],
  [0, 1],
];
const diagonal = (a: number, d: number): Matrix => [
  [a, 0],
  [0, d],
];

/**
 * Mean number in an MMPP/M/1 queue, from its Markov chain by Neuts' matrix-geometric method: with the rates up A0, level A1 and down A2, the
 * stationary distribution is π(n) = π(0)·Rⁿ, where R is the smallest solution of A0 + R·A1 + R²·A2 = 0; mean = π(0)·R·(1 − R)⁻²·1.
 */
function meanInSystem(serviceRate: number, [l1, l2]: readonly [number, number]): number {
  const up = diagonal(l1, l2);
  const down = diagonal(serviceRate, serviceRate);
  const level: Matrix = [
    [-leaveCalm - l1 - serviceRate, leaveCalm],
    [leaveBurst, -leaveBurst - l2 - serviceRate],
  ];
  let r = diagonal(0, 0);
  for (let i = 0; i < 20_000; i++) r = multiply(add(up, multiply(multiply(r, r), down)), multiply(inverse(level), diagonal(-1, -1)));
  // The states' shares are those of the modulating chain: π(0)·(1 − R)⁻¹ = (calm, burst).
  const rest = add(one, r, -1);
  const shares = [leaveBurst / (leaveCalm + leaveBurst), leaveCalm / (leaveCalm + leaveBurst)] as const;
  const empty = [0, 1].map((j) => shares[0] * rest[0][j as 0 | 1] + shares[1] * rest[1][j as 0 | 1]);
  const after = multiply(r, multiply(inverse(rest), inverse(rest)));
  return empty[0]! * (after[0][0] + after[0][1]) + empty[1]! * (after[1][0] + after[1][1]);
}

test('the queue of theory is that of M/M/1 where bursts are no bursts', () => {
  expect(meanInSystem(100, [80, 80])).toBeCloseTo(0.8 / (1 - 0.8), 9);
  // And with no arrivals while it is calm, and short bursts, more than that of the same mean rate.
  expect(meanInSystem(100, [0, 400])).toBeGreaterThan(3 * meanInSystem(100, [80, 80]));
});

test('MMPP/M/1: mean rate, mean number and mean sojourn (matrix-geometric)', { timeout: LONG }, async () => {
  const inSystem = meanInSystem(120, [rate, rate * factor]);
  expect(
    await disagreements(queue(bursty, station('server', exponential(1 / 120))), { seconds: 80, warmup: 1 }, [
      { what: 'MMPP rate', theory: meanRate * SPEED, measured: node('clients', (n) => n.rate) },
      { what: 'MMPP/M/1 in system', theory: inSystem, measured: node('server', (n) => n.meanInSystem) },
      { what: 'MMPP/M/1 sojourn', theory: ours(inSystem / meanRate), measured: node('server', (n) => n.total.mean) },
    ]),
  ).toEqual([]);
});

test('tenants get their shares of the traffic, and of what fails', { timeout: LONG }, async () => {
  const shares = { big: 0.7, mid: 0.2, small: 0.1 };
  const clients: DesignNode = {
    ...bursty,
    params: { ...bursty.params, tenants: Object.entries(shares).map(([id, share]) => ({ id, share })) },
  };
  const half = queue(clients, station('server', exponential(0.001), { errorRate: 0.5 }));
  const share = (id: string, of: 'arrived' | 'failed') => (report: Report) =>
    report.tenants.find((tenant) => tenant.id === id)![of] / report.requests[of];
  expect(
    await disagreements(
      half,
      { seconds: 6, warmup: 0.1 },
      Object.entries(shares).flatMap(([id, theory]) => [
        { what: `share of ${id}`, theory, measured: share(id, 'arrived') },
        { what: `failures of ${id}`, theory, measured: share(id, 'failed') },
      ]),
    ),
  ).toEqual([]);
});

writtenDown();
