import { expect, test } from 'vitest';
import { Clock } from '../core/clock';
import { ms } from '../core/units';
import { Codel, type DelayControl, FollyCodel } from './codel';

const times = { target: ms(5), interval: ms(100) };
const LONG = ms(10);

/** A control, and what it says of a call that is taken now after this wait. [ns] */
function controlOf<C extends DelayControl>(make: new (of: typeof times, clock: Clock) => C) {
  const clock = new Clock();
  const codel = new make(times, clock);
  const drops = (now: number, sojourn: number, backlog = 50): boolean => {
    clock.now = now;
    return codel.drops({ since: now - sojourn }, backlog);
  };
  return { codel, drops };
}
type Drops = ReturnType<typeof controlOf>['drops'];

/** Times at which calls are dropped, one being taken each millisecond until `until` after all have waited this long. [ms] */
function dropsOf(drops: Drops, from: number, until: number, sojourn: number): number[] {
  const dropped: number[] = [];
  for (let t = from; t < until; t++) while (drops(ms(t), sojourn)) dropped.push(t);
  return dropped;
}

test('drops nothing before waits have been too long for an interval, then after interval / √n', () => {
  const dropped = dropsOf(controlOf(Codel).drops, 0, 400, LONG);
  // 101 is the first millisecond after the interval; then 100/√1, 100/√2, 100/√3 … later, each rounded up to when a call is taken.
  expect(dropped).toEqual([101, 201, 272, 330, 380]);
});

test('one short wait ends it, and a queue of one call is no standing queue', () => {
  const short = controlOf(Codel).drops;
  expect(dropsOf(short, 0, 150, LONG)).toEqual([101]);
  expect(short(ms(150), ms(4.9))).toBe(false);
  expect(dropsOf(short, 151, 250, LONG)).toEqual([]);
  const alone = controlOf(Codel).drops;
  for (let t = 0; t < 1000; t++) expect(alone(ms(t), LONG, 1)).toBe(false);
});

test('a second spell soon after goes on at the rate of the first; long after, from the start', () => {
  const gapAfter = (pause: number) => {
    const { codel, drops } = controlOf(Codel);
    dropsOf(drops, 0, 1000, LONG);
    codel.ranEmpty();
    const [first, second] = dropsOf(drops, 1000 + pause, 1500 + pause, LONG);
    return second! - first!;
  };
  expect(gapAfter(100)).toBeLessThan(35);
  expect(gapAfter(3000)).toBe(100);
});

test('new times count from the next call on', () => {
  const { codel, drops } = controlOf(Codel);
  codel.configure({ target: ms(20), interval: ms(100) });
  expect(dropsOf(drops, 0, 500, LONG)).toEqual([]);
});

test('folly’s: an interval whose shortest wait was too long makes the next one drop what waited twice the target', () => {
  const { codel, drops } = controlOf(FollyCodel);
  drops(0, 0);
  for (let t = 1; t <= 101; t++) expect(drops(ms(t), ms(10.1))).toBe(false);
  expect(drops(ms(102), ms(10.1))).toBe(false); // the first of an interval never is
  expect(drops(ms(102), ms(10.1))).toBe(true);
  expect(drops(ms(103), ms(10))).toBe(false);
  codel.passed();
  // A call had not to wait at all in this interval: the next one drops nothing.
  for (let t = 203; t < 300; t++) expect(drops(ms(t), ms(50))).toBe(false);
});
