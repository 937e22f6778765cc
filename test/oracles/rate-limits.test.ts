import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { newLimiter } from '../../engine/policies/registry';
import { type LimiterTrace, limiterTraces } from './rate-limit-traces';
import { NANOS_PER_MS } from './traces';

/** Ours, in the form of the trace. */
function replay({ params, calls }: LimiterTrace) {
  const limiter = newLimiter(params, 0);
  return calls.map(({ t }) => {
    const wait = limiter.take(t * NANOS_PER_MS);
    return { t, allow: wait <= limiter.patience, wait: wait / NANOS_PER_MS };
  });
}

describe('decisions of real rate limiters', () => {
  const traces = limiterTraces();

  test.each(traces.map((trace) => [trace.name, trace] as const))('%s: every decision agrees', (_, trace) => {
    const ours = replay(trace);
    expect(ours.map(({ t, allow }) => ({ t, allow }))).toEqual(trace.calls.map(({ t, allow }) => ({ t, allow })));
    // The library's timers count in whole milliseconds, and go off up to one late.
    const late = trace.calls.map(({ t, releasedAt }, i) => (typeof releasedAt === 'number' ? t + ours[i]!.wait - releasedAt : 0));
    expect(Math.max(...late.map(Math.abs))).toBeLessThanOrEqual(1);
  });

  test('the traces hold both answers, many times, and every recorded limiter is among them', () => {
    const calls = traces.flatMap((trace) => trace.calls);
    expect(calls.length).toBeGreaterThan(3000);
    expect(calls.filter(({ allow }) => !allow).length).toBeGreaterThan(1000);
    expect(calls.filter(({ t, releasedAt }) => (releasedAt ?? t) > t).length).toBeGreaterThan(80);
    // Bottleneck's is a bulkhead with a spacing: bottleneck.test.ts.
    const files = readdirSync(new URL('data/', import.meta.url)).filter((name) => name.startsWith('rl_') && name !== 'rl_bottleneck.json');
    expect([...new Set(traces.map(({ name }) => `${name.split(' ')[0]}.json`))].toSorted()).toEqual(files.toSorted());
  });
});
