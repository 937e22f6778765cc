import { describe, expect, test } from 'vitest';
import { changesUpTo, lessonProblems, measureClaims } from '../../engine/what-if/lesson';
import { estimate } from '../../engine/what-if/estimate';
import { measure } from '../../engine/measure/measure-path';
import { nativeEngine } from '../support/native-engine';
import { reportOf, scenarios } from './scenarios';

const seeds = [1, 2, 3, 4, 5];
const taught = scenarios().flatMap(({ slug, design, lesson }) => (lesson ? [{ slug, design, lesson }] : []));

test('there are lessons to hold', () => {
  expect(taught.map(({ slug }) => slug)).toContain('checkout');
  expect(taught.flatMap(({ lesson }) => lesson.steps.flatMap(({ claims }) => claims)).length).toBeGreaterThan(20);
});

describe.each(taught)('the lesson of $slug', ({ design, lesson }) => {
  const claims = lesson.steps.flatMap((step) => step.claims);

  test('every action fits the design as the steps before left it', () => {
    expect(lessonProblems(design, lesson)).toEqual([]);
  });

  test('every claim says its number once, in a known unit', () => {
    const units = ['', '%', 'ms', '/s', 's'];
    expect(claims.filter(({ text, unit }) => text.split('{value}').length !== 2 || !units.includes(unit))).toEqual([]);
  });

  test('tolerances are small enough to mean something', () => {
    // Where a lesson claims an interval of the mean, single runs may lie further off.
    const wide = claims.filter(({ value, tolerance, interval }) =>
      interval ? interval.high - interval.low > value / 1.5 || tolerance > value : tolerance > (value === 0 ? 0.001 : value / 3),
    );
    expect(wide).toEqual([]);
  });

  describe.each(lesson.steps)('step $id', (step) => {
    test.each(seeds)('holds with seed %i', (seed) => {
      // Method: a run with all actions so far applied at its start; every claim must hold in every one of the runs.
      const report = reportOf(design, { seed, changes: changesUpTo(lesson, step.id) });
      const wrong = measureClaims(step, report).flatMap(({ measure, measured, claimed, tolerance, holds }) =>
        holds ? [] : [`${measure} is ${measured}, claimed ${claimed} ± ${tolerance}`],
      );
      expect(wrong).toEqual([]);
    });
  });
});

const withIntervals = taught.flatMap(({ slug, design, lesson }) =>
  lesson.steps.flatMap((step) => {
    const claims = step.claims.filter(({ interval }) => interval !== undefined);
    return claims.length === 0 ? [] : [{ slug, design, lesson, id: step.id, claims }];
  }),
);

test('some lessons claim intervals', () => {
  expect(withIntervals.map(({ slug }) => slug)).toContain('checkout-naive');
});

test.each(withIntervals)('the intervals of $slug, step $id, are those of ten runs', async ({ design, lesson, id, claims }) => {
  // Method: seeds 1 to 10. A claimed interval of the mean must be the computed one; its ends are rounded to a hundredth of the mean, counts to whole ones.
  const { run } = await nativeEngine();
  const reports = Array.from({ length: 10 }, (_, i) => {
    const result = run(design, { seed: i + 1, changes: changesUpTo(lesson, id) });
    return result.ok ? result.value : null;
  });
  for (const { measure: path, interval, value, unit } of claims) {
    const { low, high } = estimate(reports.map((report) => report && measure(report, path)));
    const rounding = Math.max(Math.abs(value) / 100, unit === '' ? 0.5 : 0);
    expect(Math.abs(interval!.low - low!), `${path}: the low end is ${low}`).toBeLessThanOrEqual(rounding);
    expect(Math.abs(interval!.high - high!), `${path}: the high end is ${high}`).toBeLessThanOrEqual(rounding);
    expect(interval!.low <= value && value <= interval!.high, `${path}: ${value} lies within`).toBe(true);
  }
});
