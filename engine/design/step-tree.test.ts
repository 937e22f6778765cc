import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepInput } from './step-schema';
import {
  gapsIn,
  insertStep,
  listAt,
  mapSteps,
  moveStep,
  pathOf,
  placeAt,
  placesIn,
  placeToward,
  removeStep,
  stepAt,
  withInner,
} from './step-tree';

const work = (n: number): StepInput => ({ kind: 'work', time: `${n}ms` });
const steps: StepInput[] = [
  work(1),
  { kind: 'parallel', branches: [[work(2), work(3)], [{ kind: 'repeat', times: 2, steps: [work(4)] }]] },
  {
    kind: 'saga',
    stages: [
      { steps: [work(5)], compensate: [work(6)] },
      { name: 'Charge', steps: [work(7)] },
    ],
  },
  { kind: 'choose', by: 'probability', branches: [{ steps: [work(8)] }, { share: 2, steps: [] }] },
  { kind: 'choose', by: 'cache-hit', link: 'to-cache', hit: [], miss: [work(9)] },
  { kind: 'try', steps: [work(10)], failed: [work(11)], unknown: [work(12)] },
];

const timeAt = (path: string) => {
  const step = stepAt(steps, placeAt(path));
  return step?.kind === 'work' ? step.time : step?.kind;
};

describe('paths', () => {
  test.each([
    ['0', '1ms'],
    ['1', 'parallel'],
    ['1.branches.0.1', '3ms'],
    ['1.branches.1.0.steps.0', '4ms'],
    ['2.stages.0.compensate.0', '6ms'],
    ['2.stages.1.steps.0', '7ms'],
    ['3.branches.0.steps.0', '8ms'],
    ['4.miss.0', '9ms'],
    ['4.hit.0', undefined],
    ['5.steps.0', '10ms'],
    ['5.failed.0', '11ms'],
    ['5.unknown.0', '12ms'],
    ['5.ok.0', undefined],
    ['9', undefined],
    ['0.branches.0.0', undefined],
  ])('%s leads to %s', (path, found) => expect(timeAt(path)).toBe(found));

  test('every step is found at the path under which it is listed', () => {
    const all = [...placesIn(steps)];
    expect(all).toHaveLength(18);
    for (const { step, place } of all) expect(stepAt(steps, placeAt(pathOf(place)))).toBe(step);
  });
});

describe('moving', () => {
  const arrow = (from: string, list: string, index: number) => moveStep(steps, placeAt(from), { list, index });

  test('out of a branch, to before the step that held it', () => {
    const moved = arrow('1.branches.0.0', '', 1);
    expect(moved?.place).toEqual({ list: '', index: 1 });
    expect(moved?.steps[1]).toEqual(work(2));
    expect(moved?.steps[2]).toMatchObject({ kind: 'parallel', branches: [[work(3)], [{}]] });
  });
  test('into a later step of its own list, whose path moves up', () => {
    const moved = arrow('0', '1.branches.0', 2);
    expect(moved?.place).toEqual({ list: '0.branches.0', index: 2 });
    expect(moved && stepAt(moved.steps, moved.place)).toEqual(work(1));
  });
  test('not into itself, nor to where it is', () => {
    expect(arrow('1', '1.branches.0', 0)).toBeNull();
    expect(arrow('0', '', 0)).toBeNull();
    expect(arrow('0', '', 1)).toBeNull();
    expect(arrow('0', '7.branches.0', 0)).toBeNull();
  });
  test('a stage whose last compensation leaves says nothing of one', () => {
    const moved = arrow('2.stages.0.compensate.0', '', 0);
    expect(moved?.steps[3]).toEqual({ kind: 'saga', stages: [{ steps: [work(5)] }, { name: 'Charge', steps: [work(7)] }] });
  });
  test('whatever is moved where: no step is lost, none is doubled, and the place says where it went', () => {
    const all = [...placesIn(steps)];
    const gaps = [...gapsIn(steps)];
    // Steps hold their time, so that the sorted list of times says which there are.
    const times = (list: readonly StepInput[]) =>
      [...placesIn(list)].map(({ step }) => (step.kind === 'work' ? JSON.stringify(step.time) : step.kind)).toSorted();
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.nat(gaps.length - 1), (from, to) => {
        const moved = moveStep(steps, all[from]!.place, gaps[to]!);
        if (!moved) return;
        expect(times(moved.steps)).toEqual(times(steps));
        expect(stepAt(moved.steps, moved.place)).toBe(all[from]!.step);
      }),
    );
  });
  test('a way in and a way out by keys', () => {
    const toward = (path: string, direction: 'up' | 'down' | 'in' | 'out') => placeToward(steps, placeAt(path), direction);
    expect(toward('1', 'up')).toEqual({ list: '', index: 0 });
    expect(toward('0', 'up')).toBeNull();
    expect(toward('1.branches.0.0', 'up')).toEqual({ list: '', index: 1 });
    expect(toward('1.branches.0.1', 'down')).toEqual({ list: '', index: 2 });
    expect(toward('1.branches.0.0', 'down')).toEqual({ list: '1.branches.0', index: 2 });
    expect(toward('0', 'in')).toEqual({ list: '1.branches.0', index: 0 });
    expect(toward('2', 'in')).toEqual({ list: '1.branches.1', index: 1 });
    expect(toward('2.stages.1.steps.0', 'out')).toEqual({ list: '', index: 3 });
    expect(toward('2', 'out')).toBeNull();
  });
});

test('putting in and taking out undo each other', () => {
  for (const gap of gapsIn(steps)) expect(removeStep(insertStep(steps, gap, work(99)), gap)).toEqual(steps);
});

test('steps that a change leaves alone are the same objects', () => {
  const after = mapSteps(steps, (step) => (step.kind === 'work' && step.time === '4ms' ? work(40) : step));
  expect(after[0]).toBe(steps[0]);
  expect(after[2]).toBe(steps[2]);
  expect(listAt(after, '1.branches.1.0.steps')).toEqual([work(40)]);
});

test('a step without lists takes none', () => {
  expect(withInner(work(1), 'steps', [work(2)])).toEqual(work(1));
});
