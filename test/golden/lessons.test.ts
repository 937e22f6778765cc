import { describe, expect, test } from 'vitest';
import { changesUpTo, lessonProblems, measureClaims } from '../../engine/what-if/lesson';
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
    expect(claims.filter(({ value, tolerance }) => tolerance > (value === 0 ? 0.001 : value / 3))).toEqual([]);
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
