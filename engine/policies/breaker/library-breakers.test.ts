import { describe, expect, test } from 'vitest';
import { ms, seconds } from '../../core/units';
import { type BreakerParams, zBreaker } from '../breaker-params';
import { type BreakerState, type CircuitBreaker, CLOSED, HALF_OPEN, OPEN } from './circuit-breaker';
import { makeBreaker, sameFamily } from './make-breaker';

// What the recorded traces of the libraries (test/oracles) do not reach.

type Input = Parameters<typeof zBreaker.parse>[0];
const paramsOf = (input: Input): BreakerParams => zBreaker.parse(input);

interface Watched {
  readonly breaker: CircuitBreaker;
  readonly changes: [number, BreakerState][];
}
function watched(input: Input): Watched {
  const breaker = makeBreaker(paramsOf(input));
  const changes: [number, BreakerState][] = [];
  breaker.onChange = (now, state) => changes.push([now, state]);
  return { breaker, changes };
}

/** One call that takes no time of the clock: whether it passed. */
function call(breaker: CircuitBreaker, now: number, ok: boolean, duration = 0): boolean {
  if (!breaker.allow(now)) return false;
  breaker.record(now, ok, duration, breaker.permit);
  return true;
}
const calls = (breaker: CircuitBreaker, now: number, outcomes: string, duration = 0): boolean[] =>
  outcomes.split('').map((outcome) => call(breaker, now, outcome === '.', duration));

describe('resilience4j', () => {
  const small = { kind: 'resilience4j', slidingWindowSize: 4, minimumNumberOfCalls: 4, permittedNumberOfCallsInHalfOpenState: 2 } as const;

  test('opens at the rate, not above it only', () => {
    const at = watched(small);
    calls(at.breaker, 0, '..xx');
    expect(at.breaker.state(0)).toBe(OPEN);
    const below = watched(small);
    calls(below.breaker, 0, '...x...x');
    expect(below.changes).toEqual([]);
  });

  test('a slow call is one that takes longer than the threshold; enough of them open it, failed or not', () => {
    const slow = { ...small, slowCallDurationThreshold: '2s', slowCallRateThreshold: 50 };
    const at = watched(slow);
    calls(at.breaker, 0, '....', seconds(2));
    expect(at.changes).toEqual([]);
    calls(at.breaker, 0, '..', seconds(2) + 1);
    expect(at.breaker.state(0)).toBe(OPEN);
  });

  test('a call at the end of the wait is still rejected, one after it is a probe', () => {
    const { breaker } = watched(small);
    calls(breaker, 0, 'xxxx');
    expect(breaker.allow(seconds(60))).toBe(false);
    expect(breaker.allow(seconds(60) + 1)).toBe(true);
  });

  test('half-open by a timer, where it is asked for', () => {
    const { breaker, changes } = watched({ ...small, automaticTransitionFromOpenToHalfOpenEnabled: true, waitDurationInOpenState: '1s' });
    expect(breaker.wakeAt).toBe(Infinity);
    calls(breaker, 0, 'xxxx');
    expect(breaker.wakeAt).toBe(seconds(1));
    breaker.wake(seconds(1));
    expect(changes.at(-1)).toEqual([seconds(1), HALF_OPEN]);
  });

  test('waits for its probes no longer than it may', () => {
    const { breaker, changes } = watched({ ...small, maxWaitDurationInHalfOpenState: '5s', waitDurationInOpenState: '1s' });
    calls(breaker, 0, 'xxxx');
    const probed = seconds(3);
    expect(breaker.allow(probed)).toBe(true);
    expect(breaker.wakeAt).toBe(probed + seconds(5));
    breaker.wake(probed + seconds(5));
    expect(changes.at(-1)).toEqual([probed + seconds(5), OPEN]);
    expect(breaker.trips).toBe(2);
  });

  test('each opening without a closing between lasts longer, up to the longest', () => {
    const { breaker, changes } = watched({
      ...small,
      waitDurationInOpenState: '1s',
      exponentialBackoffMultiplier: 2,
      exponentialMaxWaitDurationInOpenState: '3s',
      automaticTransitionFromOpenToHalfOpenEnabled: true,
    });
    calls(breaker, 0, 'xxxx');
    for (let i = 0; i < 4; i++) calls(breaker, breaker.wakeAt, 'xx');
    const openings = changes.filter(([, state]) => state === OPEN).map(([at]) => at / 1e9);
    // Waits of 1, 2, 3 and 3 s.
    expect(openings).toEqual([0, 1, 3, 6, 9]);
    calls(breaker, breaker.wakeAt, '..');
    expect(breaker.state(breaker.wakeAt)).toBe(CLOSED);
    const closed = seconds(20);
    calls(breaker, closed, 'xxxx');
    expect(breaker.wakeAt).toBe(closed + seconds(1));
  });

  test('a call from before the trip that ends during the probes is one of them', () => {
    const { breaker, changes } = watched({ ...small, waitDurationInOpenState: '1s' });
    breaker.allow(0);
    const old = breaker.permit;
    calls(breaker, 0, 'xxxx');
    const later = seconds(2);
    call(breaker, later, true);
    breaker.record(later, true, 0, old);
    expect(changes.at(-1)).toEqual([later, CLOSED]);
  });

  test('a probe that is given up may be made again', () => {
    const { breaker } = watched({ ...small, waitDurationInOpenState: '1s' });
    calls(breaker, 0, 'xxxx');
    const later = seconds(2);
    expect([1, 2, 3].map(() => breaker.allow(later))).toEqual([true, true, false]);
    breaker.release(later, breaker.permit);
    expect(breaker.allow(later)).toBe(true);
  });

  test('an edit while half-open cannot leave it without probes to wait for', () => {
    const { breaker } = watched({ ...small, waitDurationInOpenState: '1s' });
    calls(breaker, 0, 'xxxx');
    const later = seconds(2);
    calls(breaker, later, '.');
    breaker.configure(paramsOf({ ...small, permittedNumberOfCallsInHalfOpenState: 3 }));
    calls(breaker, later, '...');
    expect(breaker.state(later)).toBe(CLOSED);
  });
});

