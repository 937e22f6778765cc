import { describe, expect, test } from 'vitest';
import { Clock } from '../../engine/core/clock';
import { Codel, type DelayControl, FollyCodel } from '../../engine/policies/codel';
import { NANOS_PER_MS, trace } from './traces';

interface Scenario {
  readonly name: string;
  readonly variant: string;
  readonly targetMs: number;
  readonly intervalMs: number;
  readonly drops: number;
  /** Arrival [µs], time that the service would take [µs], 1 when dropped, when it was taken from the queue [µs]. */
  readonly rows: readonly (readonly [number, number, number, number])[];
}
const NANOS_PER_US = 1e3;
const { scenarios } = trace<{ readonly scenarios: readonly Scenario[] }>('codel');
const of = (variant: string) => scenarios.filter((each) => each.variant.startsWith(variant)).map((each) => [each.name, each] as const);

/** The trace’s harness: one server, first in, first out; the control is asked whenever a call is taken. */
function replay(scenario: Scenario, make: new (times: ReturnType<typeof timesOf>, clock: Clock) => DelayControl) {
  const { rows } = scenario;
  const clock = new Clock();
  const control = new make(timesOf(scenario), clock);
  const decisions: (readonly [number, number])[] = [];
  let free = 0;
  let arrived = 0;
  let next = 0;
  while (next < rows.length) {
    if (next === arrived) {
      // The server is free and looks in vain; it waits for the next call.
      control.ranEmpty();
      free = Math.max(free, rows[arrived]![0] * NANOS_PER_US);
    }
    while (arrived < rows.length && rows[arrived]![0] * NANOS_PER_US <= free) arrived++;
    while (next < arrived) {
      const [came, service] = rows[next]!;
      next++;
      clock.now = free;
      const dropped = control.drops({ since: came * NANOS_PER_US }, arrived - next);
      decisions.push([dropped ? 1 : 0, free / NANOS_PER_US]);
      if (!dropped) {
        free += service * NANOS_PER_US;
        break;
      }
    }
  }
  return decisions;
}

const timesOf = ({ targetMs, intervalMs }: Scenario) => ({ target: targetMs * NANOS_PER_MS, interval: intervalMs * NANOS_PER_MS });
const theirs = ({ rows }: Scenario) => rows.map(([, , dropped, takenAt]) => [dropped, takenAt] as const);

describe('Linux’s codel_impl.h with the exact square root', () => {
  test.each(of('exact sqrt'))('%s: every decision and its time agree', (_, scenario) => {
    const ours = replay(scenario, Codel);
    expect(ours).toEqual(theirs(scenario));
    expect(ours.filter(([dropped]) => dropped === 1)).toHaveLength(scenario.drops);
  });

  test.each(of('Linux fixed point'))('%s: the kernel’s own approximation of the root drops a tenth more or less', (_, scenario) => {
    // The kernel multiplies by a 16 bit reciprocal root after one Newton step, so its times differ from the law that it approximates.
    const drops = replay(scenario, Codel).filter(([dropped]) => dropped === 1).length;
    expect(Math.abs(drops / scenario.drops - 1)).toBeLessThan(0.1);
  });
});

describe('folly’s Codel', () => {
  test.each(of('folly'))('%s: every decision and its time agree', (_, scenario) => {
    const ours = replay(scenario, FollyCodel);
    expect(ours).toEqual(theirs(scenario));
    expect(ours.filter(([dropped]) => dropped === 1)).toHaveLength(scenario.drops);
  });
});

test('the traces hold three of each, with hundreds of drops', () => {
  expect([of('exact sqrt').length, of('folly').length, of('Linux fixed point').length]).toEqual([3, 3, 3]);
  expect(scenarios.reduce((sum, { drops }) => sum + drops, 0)).toBeGreaterThan(2000);
});
