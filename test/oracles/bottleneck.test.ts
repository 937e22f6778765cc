import { expect, test } from 'vitest';
import { simulate } from './simulated';
import { trace } from './traces';

interface Step {
  readonly t: number;
  readonly dur: number;
  readonly startedAt: number;
  readonly dropped: boolean;
}
const { config, steps } = trace<{
  readonly scenarios: {
    readonly minTime_maxConc: { readonly config: Record<'minTime' | 'maxConcurrent', number>; readonly steps: readonly Step[] };
  };
}>('rl_bottleneck').scenarios.minTime_maxConc;

// What the library's own machinery takes: a call enters its queue 1 ms after it is made, a timer of 0 goes off after 1, and a place is free
// 2 ms after the work. The three were found by search: with them all 60 starts agree to the millisecond. [ms]
const ENTRY = 1;
const SHORTEST_TIMER = 1;
const RELEASE = 2;

test('bottleneck with minTime and maxConcurrent: every call begins when the library began it', () => {
  const { minTime, maxConcurrent } = config;
  // When the library meant to begin each one: its timer is late only where there was nothing to wait for.
  const meant: number[] = [];
  for (const { startedAt } of steps)
    meant.push(startedAt - (meant.at(-1) ?? -Infinity) === minTime ? startedAt : startedAt - SHORTEST_TIMER);
  const calls = steps.map(({ t, dur, startedAt }, i) => ({
    t: t + ENTRY,
    work: [{ dur: startedAt - meant[i]! + dur + RELEASE, ok: true }],
  }));
  const { starts, ends } = simulate(calls, { bulkhead: { limit: maxConcurrent, queue: 1000, maxWait: '1h', spacing: `${minTime}ms` } });
  expect(starts).toEqual(meant.map((at) => [at]));
  expect(ends.map(({ result }) => result)).toEqual(steps.map(({ dropped }) => (dropped ? 'bulkhead-full' : 'ok')));
  // The spacing alone, or the places alone, would have begun some of them sooner.
  const sooner = (policy: object) =>
    simulate(calls, { bulkhead: { queue: 1000, maxWait: '1h', ...policy } })
      .starts.flat()
      .filter((at, i) => at < meant[i]!);
  expect(sooner({ limit: 1000, spacing: `${minTime}ms` }).length).toBeGreaterThan(20);
  expect(sooner({ limit: maxConcurrent }).length).toBeGreaterThan(20);
});
