import { expect, test } from 'vitest';
import { breakerScripts, startsOf } from './breaker-scripts';
import { simulate } from './simulated';

test.each(breakerScripts)('$name: the simulation takes the same decisions', ({ breaker, steps, timeout, ...script }) => {
  const calls = steps.map(({ t, dur, ok }) => ({ t, work: [{ dur, ok }] }));
  const seen = simulate(calls, { breaker, ...(timeout < Infinity && { timeout }) });
  const starts = seen.starts.map(([start]) => start ?? null);
  expect({ starts, transitions: seen.transitions }).toEqual({
    starts: startsOf({ breaker, steps, timeout, ...script }),
    transitions: script.transitions,
  });
});
