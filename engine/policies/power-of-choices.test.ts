import { expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { leastOfDrawn } from './power-of-choices';

const loads = [3, 1, 4, 1, 5, 0].map((inFlight, index) => ({ inFlight, index }));

test('one choice is a uniform draw', () => {
  const rng = Rng.root(1);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[leastOfDrawn(loads, 1, rng).index]! += 1;
  // Binomial: 10,000 ± 4 deviations of 91.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(365);
});

test('the least loaded of d is taken as often as it is among them: 1 − (1 − 1/n)^d', () => {
  const rng = Rng.root(2);
  let found = 0;
  for (let i = 0; i < 60_000; i++) if (leastOfDrawn(loads, 3, rng).index === 5) found += 1;
  const p = 1 - (5 / 6) ** 3;
  expect(Math.abs(found / 60_000 - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 60_000));
});

test('the first drawn of equals is kept', () => {
  const same = [{ inFlight: 1 }, { inFlight: 1 }, { inFlight: 1 }];
  const draws = Rng.root(3);
  const first = Rng.root(3);
  for (let i = 0; i < 100; i++) {
    const expected = same[first.int(3)];
    first.int(3);
    expect(leastOfDrawn(same, 2, draws)).toBe(expected);
  }
});
