import { describe, expect, test } from 'vitest';
import { Rng } from '../../core/rng';
import { ms, seconds } from '../../core/units';
import { Breaker, type BreakerMeaning } from './generic-breaker';
import type { GenericBreakerParams as BreakerParams } from '../breaker-params';
import { type BreakerState, CLOSED, HALF_OPEN, OPEN } from './circuit-breaker';

const common = { cooldown: seconds(30), probes: 1 };
const consecutive = (failures: number, more: Partial<typeof common> = {}): BreakerParams => ({
  kind: 'consecutive',
  failures,
  ...common,
  ...more,
});
const countWindow = (more: Partial<Extract<BreakerParams, { kind: 'count-window' }>> = {}): BreakerParams => ({
  kind: 'count-window',
  size: 10,
  failureRate: 0.5,
  slowRate: 1,
  minimumCalls: 4,
  ...common,
  ...more,
});
const timeWindow = (more: Partial<Extract<BreakerParams, { kind: 'time-window' }>> = {}): BreakerParams => ({
  kind: 'time-window',
  span: seconds(10),
  failureRate: 0.5,
  slowRate: 1,
  minimumCalls: 4,
  ...common,
  ...more,
});

/** One call that takes no time: whether it passed, and its outcome recorded if so. */
function call(breaker: Breaker, now: number, ok: boolean, duration = 0): boolean {
  if (!breaker.allow(now)) return false;
  breaker.record(now, ok, duration, breaker.permit);
  return true;
}

function calls(breaker: Breaker, now: number, outcomes: string, duration = 0): void {
  for (const outcome of outcomes) call(breaker, now, outcome === '.', duration);
}

describe('consecutive failures', () => {
  test('trips at the n-th in a row, not before; a success starts anew', () => {
    const breaker = new Breaker(consecutive(3));
    calls(breaker, 0, 'xx.xx.xx');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
    expect(breaker.trips).toBe(1);
  });

  test('rejects until the cooldown is over, to the nanosecond', () => {
    const breaker = new Breaker(consecutive(1));
    call(breaker, 5, false);
    expect(breaker.allow(5 + seconds(30) - 1)).toBe(false);
    expect(breaker.allow(5 + seconds(30))).toBe(true);
  });

  test('failures that were forgiven at the last closing do not count again', () => {
    const breaker = new Breaker(consecutive(2));
    calls(breaker, 0, 'xx');
    call(breaker, seconds(30), true);
    calls(breaker, seconds(30), 'x');
    expect(breaker.state(seconds(30))).toBe(CLOSED);
  });
});

describe('half-open', () => {
  const opened = (probes: number) => {
    const breaker = new Breaker(consecutive(1, { probes }));
    call(breaker, 0, false);
    return breaker;
  };
  const later = seconds(30);

  test('lets as many probes through as stated, rejects the rest while they run', () => {
    const breaker = opened(3);
    expect([1, 2, 3, 4, 5].map(() => breaker.allow(later))).toEqual([true, true, true, false, false]);
  });

  test('closes when all probes are well, and not a probe sooner', () => {
    const breaker = opened(3);
    const permits = [1, 2, 3].map(() => (breaker.allow(later), breaker.permit));
    breaker.record(later, true, 0, permits[0]!);
    breaker.record(later, true, 0, permits[1]!);
    expect(breaker.state(later)).toBe(HALF_OPEN);
    expect(breaker.allow(later)).toBe(false);
    breaker.record(later, true, 0, permits[2]!);
    expect(breaker.state(later)).toBe(CLOSED);
  });

  test('opens again at the first failed probe, for a whole cooldown, and later probes of that round say nothing', () => {
    const breaker = opened(3);
    const permits = [1, 2, 3].map(() => (breaker.allow(later), breaker.permit));
    breaker.record(later + 1, false, 0, permits[1]!);
    expect(breaker.state(later + 1)).toBe(OPEN);
    breaker.record(later + 2, true, 0, permits[0]!);
    breaker.record(later + 3, true, 0, permits[2]!);
    expect(breaker.state(later + seconds(30))).toBe(OPEN);
    expect(breaker.state(later + 1 + seconds(30))).toBe(HALF_OPEN);
    expect(breaker.trips).toBe(2);
  });

  test('a probe that was given up frees its place', () => {
    const breaker = opened(1);
    breaker.allow(later);
    expect(breaker.allow(later)).toBe(false);
    breaker.release(later, breaker.permit);
    expect(breaker.allow(later)).toBe(true);
  });

  test('giving up a call from before the trip frees nothing', () => {
    const breaker = new Breaker(consecutive(1));
    breaker.allow(0);
    const old = breaker.permit;
    call(breaker, 0, false);
    expect(breaker.allow(later)).toBe(true);
    breaker.release(later, old);
    expect(breaker.allow(later)).toBe(false);
  });
});

