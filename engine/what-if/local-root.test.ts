import { describe, expect, test } from 'vitest';
import type { Condition } from './conditions';
import { estimate } from './estimate';
import { type Measured, rootNear } from './local-root';

// p99 below 100 ms, measured at a value that is met, at one close to the bound, and at one that is missed.
const below100 = { id: 'fast', text: '', figure: '', sense: 'below', bound: 100, scale: 1, allowed: null } as Condition;
const at = (value: number, verdict: 'met' | 'missed' | 'unsure', ...measured: readonly number[]): Measured => ({
  value,
  judged: [{ id: 'fast', verdict, measured: estimate(measured) }],
});
const root = (met: Measured, near: Measured, missed: Measured) => rootNear([below100], met, near, missed, 0.025)!;

describe('where a condition crosses its bound, seen from close by', () => {
  test('is where the line does', () => {
    const found = root(at(1, 'met', 80, 80), at(2, 'unsure', 96, 98), at(3, 'missed', 114, 114));
    // 97 at 2 and 17 more for each step: 100 at 2 + 3/17.
    expect(found.estimate).toBeCloseTo(2 + 3 / 17, 10);
    expect([found.low < found.estimate, found.high > found.estimate]).toEqual([true, true]);
  });

  test.each([
    ['a bend upwards, the bound still ahead', [40, 40], [95, 95.2, 95.4], [400, 400]],
    ['a bend upwards, the bound passed', [40, 40], [104.6, 104.8, 105], [400, 400]],
    ['a bend downwards, the bound still ahead', [-200, -200], [95, 95.2, 95.4], [110, 110]],
    ['a bend downwards, the bound passed', [-200, -200], [104.6, 104.8, 105], [110, 110]],
  ])('lies in its interval, and so do the roots of both lines: %s', (_, met, near, missed) => {
    const found = root(at(1, 'met', ...met), at(2, 'unsure', ...near), at(3, 'missed', ...missed));
    const margin = 100 - estimate(near).mean!;
    const slopes = [estimate(near).mean! - estimate(met).mean!, estimate(missed).mean! - estimate(near).mean!];
    for (const value of [found.estimate, ...slopes.map((slope) => Math.max(1, Math.min(3, 2 + margin / slope)))]) {
      expect(value).toBeGreaterThanOrEqual(found.low);
      expect(value).toBeLessThanOrEqual(found.high);
    }
  });
});
