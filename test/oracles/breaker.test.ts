import { expect, test } from 'vitest';
import { makeBreaker } from '../../engine/policies/breaker/make-breaker';
import { breakerScripts, paramsOf, type Script, startsOf } from './breaker-scripts';
import { NANOS_PER_MS } from './traces';

interface Pending {
  readonly at: number;
  readonly ok: boolean;
  readonly permit: number;
  readonly took: number;
}
const stateWords = ['closed', 'half-open', 'open'] as const;

/** Drives the breaker through the script: when each call began, null for a rejected one, and its changes of state. */
function replay(script: Script) {
  const { steps, timeout } = script;
  const breaker = makeBreaker(paramsOf(script));
  const starts: (number | null)[] = steps.map(() => null);
  const transitions: string[] = [];
  breaker.onChange = (now, state) => transitions.push(`${stateWords[state]} at ${now / NANOS_PER_MS}`);
  const running: Pending[] = [];
  let held: number[] = [];
  const begin = (index: number, now: number): void => {
    const { dur, ok } = steps[index]!;
    if (breaker.allow(now * NANOS_PER_MS)) {
      starts[index] = now;
      running.push({
        at: now + Math.min(dur, timeout),
        ok: ok && dur <= timeout,
        permit: breaker.permit,
        took: Math.min(dur, timeout) * NANOS_PER_MS,
      });
      running.sort((a, b) => a.at - b.at);
    } else if (breaker.holds) held.push(index);
  };
  const finishUntil = (now: number): void => {
    while (running.length > 0 && running[0]!.at <= now) {
      const { at, ok, permit, took } = running.shift()!;
      breaker.record(at * NANOS_PER_MS, ok, took, permit);
      const asking = held;
      held = [];
      for (const index of asking) begin(index, at);
    }
  };
  steps.forEach(({ t }, index) => {
    finishUntil(t);
    begin(index, t);
  });
  finishUntil(Infinity);
  breaker.wake(Number.MAX_SAFE_INTEGER);
  return { starts, transitions };
}

test('there are 28 scripts', () => {
  expect(breakerScripts).toHaveLength(28);
});

test.each(breakerScripts)('$name: every decision and every change of state agrees', (script) => {
  expect(replay(script)).toEqual({ starts: startsOf(script), transitions: script.transitions });
});