test('a late reply from before the trip says nothing new, in any later state', () => {
  const breaker = new Breaker(consecutive(1));
  const old = [1, 2, 3].map(() => (breaker.allow(0), breaker.permit));
  call(breaker, 0, false);
  breaker.record(1, false, 0, old[0]!);
  expect(breaker.state(seconds(30))).toBe(HALF_OPEN); // not prolonged
  breaker.allow(seconds(30));
  breaker.record(seconds(30), true, 0, old[1]!);
  expect(breaker.state(seconds(30))).toBe(HALF_OPEN); // a stranger's success is no probe's
  breaker.record(seconds(30), true, 0, breaker.permit);
  breaker.record(seconds(31), false, 0, old[2]!);
  expect(breaker.state(seconds(31))).toBe(CLOSED); // a stranger's failure trips nothing
});

describe('rate over the last calls', () => {
  test('waits for the minimum, then trips at the rate, not above it', () => {
    const breaker = new Breaker(countWindow());
    calls(breaker, 0, 'xxx');
    expect(breaker.state(0)).toBe(CLOSED);
    const other = new Breaker(countWindow());
    calls(other, 0, '..x');
    expect(other.state(0)).toBe(CLOSED);
    calls(other, 0, 'x');
    expect(other.state(0)).toBe(OPEN);
  });

  test('forgets the oldest call when a new one comes', () => {
    const breaker = new Breaker(countWindow({ size: 4 }));
    calls(breaker, 0, '...x');
    calls(breaker, 0, '...x'); // Always one of four, although two of eight failed.
    calls(breaker, 0, '.');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
  });

  test('a minimum above the size means the size', () => {
    const breaker = new Breaker(countWindow({ size: 4, minimumCalls: 100 }));
    calls(breaker, 0, 'xxx');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
  });

  test('7 failures of 100 reach a rate of 0.07, although 0.07 × 100 is more than 7', () => {
    const breaker = new Breaker(countWindow({ size: 100, failureRate: 0.07, minimumCalls: 100 }));
    calls(breaker, 0, `${'.'.repeat(93)}xxxxxx`);
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
  });

  test('a rate of 0 trips at the first failure and not at a success', () => {
    const breaker = new Breaker(countWindow({ failureRate: 0, minimumCalls: 1 }));
    calls(breaker, 0, '....');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
  });

  test('slow successes trip it where slowness counts, and only there', () => {
    const slow = new Breaker(countWindow({ slowerThan: ms(100), slowRate: 0.5 }));
    calls(slow, 0, '..', ms(100));
    calls(slow, 0, '.', ms(100) + 1);
    expect(slow.state(0)).toBe(CLOSED);
    calls(slow, 0, '.', ms(101));
    expect(slow.state(0)).toBe(OPEN);
    const patient = new Breaker(countWindow({ slowRate: 0.1 }));
    calls(patient, 0, '..........', seconds(60));
    expect(patient.state(0)).toBe(CLOSED);
  });

  test('a slow probe is a failed one', () => {
    const breaker = new Breaker(countWindow({ slowerThan: ms(100), minimumCalls: 1 }));
    calls(breaker, 0, 'x');
    call(breaker, seconds(30), true, ms(101));
    expect(breaker.state(seconds(30))).toBe(OPEN);
  });

  test('agrees with a window recounted from scratch, over 20,000 random calls', () => {
    const rng = Rng.root(80);
    const wrong: string[] = [];
    for (const size of [1, 3, 10, 64]) {
      const breaker = new Breaker(
        countWindow({ size, failureRate: 0.4, minimumCalls: Math.ceil(size / 2), cooldown: 0 as typeof common.cooldown }),
      );
      let window: boolean[] = [];
      for (let i = 0; i < 5000; i++) {
        const ok = rng.next() < 0.7;
        call(breaker, i, ok);
        window = [...window, ok].slice(-size);
        const failed = window.filter((o) => !o).length;
        const trips = window.length >= Math.ceil(size / 2) && failed >= 0.4 * window.length && failed > 0;
        if ((breaker.state(i) !== CLOSED) !== trips) wrong.push(`call ${i} of size ${size}`);
        if (trips) {
          call(breaker, i, true); // The probe closes it again, with an empty window.
          window = [];
        }
      }
      expect(breaker.trips).toBeGreaterThan(10);
    }
    expect(wrong).toEqual([]);
  });
});

