import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beat,
  type Clock,
  clockText,
  giveBack,
  goTo,
  leftIn,
  lengthText,
  letCount,
  LONGEST_SILENCE,
  newClock,
  pause,
  plan,
  plannedForAll,
  spentIn,
  spentInAll,
  start,
} from './clock';
import { stepIds } from './steps';

const MINUTE = 60_000;
const T = 1_700_000_000_000;
/** What a reload makes of it: the same data, read back. */
const reloaded = (clock: Clock): Clock => JSON.parse(JSON.stringify(clock)) as Clock;

describe('the clock of an interview', () => {
  test('stands at first, with 38 minutes planned; what is not started spends nothing', () => {
    const clock = newClock(T);
    expect(plannedForAll(clock)).toBe(38 * MINUTE);
    expect(spentInAll(clock, T + MINUTE)).toBe(0);
  });

  test('counts down while it goes, stands while paused, and goes on', () => {
    let clock = start(newClock(T), T);
    expect(leftIn(clock, 'clarify', T + MINUTE)).toBe(4 * MINUTE);
    clock = pause(clock, T + MINUTE);
    expect(leftIn(clock, 'clarify', T + 30 * MINUTE)).toBe(4 * MINUTE);
    clock = start(clock, T + 30 * MINUTE);
    expect(leftIn(clock, 'clarify', T + 31 * MINUTE)).toBe(3 * MINUTE);
  });

  test('a step over its time is below zero, and the next begins with its own', () => {
    const late = goTo(start(newClock(T), T), 'estimate', T + 6 * MINUTE);
    expect(leftIn(late, 'clarify', T + 9 * MINUTE)).toBe(-MINUTE);
    expect(leftIn(late, 'estimate', T + 7 * MINUTE)).toBe(2 * MINUTE);
    const back = goTo(late, 'clarify', T + 7 * MINUTE);
    expect(spentIn(back, 'clarify', T + 8 * MINUTE)).toBe(7 * MINUTE);
  });

  test('another time is planned for a step, within bounds, while it goes', () => {
    const clock = start(newClock(T), T);
    expect(leftIn(plan(clock, 'clarify', 8), 'clarify', T + MINUTE)).toBe(7 * MINUTE);
    expect(plan(clock, 'clarify', 0).planned.clarify).toBe(MINUTE);
    expect(plan(clock, 'clarify', 1_000).planned.clarify).toBe(120 * MINUTE);
  });

  test('a page that is loaded again goes on as if nothing had been', () => {
    const clock = start(newClock(T), T);
    const after = beat(reloaded(beat(clock, T + MINUTE)), T + MINUTE + 3_000, 10_000);
    expect(after.away).toBeNull();
    expect(leftIn(after, 'clarify', T + 2 * MINUTE)).toBe(3 * MINUTE);
  });

  test('sleep is noticed, counts, and can be given back', () => {
    const clock = beat(start(newClock(T), T), T + MINUTE);
    const woke = beat(clock, T + 21 * MINUTE);
    expect(woke.away).toBe(20 * MINUTE);
    expect(leftIn(woke, 'clarify', T + 21 * MINUTE)).toBe(-16 * MINUTE);
    expect(leftIn(giveBack(woke), 'clarify', T + 21 * MINUTE)).toBe(4 * MINUTE);
    expect(leftIn(letCount(woke), 'clarify', T + 21 * MINUTE)).toBe(-16 * MINUTE);
    expect(giveBack(woke).away).toBeNull();
  });

  test('two sleeps in one step are given back together', () => {
    const once = beat(start(newClock(T), T), T + 10 * MINUTE);
    const twice = beat(beat(once, T + 10 * MINUTE + 1_000), T + 20 * MINUTE + 1_000);
    expect(leftIn(giveBack(twice), 'clarify', T + 20 * MINUTE + 1_000)).toBe(5 * MINUTE - 1_000);
  });

  test('a paused clock knows no time away, nor does a background tab that beats once a minute', () => {
    expect(beat(pause(start(newClock(T), T), T), T + 60 * MINUTE).away).toBeNull();
    let clock = start(newClock(T), T);
    for (let minute = 1; minute <= 10; minute++) clock = beat(clock, T + minute * MINUTE);
    expect(clock.away).toBeNull();
    expect(LONGEST_SILENCE).toBeGreaterThan(2 * MINUTE);
  });

  test('a clock of the day that is set back never gives time nor a length below zero', () => {
    const clock = start(newClock(T), T);
    expect(spentIn(clock, 'clarify', T - MINUTE)).toBe(0);
    expect(spentIn(pause(clock, T - MINUTE), 'clarify', T)).toBe(0);
  });

  test('whatever is done in whatever order, the time that it went is the time spent, through reloads', () => {
    // Method: random sequences of acts with random waits, read back from JSON after each; compared with a plain sum.
    const act = fc.oneof(fc.constantFrom('start', 'pause', 'beat'), fc.constantFrom(...stepIds));
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.integer({ min: 0, max: 100_000 })), { maxLength: 40 }), (acts) => {
        let now = T;
        let went = 0;
        let clock = newClock(now);
        for (const [what, wait] of acts) {
          if (clock.since !== null) went += wait;
          now += wait;
          if (what === 'start') clock = start(clock, now);
          else if (what === 'pause') clock = pause(clock, now);
          else if (what === 'beat') clock = beat(clock, now);
          else clock = goTo(clock, what, now);
          clock = reloaded(clock);
          expect(spentInAll(clock, now)).toBe(went);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

test.each([
  [300_000, '5:00'],
  [299_001, '5:00'],
  [59_000, '0:59'],
  [0, '0:00'],
  [-30_000, '−0:30'],
])('%d ms is shown as %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

test.each([
  [40_000, '40 s'],
  [720_000, '12 min'],
  [3_900_000, '1 h 5 min'],
  [7_200_000, '2 h'],
])('%d ms is %s in words', (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});
