import { describe, expect, test } from 'vitest';
import { Rng } from '../../engine/core/rng';
import { ms, rps, seconds } from '../../engine/core/units';
import { Backoff } from '../../engine/policies/backoff';
import { Breaker } from '../../engine/policies/breaker/generic-breaker';
import { RetryBudget } from '../../engine/policies/retry-budget';
import { TokenBucket } from '../../engine/policies/token-bucket';
import { Z999 } from '../statistics';
import { trace } from './traces';

// Policies against the formulas of queueing theory, with nothing but arrivals around them.

interface Case {
  readonly params: Record<string, number>;
  readonly expected: Record<string, number>;
}
const { cases } = trace<{ readonly cases: Record<string, Case> }>('analytic-policies');
const named = (name: string): Case => {
  const found = cases[name];
  if (!found) throw new Error(`No case ${name}`);
  return found;
};

/** Calls a dependency that always fails after 5 ms, whenever `gaps` say; counts until so many probes were made. */
function duty(breaker: Breaker, gap: () => number, cycles: number) {
  let now = 0;
  let answerAt = Infinity;
  let [admitted, rejected, firstProbeAt, lastProbeAt] = [0, 0, -1, -1];
  for (let arrived = true; arrived; ) {
    now += gap();
    if (answerAt <= now) {
      breaker.record(answerAt, false, ms(5), breaker.permit);
      answerAt = Infinity;
    }
    const probing = breaker.trips > 0;
    if (!breaker.allow(now)) {
      if (firstProbeAt >= 0) rejected++;
      continue;
    }
    answerAt = now + ms(5);
    if (!probing) continue;
    if (firstProbeAt < 0) firstProbeAt = now;
    lastProbeAt = now;
    arrived = admitted++ < cycles;
  }
  return { cycles: admitted - 1, rejected, span: lastProbeAt - firstProbeAt };
}

describe('breaker', () => {
  test('duty cycle with arrivals like clockwork: one probe, a hundred rejections, to the nanosecond', () => {
    const { params, expected } = named('breaker_duty_deterministic');
    const breaker = new Breaker({
      kind: 'consecutive',
      failures: 5,
      cooldown: seconds(params['open_s']!),
      probes: params['half_open_probes']!,
    });
    const gap = seconds(params['arrival_interval_s']!);
    const found = duty(breaker, () => gap, 1000);
    expect(found).toEqual({ cycles: 1000, rejected: 1000 * expected['rejected_per_cycle']!, span: 1000 * seconds(expected['cycle_s']!) });
    expect(found.cycles / (found.cycles + found.rejected)).toBe(expected['admitted_fraction']);
  });

  test('duty cycle with Poisson arrivals', () => {
    // Method: 10,000 cycles. A cycle's arrivals are 1 + Poisson(λ (cooldown + 5 ms)), its length that span and an exponential gap.
    const { params, expected } = named('breaker_duty_poisson');
    const rng = Rng.root(90);
    const breaker = new Breaker({ kind: 'consecutive', failures: 1, cooldown: seconds(params['open_s']!), probes: 1 });
    const rate = params['arrival_rate_per_s']!;
    const { cycles, rejected, span } = duty(breaker, () => Math.round((rng.exponential() * 1e9) / rate), 10_000);
    const perCycle = 1 / expected['admitted_fraction']! - 1;
    expect(Math.abs(rejected / cycles - perCycle)).toBeLessThan(Z999 * Math.sqrt(perCycle / cycles));
    expect(Math.abs(span / cycles / 1e9 - expected['mean_cycle_s']!)).toBeLessThan(Z999 / rate / Math.sqrt(cycles));
  });

  test('a healthy callee trips a window of 20 as seldom as the binomial says', () => {
    const { params, expected } = named('breaker_window_false_trip');
    const rng = Rng.root(91);
    const windowed = {
      kind: 'count-window',
      size: 20,
      failureRate: 0.5 + 1e-6,
      slowRate: 1,
      minimumCalls: 20,
      cooldown: seconds(0),
      probes: 1,
    } as const;
    const n = 100_000;
    let trips = 0;
    for (let i = 0; i < n; i++) {
      const breaker = new Breaker(windowed);
      for (let call = 0; call < 20; call++) breaker.record(call, rng.next() >= params['failure_prob']!, 0, breaker.permit);
      trips += breaker.trips;
    }
    const p = expected['prob_trip_per_independent_window']!;
    expect(Math.abs(trips / n - p)).toBeLessThan(Z999 * Math.sqrt((p * (1 - p)) / n));
  });
});

