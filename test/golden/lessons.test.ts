import { describe, expect, test } from 'vitest';
import { changesUpTo, lessonProblems, measureClaims } from '../../engine/what-if/lesson';
import { estimate } from '../../engine/what-if/estimate';
import { measure } from '../../engine/measure/measure-path';
import { nativeEngine } from '../support/native-engine';
import { scenarios } from './scenarios';

const { run } = await nativeEngine();
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

  test.each(lesson.steps.filter((step) => step.claims.length > 0))('what step $id claims holds', (step) => {
    // Method: runs with all actions so far applied at their start. Every claim must hold in every one of ten; a claimed interval of the mean must
    // be the computed one, its ends rounded to a hundredth of the mean, counts to whole ones.
    const withIntervals = step.claims.filter(({ interval }) => interval !== undefined);
    const changes = changesUpTo(lesson, step.id);
    const reports = Array.from({ length: 10 }, (_, i) => {
      const result = run(design, { seed: i + 1, changes });
      if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
      return result.value;
    });
    const wrong = reports.flatMap((report) =>
      measureClaims(step, report).flatMap(({ measure: path, measured, claimed, tolerance, holds }) =>
        holds ? [] : [`seed ${report.seed}: ${path} is ${measured}, claimed ${claimed} ± ${tolerance}`],
      ),
    );
    expect(wrong).toEqual([]);
    for (const { measure: path, interval, value, unit } of withIntervals) {
      const { low, high } = estimate(reports.map((report) => measure(report, path)));
      const rounding = Math.max(Math.abs(value) / 100, unit === '' ? 0.5 : 0);
      expect(Math.abs(interval!.low - low!), `${path}: the low end is ${low}`).toBeLessThanOrEqual(rounding);
      expect(Math.abs(interval!.high - high!), `${path}: the high end is ${high}`).toBeLessThanOrEqual(rounding);
      expect(interval!.low <= value && value <= interval!.high, `${path}: ${value} lies within`).toBe(true);
    }
  });
});

test('some lessons claim intervals', () => {
  const intervals = taught.flatMap(({ lesson }) => lesson.steps.flatMap(({ claims }) => claims.flatMap(({ interval }) => interval ?? [])));
  expect(intervals.length).toBeGreaterThan(20);
});