describe('rate over time', () => {
  test('looks back ten slots, the present one included', () => {
    const breaker = new Breaker(timeWindow());
    calls(breaker, seconds(0.5), 'x..');
    // At 9.9 s the slot of 0.5 s still counts: 2 of 4.
    call(breaker, seconds(9.9), false);
    expect(breaker.state(seconds(9.9))).toBe(OPEN);
    const other = new Breaker(timeWindow());
    calls(other, seconds(0.5), 'x..');
    // At 10 s it is gone, and one call is less than the minimum.
    call(other, seconds(10), false);
    expect(other.state(seconds(10))).toBe(CLOSED);
  });

  test('a long silence empties it', () => {
    const breaker = new Breaker(timeWindow());
    calls(breaker, 0, 'xxx');
    call(breaker, seconds(1e6), false);
    expect(breaker.state(seconds(1e6))).toBe(CLOSED);
  });

  test('agrees with slots recounted from scratch, over 20,000 random calls', () => {
    const rng = Rng.root(81);
    const breaker = new Breaker(timeWindow({ failureRate: 0.45, minimumCalls: 8, cooldown: 0 as typeof common.cooldown }));
    let seen: { at: number; ok: boolean }[] = [];
    let now = 0;
    const wrong: string[] = [];
    for (let i = 0; i < 20_000; i++) {
      now += Math.floor(rng.exponential() * 0.6e9);
      if (rng.int(500) === 0) now += seconds(rng.int(30));
      const ok = rng.next() < 0.7;
      call(breaker, now, ok);
      seen = [...seen, { at: now, ok }].filter((o) => Math.floor(o.at / 1e9) > Math.floor(now / 1e9) - 10);
      const failed = seen.filter((o) => !o.ok).length;
      const trips = seen.length >= 8 && failed >= 0.45 * seen.length;
      if ((breaker.state(now) !== CLOSED) !== trips) wrong.push(`call ${i} at ${now} ns`);
      if (trips) {
        call(breaker, now, true);
        seen = [];
      }
    }
    expect(wrong).toEqual([]);
    expect(breaker.trips).toBeGreaterThan(100);
  });
});

describe('changes', () => {
  test('are told with their time, in order', () => {
    const told: [number, BreakerState][] = [];
    const breaker = new Breaker(consecutive(1));
    breaker.onChange = (now, state) => told.push([now, state]);
    call(breaker, 1, false);
    call(breaker, seconds(40), false);
    call(breaker, seconds(80), true);
    expect(told).toEqual([
      [1, OPEN],
      [seconds(40), HALF_OPEN],
      [seconds(40), OPEN],
      [seconds(80), HALF_OPEN],
      [seconds(80), CLOSED],
    ]);
  });

  test('asking for the state changes nothing', () => {
    const breaker = new Breaker(consecutive(1));
    call(breaker, 0, false);
    const { permit } = breaker;
    expect(breaker.state(seconds(31))).toBe(HALF_OPEN);
    expect(breaker.permit).toBe(permit);
    expect(breaker.state(seconds(29))).toBe(OPEN);
  });
});

describe('new parameters', () => {
  test('a shorter cooldown takes effect at once, also while open', () => {
    const breaker = new Breaker(consecutive(1));
    call(breaker, 0, false);
    breaker.configure(consecutive(1, { cooldown: seconds(5) }));
    expect(breaker.allow(seconds(5) - 1)).toBe(false);
    expect(breaker.allow(seconds(5))).toBe(true);
  });

  test('another kind starts to count from nothing, in the state it is in', () => {
    const breaker = new Breaker(consecutive(3));
    calls(breaker, 0, 'xx');
    breaker.configure(countWindow());
    calls(breaker, 0, 'xxx');
    expect(breaker.state(0)).toBe(CLOSED);
    calls(breaker, 0, 'x');
    expect(breaker.state(0)).toBe(OPEN);
    breaker.configure(timeWindow());
    expect(breaker.allow(seconds(29))).toBe(false);
  });

  test('fewer probes than have succeeded already do not leave it half-open for ever', () => {
    const breaker = new Breaker(consecutive(1, { probes: 5 }));
    call(breaker, 0, false);
    for (let i = 0; i < 3; i++) call(breaker, seconds(30), true);
    breaker.configure(consecutive(1, { probes: 2 }));
    call(breaker, seconds(30), true);
    expect(breaker.state(seconds(30))).toBe(CLOSED);
  });
});

