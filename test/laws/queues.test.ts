import { describe, expect, test } from 'vitest';
import { theory } from './analytic';
import { exponential, lognormal, ours, queue, SPEED, station, stream, time } from './designs';
import { failedShare, node } from './measures';
import { disagreements, LONG, prepareEngine, widened, writtenDown } from './replications';

prepareEngine();

/** The usual three of one station. */
const sojournAndWait = (name: string) => [
  { what: `${name} mean sojourn`, theory: ours(theory(name, 'mean_sojourn_s')), measured: node('server', (n) => n.total.mean) },
  { what: `${name} mean wait`, theory: ours(theory(name, 'mean_wait_s')), measured: node('server', (n) => n.queueWait.mean) },
];
const sojournP = (name: string, p: 'p50' | 'p99') => ({
  what: `${name} ${p} of the sojourn`,
  theory: ours(theory(name, `${p}_sojourn_s`)),
  measured: node('server', (n) => n.total[p]),
  tail: p === 'p99',
});
const waitP99 = (name: string) => ({
  what: `${name} p99 of the wait`,
  theory: ours(theory(name, 'p99_wait_s')),
  measured: node('server', (n) => n.queueWait.p99),
  tail: true,
});
const utilization = (name: string) => ({
  what: `${name} utilization`,
  theory: theory(name, 'utilization'),
  measured: node('server', (n) => n.utilization),
});

describe('M/M/1', () => {
  test.each([
    { rho: 0.5, seconds: 10, replications: 20 },
    { rho: 0.8, seconds: 27, replications: 20 },
    { rho: 0.9, seconds: 48, replications: 20 },
    { rho: 0.95, seconds: 125, replications: 20, wider: 2 },
  ])('at ρ = $rho', { timeout: LONG }, async ({ rho, seconds, replications, wider = 1 }) => {
    const name = `mm1_rho${rho}`;
    const design = queue(stream(100 * rho), station('server', exponential(0.01)));
    // Ten relaxation times, after which the start from an empty queue is forgotten.
    const warmup = (10 * 0.01) / SPEED / (1 - Math.sqrt(rho)) ** 2;
    const claims = [...sojournAndWait(name), utilization(name), sojournP(name, 'p50'), sojournP(name, 'p99')];
    expect(await disagreements(design, { seconds, warmup, replications }, widened(claims, wider))).toEqual([]);
  });
});

describe('M/M/c', () => {
  test.each([
    { rate: 160, seconds: 23 },
    { rate: 180, seconds: 50 },
  ])('four workers at $rate/s', { timeout: LONG }, async ({ rate, seconds }) => {
    const name = `mmc_c4_l${rate}_mu50`;
    const design = queue(stream(rate), station('server', exponential(0.02), { workers: 4 }));
    expect(
      await disagreements(design, { seconds, warmup: 1 }, [
        ...sojournAndWait(name),
        utilization(name),
        sojournP(name, 'p50'),
        sojournP(name, 'p99'),
      ]),
    ).toEqual([]);
  });
});

describe('bounded queues turn away what theory says', () => {
  test.each([
    { rate: 90, K: 10, seconds: 16 },
    { rate: 150, K: 20, seconds: 4 },
    { rate: 100, K: 5, seconds: 5 },
  ])('M/M/1/$K at $rate/s', { timeout: LONG }, async ({ rate, K, seconds }) => {
    const name = `mm1k_l${rate}_K${K}`;
    // K counts the one in service too.
    const design = queue(stream(rate), station('server', exponential(0.01), { queueLimit: K - 1 }));
    expect(
      await disagreements(design, { seconds, warmup: 0.5 }, [
        { what: `${name} blocked`, theory: theory(name, 'blocking_prob'), measured: failedShare },
        {
          what: `${name} mean sojourn`,
          theory: ours(theory(name, 'mean_sojourn_accepted_s')),
          measured: node('server', (n) => n.total.mean),
        },
        { what: `${name} in system`, theory: theory(name, 'mean_in_system'), measured: node('server', (n) => n.meanInSystem) },
        { what: `${name} throughput`, theory: theory(name, 'throughput_per_s') * SPEED, measured: node('server', (n) => n.throughput) },
      ]),
    ).toEqual([]);
  });

  test.each([
    { workers: 4, rate: 220, K: 10, seconds: 6 },
    { workers: 8, rate: 300, K: 8, seconds: 5 },
  ])('M/M/$workers/$K at $rate/s', { timeout: LONG }, async ({ workers, rate, K, seconds }) => {
    const name = `mmck_c${workers}_l${rate}_K${K}`;
    const design = queue(stream(rate), station('server', exponential(0.02), { workers, queueLimit: K - workers }));
    expect(
      await disagreements(design, { seconds, warmup: 0.5 }, [
        { what: `${name} blocked`, theory: theory(name, 'blocking_prob'), measured: failedShare },
        {
          what: `${name} mean sojourn`,
          theory: ours(theory(name, 'mean_sojourn_accepted_s')),
          measured: node('server', (n) => n.total.mean),
        },
        { what: `${name} in system`, theory: theory(name, 'mean_in_system'), measured: node('server', (n) => n.meanInSystem) },
      ]),
    ).toEqual([]);
  });
});