describe('token bucket with Poisson arrivals', () => {
  test.each(Object.keys(cases).filter((name) => name.startsWith('tokenbucket_poisson')))('%s', (name) => {
    // Method: 50 batches of 20,000 arrivals; theory must lie in the 99.9 % interval of their means.
    const { params, expected } = named(name);
    const rng = Rng.root(92).fork(name);
    const bucket = new TokenBucket({ rate: rps(params['refill_per_s']!), burst: params['burst']!, initial: 1 });
    let now = 0;
    const batch = () => {
      let taken = 0;
      for (let i = 0; i < 20_000; i++) {
        now += Math.round((rng.exponential() * 1e9) / params['arrival_rate_per_s']!);
        if (bucket.take(now) === 0) taken++;
      }
      return taken / 20_000;
    };
    batch(); // The full bucket at the start is not the stationary one.
    const means = Array.from({ length: 50 }, batch);
    const mean = means.reduce((a, b) => a + b) / 50;
    const half = Z999 * Math.sqrt(means.reduce((a, b) => a + (b - mean) ** 2, 0) / 49 / 50);
    expect(half).toBeLessThan(0.003); // A wide interval would pass anything.
    expect(Math.abs(mean - expected['accept_fraction']!)).toBeLessThan(half);
  });
});

test('backoff: mean total wait without, with equal and with full jitter', () => {
  const { params, expected } = named('backoff_full_jitter_mean');
  const retries = params['retries']!;
  const total = (jitter: 'none' | 'equal' | 'full', n: number) => {
    const backoff = new Backoff(
      { attempts: retries + 1, backoff: seconds(params['base_s']!), factor: 2, cap: seconds(params['cap_s']!), jitter },
      Rng.root(93).fork(jitter),
    );
    let sum = 0;
    for (let i = 0; i < n; i++) for (let retry = 1; retry <= retries; retry++) sum += backoff.delay(retry, 0);
    return sum / n / 1e9;
  };
  const n = 50_000;
  // Uniform over a width w has variance w²/12; the waits are 0.1, 0.2 … 3.2, 5, 5 s.
  const deviation = Math.sqrt([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5].reduce((sum, w) => sum + w ** 2 / 12, 0) / n);
  expect(total('none', 1)).toBeCloseTo(expected['no_jitter_s']!, 9);
  expect(Math.abs(total('full', n) - expected['mean_total_delay_s']!)).toBeLessThan(Z999 * deviation);
  expect(Math.abs(total('equal', n) - expected['mean_total_delay_equal_jitter_s']!)).toBeLessThan((Z999 * deviation) / 2);
});

test('retry budget: retries are at most the initial tokens and a share of what pays in', () => {
  // The case pays in at each first try, ours at each success; the bucket is the same, so it is driven at each first try here.
  const { expected } = named('retry_budget_ratio_0.1_full_outage');
  const budget = new RetryBudget({ ratio: 0.1, cap: 100 });
  let retries = 0;
  for (let call = 0; call < 60_000; call++) {
    budget.onSuccess();
    for (let retry = 0; retry < 3; retry++) if (budget.tryTake()) retries++;
  }
  expect(retries).toBeLessThanOrEqual(expected['max_total_retries']!);
  expect(retries).toBeGreaterThan(expected['max_total_retries']! - 2);
  expect(Math.abs(1 + retries / 60_000 - expected['load_amplification_long_run']!)).toBeLessThan(0.011);
});
