import { expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { chanceOfZero } from './estimate';
import { holm } from './holm';

test('Holm’s own rule: the smallest against level / n, the next against level / (n − 1), up to the first that fails', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
  expect(holm([0.01, 0.02, 0.03, 0.04], 0.05)).toEqual([true, false, false, false]);
  expect(holm([], 0.05)).toEqual([]);
  expect(holm([0, 0], 0.05)).toEqual([true, true]);
});

test('among 40 parameters without effect, hardly ever one is called significant', () => {
  // Method: 400 families of 40 tests on 8 normal differences around 0; at 5 % for a family at most 7.8 % may show one (99.5 % of luck).
  const rng = Rng.root(79);
  let alarms = 0;
  for (let i = 0; i < 400; i += 1) {
    const chances = Array.from({ length: 40 }, () => chanceOfZero(Array.from({ length: 8 }, () => rng.normal()))!);
    if (holm(chances, 0.05).includes(true)) alarms += 1;
  }
  expect(alarms / 400).toBeGreaterThan(0.02);
  expect(alarms / 400).toBeLessThan(0.078);
});