describe('Erlang’s loss formula holds whatever the service distribution', () => {
  const kinds = { exponential: exponential(0.1), constant: time(0.1), lognormal: lognormal(0.1, 4) };
  const cases = [
    { servers: 10, erlangs: 7, seconds: 15 },
    { servers: 100, erlangs: 100, seconds: 4 },
    { servers: 5, erlangs: 2, seconds: 70 },
  ].flatMap((each) => Object.entries(kinds).map(([kind, service]) => ({ ...each, kind, service })));
  test.each(cases)('$servers servers, $erlangs erlangs, $kind', { timeout: LONG }, async ({ servers, erlangs, service, seconds }) => {
    const name = `erlangB_c${servers}_a${erlangs}`;
    const design = queue(stream(erlangs * 10), station('server', service, { workers: servers, queueLimit: 0 }));
    expect(
      await disagreements(design, { seconds, warmup: 0.1 }, [
        { what: `${name} blocked`, theory: theory(name, 'blocking_prob'), measured: failedShare },
        { what: `${name} busy`, theory: theory(name, 'mean_busy'), measured: node('server', (n) => (n.utilization ?? NaN) * servers) },
      ]),
    ).toEqual([]);
  });
});

describe('M/G/1', () => {
  test.each([
    { rho: 0.5, seconds: 5 },
    { rho: 0.8, seconds: 12 },
    { rho: 0.9, seconds: 40 },
  ])('constant service at ρ = $rho (M/D/1)', { timeout: LONG }, async ({ rho, seconds }) => {
    const name = `md1_rho${rho}`;
    const design = queue(stream(100 * rho), station('server', time(0.01)));
    expect(await disagreements(design, { seconds, warmup: 1 }, [...sojournAndWait(name), waitP99(name)])).toEqual([]);
  });

  test.each([
    { name: 'mg1_lognormal_scv4_rho0.7', rate: 70, service: lognormal(0.01, 4), seconds: 160, wider: 1.5 },
    { name: 'mg1_lognormal_scv1_rho0.8', rate: 80, service: lognormal(0.01, 1), seconds: 30 },
    { name: 'mg1_erlang3_rho0.8', rate: 80, service: { kind: 'gamma' as const, mean: time(0.01), cv: Math.sqrt(1 / 3) }, seconds: 16 },
  ])('$name', { timeout: LONG }, async ({ name, rate, service, seconds, wider = 1 }) => {
    const claims = widened(sojournAndWait(name), wider);
    expect(await disagreements(queue(stream(rate), station('server', service)), { seconds, warmup: 1 }, claims)).toEqual([]);
  });

  test('mg1_hyperexp_scv9_rho0.6', { timeout: LONG }, async () => {
    const name = 'mg1_hyperexp_scv9_rho0.6';
    const design = queue(stream(60), station('server', { kind: 'hyperexponential', mean: time(0.01), cv: 3 }));
    expect(await disagreements(design, { seconds: 80, warmup: 1 }, [...sojournAndWait(name), waitP99(name)])).toEqual([]);
  });
});

test('D/M/1: arrivals in equal steps', { timeout: LONG }, async () => {
  const name = 'dm1_rho0.8';
  const design = queue(stream(80, 'constant'), station('server', exponential(0.01)));
  expect(await disagreements(design, { seconds: 17, warmup: 1 }, [...sojournAndWait(name), sojournP(name, 'p99')])).toEqual([]);
});

describe('load balancing', () => {
  const replicas = (loadBalancing: 'round-robin' | 'random') =>
    queue(stream(160), station('server', exponential(0.02), { replicas: 4, loadBalancing }));

  test('round robin over four: each sees Erlang arrivals', { timeout: LONG }, async () => {
    const name = 'lb_roundrobin_4xMM1_rho0.8';
    expect(
      await disagreements(replicas('round-robin'), { seconds: 17, warmup: 1 }, [...sojournAndWait(name), sojournP(name, 'p99')]),
    ).toEqual([]);
  });

  test('random over four: each is an M/M/1', { timeout: LONG }, async () => {
    const name = 'lb_roundrobin_4xMM1_rho0.8';
    expect(
      await disagreements(replicas('random'), { seconds: 13, warmup: 1 }, [
        {
          what: 'random mean sojourn',
          theory: ours(theory(name, 'random_policy_mean_sojourn_s')),
          measured: node('server', (n) => n.total.mean),
        },
        { what: 'random p99', theory: ours(theory(name, 'random_policy_p99_s')), measured: node('server', (n) => n.total.p99), tail: true },
      ]),
    ).toEqual([]);
  });

  test('the power of two choices, 500 replicas at ρ = 0.9', { timeout: LONG }, async () => {
    const name = 'power_of_2_choices_rho0.9';
    const farm = queue(stream(450), station('server', exponential(1), { replicas: 500, loadBalancing: 'power-of-two' }));
    // The formula is for endlessly many replicas; 500 are within half a percent of it (Mitzenmacher).
    expect(
      await disagreements(farm, { seconds: 1.5, warmup: 0.3 }, [
        { what: 'power of two mean sojourn', theory: ours(theory(name, 'mean_sojourn_s')), measured: node('server', (n) => n.total.mean) },
      ]),
    ).toEqual([]);
  });
});

writtenDown();