describe('switched off', () => {
  test('it closes and says so; while closed it has nothing to say', () => {
    const told: [number, BreakerState][] = [];
    const breaker = new Breaker(consecutive(1));
    breaker.onChange = (now, state) => told.push([now, state]);
    breaker.reset(1);
    call(breaker, 2, false);
    breaker.reset(3);
    breaker.reset(4);
    expect(told).toEqual([
      [2, OPEN],
      [3, CLOSED],
    ]);
    expect(breaker.trips).toBe(1);
  });

  test.each([false, true])('it forgets what it counted, and calls under way (open meanwhile: %s)', (open) => {
    const breaker = new Breaker(consecutive(2));
    calls(breaker, 0, 'x');
    const { permit } = breaker;
    if (open) calls(breaker, 0, 'x');
    breaker.reset(1);
    breaker.record(2, false, 0, permit);
    calls(breaker, 2, 'x');
    expect(breaker.state(2)).toBe(CLOSED);
    calls(breaker, 2, 'x');
    expect(breaker.state(2)).toBe(OPEN);
  });
});

describe('the union of its states is what it means', () => {
  /** The rules as pure functions over the union; the row of failures beside it. A call remembers the state object that let it pass. */
  interface Model {
    breaker: BreakerMeaning;
    row: number;
    round: number;
  }
  const failures = 3;
  const probes = 2;
  const cooldown = 1000;
  const enter = (model: Model, breaker: BreakerMeaning): Model => ({ breaker, row: 0, round: model.round + 1 });

  function allow(model: Model, now: number): readonly [boolean, Model] {
    const { breaker } = model;
    switch (breaker.state) {
      case 'closed':
        return [true, model];
      case 'open':
        return now < breaker.until ? [false, model] : [true, enter(model, { state: 'half-open', started: 1, succeeded: 0 })];
      case 'half-open':
        return breaker.started < probes ? [true, { ...model, breaker: { ...breaker, started: breaker.started + 1 } }] : [false, model];
    }
  }

  function record(model: Model, now: number, ok: boolean, round: number): Model {
    const { breaker } = model;
    if (round !== model.round) return model;
    switch (breaker.state) {
      case 'open':
        return model;
      case 'closed': {
        const row = ok ? 0 : model.row + 1;
        return row < failures ? { ...model, row } : enter(model, { state: 'open', until: now + cooldown });
      }
      case 'half-open':
        if (!ok) return enter(model, { state: 'open', until: now + cooldown });
        return breaker.succeeded + 1 === probes
          ? enter(model, { state: 'closed' })
          : { ...model, breaker: { ...breaker, succeeded: breaker.succeeded + 1 } };
    }
  }

  function release(model: Model, round: number): Model {
    const { breaker } = model;
    return round === model.round && breaker.state === 'half-open'
      ? { ...model, breaker: { ...breaker, started: breaker.started - 1 } }
      : model;
  }

  test.each([1, 2, 3, 4, 5])('seed %i: 20,000 overlapping calls, some given up, answers in any order', (seed) => {
    const rng = Rng.root(82).fork(String(seed));
    const breaker = new Breaker({ kind: 'consecutive', failures, cooldown: cooldown as typeof common.cooldown, probes });
    let model: Model = { breaker: { state: 'closed' }, row: 0, round: 0 };
    const running: { readonly permit: number; readonly round: number }[] = [];
    const ours: string[] = [];
    const meant: string[] = [];
    const numbers = { closed: CLOSED, open: OPEN, 'half-open': HALF_OPEN };
    for (let now = 0, i = 0; i < 20_000; i++, now += rng.int(150)) {
      if (rng.next() < 0.5 || running.length === 0) {
        const [passes, next] = allow(model, now);
        model = next;
        meant.push(`call ${i} ${passes}`);
        const passed = breaker.allow(now);
        ours.push(`call ${i} ${passed}`);
        if (passes) running.push({ permit: breaker.permit, round: model.round });
      } else {
        const [{ permit, round }] = running.splice(rng.int(running.length), 1) as [(typeof running)[0]];
        if (rng.next() < 0.1) {
          breaker.release(now, permit);
          model = release(model, round);
        } else {
          const ok = rng.next() < 0.6;
          breaker.record(now, ok, 0, permit);
          model = record(model, now, ok, round);
        }
      }
      const { breaker: meaning } = model;
      const state = meaning.state === 'open' && now >= meaning.until ? 'half-open' : meaning.state;
      meant.push(`state ${i} ${numbers[state]}`);
      ours.push(`state ${i} ${breaker.state(now)}`);
    }
    expect(ours).toEqual(meant);
    expect(breaker.trips).toBeGreaterThan(50);
  });
});
