import { expect, test } from 'vitest';
import { ms } from '../core/units';
import { Codel, FollyCodel } from './codel';

const times = { target: ms(5), interval: ms(100) };
const LONG = ms(10);

/** Times at which calls are dropped, one being taken each millisecond until `until` after all have waited this long. [ms] */
function dropsOf(codel: Codel, from: number, until: number, sojourn: number): number[] {
  const dropped: number[] = [];
  for (let t = from; t < until; t++) while (codel.drops(ms(t), sojourn, 50)) dropped.push(t);
  return dropped;
}

test('drops nothing before waits have been too long for an interval, then after interval / √n', () => {
  const dropped = dropsOf(new Codel(times), 0, 400, LONG);
  // 101 is the first millisecond after the interval; then 100/√1, 100/√2, 100/√3 … later, each rounded up to when a call is taken.
  expect(dropped).toEqual([101, 201, 272, 330, 380]);
});

test('one short wait ends it, and a queue of one call is no standing queue', () => {
  const short = new Codel(times);
  expect(dropsOf(short, 0, 150, LONG)).toEqual([101]);
  expect(short.drops(ms(150), ms(4.9), 50)).toBe(false);
  expect(dropsOf(short, 151, 250, LONG)).toEqual([]);
  const alone = new Codel(times);
  for (let t = 0; t < 1000; t++) expect(alone.drops(ms(t), LONG, 1)).toBe(false);
});

test('a second spell soon after goes on at the rate of the first; long after, from the start', () => {
  const gapAfter = (pause: number) => {
    const codel = new Codel(times);
    dropsOf(codel, 0, 1000, LONG);
    codel.ranEmpty();
    const [first, second] = dropsOf(codel, 1000 + pause, 1500 + pause, LONG);
    return second! - first!;
  };
  expect(gapAfter(100)).toBeLessThan(35);
  expect(gapAfter(3000)).toBe(100);
});

test('new times count from the next call on', () => {
  const codel = new Codel(times);
  codel.configure({ target: ms(20), interval: ms(100) });
  expect(dropsOf(codel, 0, 500, LONG)).toEqual([]);
});

test('folly’s: an interval whose shortest wait was too long makes the next one drop what waited twice the target', () => {
  const codel = new FollyCodel(times);
  codel.drops(0, 0);
  for (let t = 1; t <= 101; t++) expect(codel.drops(ms(t), ms(10.1))).toBe(false);
  expect(codel.drops(ms(102), ms(10.1))).toBe(false); // the first of an interval never is
  expect(codel.drops(ms(102), ms(10.1))).toBe(true);
  expect(codel.drops(ms(103), ms(10))).toBe(false);
  expect(codel.drops(ms(104), ms(4))).toBe(false);
  // The interval had a wait of 4 ms: the next one drops nothing.
  for (let t = 203; t < 300; t++) expect(codel.drops(ms(t), ms(50))).toBe(false);
});
