import { describe, expect, test } from 'vitest';
import { rps } from '../../engine/core/units';
import { TokenBucket } from '../../engine/policies/token-bucket';
import { NANOS_PER_MS, trace } from './traces';

interface Step {
  readonly t: number;
  readonly allow: boolean;
}

interface ContinuousTrace {
  readonly config: { readonly bucketSize: number; readonly tokensPerInterval: number; readonly intervalMs: number };
  readonly scenarios: Record<string, readonly (Step & { readonly tokensAfter: number })[]>;
}

interface GcraTrace {
  readonly config: { readonly burst: number; readonly rate: number; readonly periodMs: number };
  readonly scenarios: Record<string, readonly (Step & { readonly retryIn: number })[]>;
}

/** Our decisions and waits for the trace's arrivals. */
function replay(bucket: TokenBucket, steps: readonly Step[]) {
  return steps.map(({ t }) => {
    const wait = bucket.take(t * NANOS_PER_MS);
    return { t, allow: wait === 0, wait };
  });
}
const decisions = (steps: readonly Step[]) => steps.map(({ t, allow }) => ({ t, allow }));

describe('limiter’s TokenBucket (continuous refill, starts full)', () => {
  const { config, scenarios } = trace<ContinuousTrace>('rl_tokenbucket_continuous_limiter');
  const rate = rps((config.tokensPerInterval * 1000) / config.intervalMs);

  test.each(Object.entries(scenarios))('%s: every decision agrees, and every wait is what its content lacks', (_, steps) => {
    const ours = replay(new TokenBucket({ rate, burst: config.bucketSize, initial: 1 }), steps);
    expect(decisions(ours)).toEqual(decisions(steps));
    const lacking = steps.map(({ allow, tokensAfter }) => (allow ? 0 : (1 - tokensAfter) / rate));
    // The trace rounds its content to a millionth of a token.
    lacking.forEach((wait, i) => expect(Math.abs(ours[i]!.wait / 1e9 - wait)).toBeLessThan(1e-6 / rate));
  });
});

describe.each(['rl_gcra_redis', 'rl_gcra_redis_burst1'])('%s: GCRA in Redis is the same bucket by virtual scheduling', (name) => {
  const { config, scenarios } = trace<GcraTrace>(name);
  const rate = rps((config.rate * 1000) / config.periodMs);

  test.each(Object.entries(scenarios))('%s: every decision and every wait agrees', (_, steps) => {
    const ours = replay(new TokenBucket({ rate, burst: config.burst, initial: 1 }), steps);
    expect(decisions(ours)).toEqual(decisions(steps));
    // Redis counts whole milliseconds.
    steps.forEach(({ retryIn }, i) => expect(Math.abs(ours[i]!.wait / NANOS_PER_MS - retryIn)).toBeLessThan(1));
  });

  test('the traces hold both answers many times', () => {
    const all = Object.values(scenarios).flat();
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((step) => !step.allow).length).toBeGreaterThan(50);
  });
});
