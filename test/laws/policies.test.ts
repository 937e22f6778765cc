import { describe, expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { parameter, theory } from './analytic';
import { delay, design, exponential, link, ours, queue, row, SPEED, station, stream, time } from './designs';
import { failedShare, node, over } from './measures';
import { disagreements, LONG, once, prepareEngine, writtenDown } from './replications';

prepareEngine();
const retry = (attempts: number) => ({ attempts, backoff: '0ms', jitter: 'none' as const, on: ['error' as const, 'dependency' as const] });

describe('retries', () => {
  test.each([
    { p: 0.1, seconds: 3 },
    { p: 0.5, seconds: 9 },
  ])('load factor when a try fails with $p', { timeout: LONG }, async ({ p, seconds }) => {
    const name = `retry_attempts_p${p}_r3`;
    const tries = over('clients-server', (l) => l.attempts / l.rate);
    const claims = [{ what: `${name} tries`, theory: theory(name, 'mean_tries'), measured: tries }];
    // Where one request in ten thousand fails for good, the interval could not be narrow.
    if (p === 0.5) claims.push({ what: `${name} final failures`, theory: theory(name, 'final_failure_prob'), measured: failedShare });
    expect(
      await disagreements(queue(stream(50), delay('server', time(0.001), p), { retry: retry(4) }), { seconds, warmup: 0.1 }, claims),
    ).toEqual([]);
  });

  test('three layers of four attempts make 64 calls of one request, exactly', () => {
    const layered = row({ ...stream(1), params: { traffic: { kind: 'open', arrivals: 'constant', rate: 1 } } } as DesignNode, [
      station('a', '0ms'),
      station('b', '0ms'),
      delay('leaf', '1ms', 1),
    ]);
    const all = { ...layered, links: layered.links!.map((l) => ({ ...l, policy: { retry: retry(4) } })) };
    const { conservation } = once(all, 1, { seconds: 100.5, warmup: 0 });
    const leaf = conservation.nodes.find((n) => n.id === 'leaf')!;
    expect(conservation.requests).toEqual({ arrived: 100, completed: 0, failed: 100, inFlight: 0 });
    expect(leaf.arrived).toBe(100 * theory('retry_layers_worst_case', 'leaf_calls_per_user_request'));
  });

  test('a retry budget of a tenth of the successes: load λ / (1 − 0.1 (1 − p)), and with nothing but failures no more than it held', {
    timeout: LONG,
  }, async () => {
    const budget = { ratio: 0.1, cap: 100 };
    const bounded = (p: number) => queue(stream(50), delay('server', time(0.001), p), { retry: { ...retry(20), budget } });
    // Balance: attempts a = λ + retries, retries = 0.1 × successes = 0.1 (1 − p) a, as long as more retries are wanted than allowed.
    expect(
      await disagreements(bounded(0.5), { seconds: 3, warmup: 1 }, [
        { what: 'budgeted load factor', theory: 1 / (1 - 0.1 * 0.5), measured: over('clients-server', (l) => l.attempts / l.rate) },
      ]),
    ).toEqual([]);
    const outage = once(bounded(1), 1, { seconds: 5, warmup: 0 });
    expect(outage.links[0]!.retries).toBe(budget.cap);
  });
});

describe('client timeouts', () => {
  test.each([
    { tau: 0.1, seconds: 22 },
    { tau: 0.2, seconds: 60 },
  ])('P(T > $tau) of M/M/1, while the server does all the work', { timeout: LONG }, async ({ tau, seconds }) => {
    const name = `mm1_client_timeout_prob_tau${tau}`;
    expect(
      await disagreements(queue(stream(80), station('server', exponential(0.01)), { timeout: time(tau) }), { seconds, warmup: 1 }, [
        { what: `${name} timeouts`, theory: theory(name, 'timeout_prob'), measured: failedShare, tail: true },
        { what: 'server still serves all', theory: 80 * SPEED, measured: node('server', (n) => n.throughput) },
        { what: 'utilization with zombies', theory: 0.8, measured: node('server', (n) => n.utilization) },
        {
          what: 'work for nobody',
          theory: theory(name, 'timeout_prob'),
          measured: node('server', (n) => n.abandoned / n.total.n),
          tail: true,
        },
      ]),
    ).toEqual([]);
  });
});

describe('token bucket before Poisson arrivals', () => {
  test.each([
    { rate: 100, refill: 100, burst: 10, seconds: 6 },
    { rate: 150, refill: 100, burst: 10, seconds: 5 },
    { rate: 80, refill: 100, burst: 5, seconds: 6 },
    { rate: 200, refill: 100, burst: 1, seconds: 5 },
  ])('$rate/s, refill $refill/s, burst $burst', { timeout: LONG }, async ({ rate, refill, burst, seconds }) => {
    const name = `tokenbucket_poisson_l${rate}_r${refill}_b${burst}`;
    const limited = queue(stream(rate), delay('server', '0ms'), { rateLimit: { rate: refill * SPEED, burst } });
    expect(
      await disagreements(limited, { seconds, warmup: 0.5 }, [
        { what: `${name} accepted`, theory: theory(name, 'accept_fraction'), measured: (r) => 1 - (failedShare(r) ?? NaN) },
        { what: `${name} throughput`, theory: theory(name, 'throughput_per_s') * SPEED, measured: node('server', (n) => n.throughput) },
      ]),
    ).toEqual([]);
  });
});

describe('windows before Poisson arrivals', () => {
  test.each([
    { kind: 'fixed-window' as const, name: 'fixedwindow_poisson_l10_L10', rate: 10 },
    { kind: 'fixed-window' as const, name: 'fixedwindow_poisson_l15_L10', rate: 15 },
    { kind: 'sliding-log' as const, name: 'slidinglog_poisson_l15_L10', rate: 15 },
  ])('$name', { timeout: LONG }, async ({ kind, name, rate }) => {
    const limited = queue(stream(rate), delay('server', '0ms'), { rateLimit: { kind, limit: 10, window: time(1) } });
    expect(
      await disagreements(limited, { seconds: 20, warmup: 0.5 }, [
        { what: `${name} accepted`, theory: theory(name, 'accept_fraction'), measured: (r) => 1 - (failedShare(r) ?? NaN) },
        { what: `${name} throughput`, theory: theory(name, 'throughput_per_s') * SPEED, measured: node('server', (n) => n.throughput) },
      ]),
    ).toEqual([]);
  });
});

describe('backoff: a call that fails for good has waited', () => {
  const name = 'backoff_full_jitter_mean';
  test.each([
    { jitter: 'full' as const, quantity: 'mean_total_delay_s' },
    { jitter: 'equal' as const, quantity: 'mean_total_delay_equal_jitter_s' },
    { jitter: 'none' as const, quantity: 'no_jitter_s' },
  ])('$jitter jitter', { timeout: LONG }, async ({ jitter, quantity }) => {
    const again = {
      attempts: parameter(name, 'retries') + 1,
      backoff: time(parameter(name, 'base_s')),
      cap: time(parameter(name, 'cap_s')),
      jitter,
      on: ['error' as const],
    };
    const hopeless = queue(stream(2), delay('server', '0ms', 1), { retry: again });
    // The longest wait is 21.3 s of the reference's; a run must not end before it has seen the calls that it began.
    expect(
      await disagreements(hopeless, { seconds: 40, warmup: 1 }, [
        { what: `${name} ${jitter}`, theory: ours(theory(name, quantity)), measured: over('clients-server', (l) => l.duration.mean) },
      ]),
    ).toEqual([]);
  });
});

describe('circuit breaker on a dependency that always fails after 5 ms', () => {
  const dependency = delay('server', '5ms', 1);
  const admitted = over('clients-server', (l) => l.attempts / l.rate);

  test('equal steps of 10 ms: a probe each 1.01 s, exactly', () => {
    const name = 'breaker_duty_deterministic';
    const breaker = { kind: 'consecutive' as const, failures: 5, cooldown: '1002ms', probes: 1 };
    const clients: DesignNode = { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 100 } } };
    const cycles = 1000;
    const report = once(design([clients, dependency], [link('clients', 'server', { breaker })]), 1, {
      seconds: cycles * theory(name, 'cycle_s'),
      warmup: 10,
    });
    const [measured] = report.links;
    const calls = cycles * (theory(name, 'rejected_per_cycle') + 1);
    expect(report.requests.arrived).toBe(calls);
    expect(measured!.breakerTrips).toBe(cycles);
    expect(measured!.failuresByCause['breaker-open']).toBe(calls - cycles);
    expect(admitted(report)).toBeCloseTo(theory(name, 'admitted_fraction'), 12);
  });

  test('Poisson arrivals: one probe in λ(T + l) + 1 calls', { timeout: LONG }, async () => {
    const name = 'breaker_duty_poisson';
    const breaker = { kind: 'consecutive' as const, failures: 1, cooldown: '1s', probes: 1 };
    const clients: DesignNode = { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'poisson', rate: 100 } } };
    expect(
      await disagreements(design([clients, dependency], [link('clients', 'server', { breaker })]), { seconds: 600, warmup: 10 }, [
        { what: `${name} admitted`, theory: theory(name, 'admitted_fraction'), measured: admitted },
      ]),
    ).toEqual([]);
  });
});

writtenDown();