describe('cockatiel', () => {
  const three = { kind: 'cockatiel', halfOpenAfter: '1s', breaker: { kind: 'consecutive', threshold: 3 } } as const;

  test('opens above the rate, not at it', () => {
    const { breaker } = watched({ ...three, breaker: { kind: 'count', threshold: 0.5, size: 4, minimumNumberOfCalls: 4 } });
    calls(breaker, 0, '..xx');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, '.');
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
  });

  test('holds the calls that come during the probe, and no others', () => {
    const { breaker } = watched(three);
    calls(breaker, 0, 'xxx');
    expect([breaker.allow(ms(999)), breaker.holds]).toEqual([false, false]);
    expect(breaker.allow(seconds(1))).toBe(true);
    const probe = breaker.permit;
    expect([breaker.allow(seconds(1)), breaker.holds]).toEqual([false, true]);
    breaker.record(seconds(2), true, 0, probe);
    expect([breaker.allow(seconds(2)), breaker.holds]).toEqual([true, false]);
  });

  test('exponential waits grow with each failed probe and begin anew after a good one', () => {
    const { breaker, changes } = watched({
      ...three,
      halfOpenAfter: { kind: 'exponential', initialDelay: '1s', exponent: 2, maxDelay: '5s' },
    });
    const opened = () => changes.filter(([, state]) => state === OPEN).map(([at]) => at / 1e9);
    calls(breaker, 0, 'xxx');
    for (const at of [1, 3, 7, 12]) {
      expect(breaker.state(seconds(at) - 1)).toBe(OPEN);
      call(breaker, seconds(at), false);
    }
    expect(opened()).toEqual([0, 1, 3, 7, 12]);
    call(breaker, seconds(17), true);
    calls(breaker, seconds(17), 'xxx');
    expect(breaker.state(seconds(18))).toBe(HALF_OPEN);
  });

  test('where the probe is given up, the next call probes at once', () => {
    const { breaker } = watched(three);
    calls(breaker, 0, 'xxx');
    breaker.allow(seconds(1));
    breaker.release(seconds(1), breaker.permit);
    expect(breaker.trips).toBe(1);
    expect(breaker.allow(seconds(1))).toBe(true);
  });
});

