import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allenCunneen, beyond, erlangB, erlangLoss, md1, mg1, mmc, mmck, type Station, totalTail } from './queueing';

// Against the reference cases, which were computed with 40 digits and more. Times in seconds.

interface Case {
  readonly expected: Readonly<Record<string, number>>;
}
const { cases } = JSON.parse(readFileSync(new URL('../../test/laws/data/analytic.json', import.meta.url), 'utf8')) as {
  cases: Record<string, Case>;
};
const of = (name: string, quantity: string): number => cases[name]!.expected[quantity]!;
/** How far off, as a share. */
const off = (value: number, expected: number): number => Math.abs(value / expected - 1);
const waitP = (station: Station, p: number): number => beyond(station.waitTail, 1 - p / 100, 0.01);

describe('M/M/c', () => {
  test.each([0.5, 0.8, 0.9, 0.95])('one server at ρ = %f', (rho) => {
    const name = `mm1_rho${rho}`;
    const station = mmc(100 * rho, 0.01, 1);
    expect(off(station.meanWait, of(name, 'mean_wait_s'))).toBeLessThan(1e-9);
    expect(off(station.utilization, rho)).toBeLessThan(1e-9);
    for (const p of [50, 90, 95, 99])
      expect(off(beyond(totalTail(station, 0.01), 1 - p / 100, 0.01), of(name, `p${p}_sojourn_s`))).toBeLessThan(1e-5);
    expect(off(1 - station.waitTail(0), of(name, 'prob_wait_zero'))).toBeLessThan(1e-9);
  });

  test.each([160, 180])('four servers at %i/s', (rate) => {
    const name = `mmc_c4_l${rate}_mu50`;
    const station = mmc(rate, 0.02, 4);
    expect(off(station.meanWait, of(name, 'mean_wait_s'))).toBeLessThan(1e-9);
    expect(off(station.waitTail(0), of(name, 'prob_wait'))).toBeLessThan(1e-9);
    for (const p of [95, 99]) expect(off(waitP(station, p), of(name, `p${p}_wait_s`))).toBeLessThan(1e-9);
    for (const p of [50, 95, 99])
      expect(off(beyond(totalTail(station, 0.02), 1 - p / 100, 0.01), of(name, `p${p}_sojourn_s`))).toBeLessThan(1e-5);
  });
});

describe('M/M/c/K', () => {
  test.each([
    [90, 10],
    [150, 20],
    [100, 5],
  ])('one server at %i/s, %i in system', (rate, K) => {
    const name = `mm1k_l${rate}_K${K}`;
    const station = mmck(rate, 0.01, 1, K - 1);
    expect(off(station.loss, of(name, 'blocking_prob'))).toBeLessThan(1e-9);
    expect(off(station.meanWait + 0.01, of(name, 'mean_sojourn_accepted_s'))).toBeLessThan(1e-9);
    expect(off(station.utilization, of(name, 'utilization'))).toBeLessThan(1e-9);
  });

  test.each([
    [4, 220, 10],
    [8, 300, 8],
  ])('%i servers at %i/s, %i in system', (c, rate, K) => {
    const name = `mmck_c${c}_l${rate}_K${K}`;
    const station = mmck(rate, 0.02, c, K - c);
    expect(off(station.loss, of(name, 'blocking_prob'))).toBeLessThan(1e-9);
    expect(off(station.meanWait + 0.02, of(name, 'mean_sojourn_accepted_s'))).toBeLessThan(1e-9);
  });

  test('with much room it is M/M/c, tail and all', () => {
    const [bounded, endless] = [mmck(160, 0.02, 4, 2000), mmc(160, 0.02, 4)];
    expect(off(bounded.meanWait, endless.meanWait)).toBeLessThan(1e-9);
    for (const t of [0, 0.01, 0.1, 0.5]) expect(off(bounded.waitTail(t), endless.waitTail(t))).toBeLessThan(1e-9);
  });

  test('far over its limit nearly all places are taken, and nothing overflows', () => {
    const station = mmck(1000, 0.02, 4, 5000);
    expect(off(station.utilization, 1)).toBeLessThan(1e-9);
    expect(off(station.loss, 0.8)).toBeLessThan(1e-9);
    // Every accepted call finds about 5,000 before it, less the quarter or so that is free on average.
    expect(off(waitP(station, 50), (5000 * 0.02) / 4)).toBeLessThan(0.01);
    expect(off(station.meanWait, (5000 * 0.02) / 4)).toBeLessThan(0.01);
  });
});

test.each([
  [10, 7],
  [100, 100],
  [5, 2],
])('Erlang’s loss formula, %i servers and %i erlangs', (c, a) => {
  expect(off(erlangB(c, a), of(`erlangB_c${c}_a${a}`, 'blocking_prob'))).toBeLessThan(1e-9);
  expect(off(erlangLoss(a, 1, c).utilization * c, of(`erlangB_c${c}_a${a}`, 'mean_busy'))).toBeLessThan(1e-9);
});

describe('M/D/1', () => {
  test.each([0.5, 0.8, 0.9])('at ρ = %f', (rho) => {
    const name = `md1_rho${rho}`;
    const station = md1(100 * rho, 0.01);
    expect(off(station.meanWait, of(name, 'mean_wait_s'))).toBeLessThan(1e-9);
    for (const p of [90, 95, 99]) expect(off(waitP(station, p), of(name, `p${p}_wait_s`))).toBeLessThan(1e-6);
    expect(off(1 - station.waitTail(0), 1 - rho)).toBeLessThan(1e-9);
  });

  test('the two ways to its tail meet', () => {
    for (const rho of [0.3, 0.6, 0.9, 0.98]) {
      const { waitTail } = md1(rho, 1);
      const [before, after] = [waitTail(8 / rho - 1e-9), waitTail(8 / rho + 1e-9)];
      expect(Math.abs(before - after)).toBeLessThan(1e-6);
    }
  });
});

test.each([
  ['mg1_lognormal_scv4_rho0.7', 70, 4],
  ['mg1_lognormal_scv1_rho0.8', 80, 1],
  ['mg1_erlang3_rho0.8', 80, 1 / 3],
  ['mg1_hyperexp_scv9_rho0.6', 60, 9],
] as const)('M/G/1: %s', (name, rate, scv) => {
  expect(off(mg1(rate, 0.01, scv).meanWait, of(name, 'mean_wait_s'))).toBeLessThan(1e-9);
  expect(off(allenCunneen(rate, 0.01, 1, 1, scv).meanWait, of(name, 'mean_wait_s'))).toBeLessThan(1e-9);
});

test('the approximate p99 of M/G/1 is within a fifth where service varies much', () => {
  expect(off(waitP(mg1(60, 0.01, 9), 99), of('mg1_hyperexp_scv9_rho0.6', 'p99_wait_s'))).toBeLessThan(1 / 5);
});

test('Allen and Cunneen: D/M/1 and round robin over four are close, not exact', () => {
  expect(off(allenCunneen(80, 0.01, 1, 0, 1).meanWait, of('dm1_rho0.8', 'mean_wait_s'))).toBeLessThan(0.2);
  expect(off(allenCunneen(40, 0.02, 1, 0.25, 1).meanWait, of('lb_roundrobin_4xMM1_rho0.8', 'mean_wait_s'))).toBeLessThan(0.11);
});
