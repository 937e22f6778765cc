import { describe, expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { check } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { measure } from '../../engine/measure/measure-path';
import { changesUpTo, type LessonStep, reportOf, scenarios } from './scenarios';

const seeds = [1, 2, 3, 4, 5];
const taught = scenarios().flatMap(({ slug, design, lesson }) => (lesson ? [{ slug, design, lesson }] : []));

test('there are lessons to hold', () => {
  expect(taught.map(({ slug }) => slug)).toContain('checkout');
  expect(taught.flatMap(({ lesson }) => lesson.steps.flatMap(({ claims }) => claims)).length).toBeGreaterThan(20);
});

describe.each(taught)('the lesson of $slug', ({ design, lesson }) => {
  const claims = lesson.steps.flatMap((step) => step.claims);

  test('every action fits the design as the steps before left it', () => {
    let state: State = { design, faults: [], wrong: [] };
    for (const step of lesson.steps) state = after(step, state);
    expect(state.wrong).toEqual([]);
    expect(check(state.design)).toEqual([]);
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
      const wrong = step.claims.flatMap(({ measure: path, value, tolerance }) => {
        const measured = measure(report, path);
        const holds = measured !== null && Math.abs(measured - value) <= tolerance;
        return holds ? [] : [`${path} is ${measured}, claimed ${value} ± ${tolerance}`];
      });
      expect(wrong).toEqual([]);
    });
  });
});

interface State {
  readonly design: Design;
  /** Ids of faults that are on. */
  readonly faults: readonly string[];
  readonly wrong: readonly string[];
}

/** The state after a step; what changes or ends nothing, or breaks the design, is wrong. */
function after({ id, actions }: LessonStep, before: State): State {
  return actions.reduce(({ design, faults, wrong }, action): State => {
    switch (action.kind) {
      case 'edit': {
        const next = apply(design, action.edit);
        const nothing = JSON.stringify(next) === JSON.stringify(design);
        return { design: next, faults, wrong: nothing ? [...wrong, `${id}: an edit changes nothing`] : wrong };
      }
      case 'inject': {
        // In the script of a design, a fault is held against the design: target, strength and times.
        const scripted = check(apply(design, { kind: 'set-faults', faults: [...(design.faults ?? []), action.fault] }));
        return { design, faults: [...faults, action.fault.id], wrong: [...wrong, ...scripted.map(({ message }) => `${id}: ${message}`)] };
      }
      case 'heal': {
        const left = faults.filter((fault) => fault !== action.fault);
        return { design, faults: left, wrong: left.length < faults.length ? wrong : [...wrong, `${id}: ${action.fault} is not on`] };
      }
    }
  }, before);
}