describe('opossum', () => {
  const half = { kind: 'opossum', errorThresholdPercentage: 50, resetTimeout: '1s' } as const;

  test('opens above the rate, not at it; rejected calls count as calls', () => {
    const { breaker } = watched(half);
    calls(breaker, 0, '.x');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
  });

  test('a timer makes it half-open; one call probes, the rest is rejected', () => {
    const { breaker, changes } = watched(half);
    calls(breaker, 0, 'x');
    expect(breaker.wakeAt).toBe(seconds(1));
    expect([1, 2].map(() => breaker.allow(seconds(5)))).toEqual([true, false]);
    expect(changes).toEqual([
      [0, OPEN],
      [seconds(1), HALF_OPEN],
    ]);
  });

  test('its window goes on over opening and closing', () => {
    const { breaker } = watched({ ...half, volumeThreshold: 5 });
    calls(breaker, 0, 'xxxxx');
    call(breaker, seconds(1), true);
    expect(breaker.state(seconds(1))).toBe(CLOSED);
    // 6 failures of 7 calls, six of them from before.
    call(breaker, seconds(1), false);
    expect(breaker.state(seconds(1))).toBe(OPEN);
  });

  test('any old call that ends while half-open decides', () => {
    const { breaker, changes } = watched(half);
    breaker.allow(0);
    const old = breaker.permit;
    calls(breaker, 0, '.xxx');
    breaker.record(seconds(2), true, 0, old);
    expect(changes.at(-1)).toEqual([seconds(2), CLOSED]);
  });

  test('a probe that is given up may be made again', () => {
    const { breaker } = watched(half);
    calls(breaker, 0, 'x');
    breaker.allow(seconds(1));
    breaker.release(seconds(1), breaker.permit);
    expect(breaker.allow(seconds(1))).toBe(true);
  });
});

describe.each<Input>([
  { kind: 'resilience4j', minimumNumberOfCalls: 1 },
  { kind: 'cockatiel', breaker: { kind: 'consecutive', threshold: 1 } },
  { kind: 'opossum', errorThresholdPercentage: 10 },
])('$kind', (input) => {
  test('switched off, it is closed and hears no more of the calls it let through', () => {
    const { breaker, changes } = watched(input);
    breaker.allow(0);
    const old = breaker.permit;
    call(breaker, 0, false);
    breaker.reset(5);
    expect(changes).toEqual([
      [0, OPEN],
      [5, CLOSED],
    ]);
    expect(breaker.wakeAt).toBe(Infinity);
    breaker.record(6, false, 0, old);
    breaker.release(6, old);
    expect(breaker.state(6)).toBe(CLOSED);
  });

  test('stays as it is when its parameters change', () => {
    const { breaker } = watched(input);
    call(breaker, 0, false);
    breaker.configure(paramsOf(input));
    expect(breaker.state(1)).toBe(OPEN);
    expect(breaker.trips).toBe(1);
  });

  test('does not take over from another kind, and knows no permit of it', () => {
    const before = makeBreaker(paramsOf({ kind: 'consecutive', failures: 1 }));
    before.allow(0);
    const old = before.permit;
    call(before, 0, false);
    expect(sameFamily(paramsOf({ kind: 'consecutive' }), paramsOf(input))).toBe(false);
    const { breaker } = watched(input);
    breaker.succeed(before);
    breaker.allow(1);
    expect(breaker.permit).not.toBe(old);
    expect(breaker.trips).toBe(1);
    breaker.record(1, false, 0, old);
    expect(breaker.state(1)).toBe(CLOSED);
  });
});
