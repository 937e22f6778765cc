import { describe, expect, test } from 'vitest';
import { simulate } from './simulated';
import { trace } from './traces';

interface Call {
  readonly t: number;
  readonly plan: readonly { readonly dur: number; readonly ok: boolean }[];
  /** When each attempt began, after `t`. [ms] */
  readonly attempts: readonly number[];
  readonly result: 'ok' | 'failed' | 'timeout';
  readonly doneAt: number;
}
const { config, scenarios } = trace<{
  readonly config: { readonly timeoutMs: number };
  readonly scenarios: Record<string, readonly Call[]>;
}>('retry_timeout_cockatiel');

const timeout = config.timeoutMs;
const common = { jitter: 'none' as const };
const retries = {
  retry3_exp_nojitter: { attempts: 4, backoff: 100, factor: 2, ...common },
  retry2_const: { attempts: 3, backoff: 50, factor: 1, ...common },
} as const;
const results: Record<string, Call['result']> = { ok: 'ok', error: 'failed', timeout: 'timeout' };

describe.each(Object.entries(retries))('cockatiel, %s', (name, retry) => {
  test('timeout inside retry: each attempt, result and end agrees', () => {
    const calls = scenarios[`${name}__timeoutInsideRetry`]!;
    const seen = simulate(
      calls.map(({ t, plan }) => ({ t, work: plan })),
      { retry, timeout },
    );
    expect(seenAs(seen, calls)).toEqual(calls.map(({ attempts, result, doneAt }) => ({ attempts, result, doneAt })));
  });

  // Where the timeout comes while the library sleeps before a retry, it makes that one retry all the same, for nobody. Ours takes it back.
  test('timeout around retry: each attempt, result and end agrees, but for the retry that nobody waits for', () => {
    const calls = scenarios[`${name}__timeoutAroundRetry`]!;
    const seen = simulate(
      calls.map(({ t, plan }) => ({ t, work: plan })),
      { retry },
      { timeout, cancelOnTimeout: true },
    );
    const wanted = calls.map(({ attempts, result, doneAt }) => ({ attempts: attempts.filter((at) => at < timeout), result, doneAt }));
    expect(seenAs(seen, calls)).toEqual(wanted);
    // That is all: one retry of each call that slept when the timeout came, when its sleep was over.
    const wasted = calls.map(({ attempts }) => attempts.filter((at) => at >= timeout));
    expect(wasted).toEqual(calls.map((call, i) => asleepAtTimeout(call, wanted[i]!.attempts, retry)));
    expect(wasted.flat().length).toBeGreaterThan(5);
  });
});

/** When the sleep ends in which the timeout finds a call; nothing for one that is at work then, or done. [ms] */
function asleepAtTimeout(
  { plan }: Call,
  attempts: readonly number[],
  { backoff, factor, attempts: most }: (typeof retries)[keyof typeof retries],
): number[] {
  const last = attempts.length - 1;
  const failedAt = attempts[last]! + plan[last]!.dur;
  if (plan[last]!.ok || failedAt >= timeout || attempts.length === most) return [];
  return [failedAt + backoff * factor ** last];
}

const seenAs = ({ starts, ends }: ReturnType<typeof simulate>, calls: readonly Call[]) =>
  calls.map(({ t }, i) => ({ attempts: starts[i]!.map((at) => at - t), result: results[ends[i]!.result], doneAt: ends[i]!.at - t }));
