import { expect, test } from 'vitest';
import { LinkMarks, type LinkTraffic, marksPerSecond, travelTime } from './traffic';

const traffic = (over: Partial<LinkTraffic> = {}): LinkTraffic => ({
  calls: 100,
  attempts: 100,
  errorShare: 0,
  duration: 5,
  breaker: 0,
  cut: 0,
  ...over,
});
const after = (seconds: number, over: Partial<LinkTraffic> = {}) => {
  const marks = new LinkMarks();
  for (let i = 0; i < seconds * 60; i++) marks.advance(traffic(over), 1 / 60);
  return marks.marks;
};

test('ten times the rate is denser by the same amount, wherever it starts', () => {
  const step = marksPerSecond(100) - marksPerSecond(10);
  expect(marksPerSecond(10_000) - marksPerSecond(1_000)).toBeCloseTo(step);
  expect(step).toBeGreaterThan(1);
  expect(marksPerSecond(0)).toBe(0);
});

/** Mean number of marks under way, after a start of 10 s. */
function meanMarks(over: Partial<LinkTraffic>, counted: (mark: { readonly failed: boolean }) => boolean): number {
  const marks = new LinkMarks();
  let sum = 0;
  for (let i = 0; i < 6_000; i++) {
    marks.advance(traffic(over), 1 / 60);
    if (i >= 600) sum += marks.marks.filter(counted).length;
  }
  return sum / 5_400;
}

test('marks under way are rate times travel time', () => {
  expect(meanMarks({}, () => true) / (marksPerSecond(100) * travelTime(5))).toBeCloseTo(1, 1);
});

test('no attempts, no marks; and a number that is missing is none', () => {
  expect(after(5, { attempts: 0, calls: 0 })).toEqual([]);
  expect(after(5, { attempts: Number.NaN })).toEqual([]);
});

test('failed calls travel back, in the share in which they fail', () => {
  const failed = meanMarks({ errorShare: 0.5 }, (mark) => mark.failed);
  const out = meanMarks({ errorShare: 0.5 }, (mark) => !mark.failed);
  // Half of those that arrive turn back, 1.2 times as fast as they came.
  expect(failed / out).toBeCloseTo(0.5 / 1.2, 1);
});

test('nothing passes a cut', () => {
  expect(Math.max(...after(20, { cut: 1, errorShare: 1 }).map((mark) => mark.at))).toBeLessThanOrEqual(0.55);
});

test('an open breaker turns calls back near their caller', () => {
  const marks = after(20, { breaker: 2, attempts: 0, errorShare: 1 });
  expect(marks.length).toBeGreaterThan(0);
  expect(Math.max(...marks.map((mark) => mark.at))).toBeLessThan(0.36);
});

test('where only some of the caller’s breakers are open, only their calls turn back there', () => {
  const marks = after(20, { breaker: 2, attempts: 50, errorShare: 0.5 });
  const back = marks.filter(({ until }) => until < 0.5).length;
  expect(back).toBeGreaterThan(0);
  expect(marks.some(({ until, failed }) => until === 1 && !failed)).toBe(true);
});

test('a link never has more marks than can be drawn', () => {
  expect(after(60, { attempts: 1e9, duration: 1e9, errorShare: 1 }).length).toBeLessThanOrEqual(40);
});
