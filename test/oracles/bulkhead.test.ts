import { expect, test } from 'vitest';
import { simulate } from './simulated';
import { trace } from './traces';

interface Step {
  readonly t: number;
  readonly dur: number;
  readonly startedAt: number | null;
  readonly rejected: boolean;
  readonly doneAt: number;
}
const { scenarios } = trace<{
  readonly scenarios: Record<
    string,
    { readonly config: { readonly limit: number; readonly queue: number }; readonly steps: readonly Step[] }
  >;
}>('bulkhead_cockatiel');

test.each(Object.entries(scenarios))('cockatiel, %s: who begins when, who is rejected, who is done when', (_name, { config, steps }) => {
  const calls = steps.map(({ t, dur }) => ({ t, work: [{ dur, ok: true }] }));
  const { starts, ends } = simulate(calls, { bulkhead: { ...config, maxWait: '1h' } });
  expect(steps.map((_, i) => ({ startedAt: starts[i]![0] ?? null, ...ends[i]! }))).toEqual(
    steps.map(({ t, startedAt, rejected, doneAt }) => ({
      startedAt: startedAt ?? null,
      at: rejected ? t : doneAt,
      result: rejected ? 'bulkhead-full' : 'ok',
    })),
  );
});
