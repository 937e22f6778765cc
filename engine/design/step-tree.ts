import { unreachable } from '../core/invariant';
import type { Step, StepInput } from './step-schema';
import { withTryList } from './try-lists';

// The steps of an operation as a tree that is edited: every function gives a new list and leaves the old one alone.

/** Where a step stands, or would be put: its list, and its place in it. */
export interface StepPlace {
  /** Dotted path from the operation's own list, which is ''. `2.branches.0` is the first branch of the third step. */
  readonly list: string;
  readonly index: number;
}

/** A list of steps inside a step. */
export interface InnerList<S = StepInput> {
  /** Path in the step: `branches.0`, `stages.1.compensate`, `hit`. */
  readonly path: string;
  readonly steps: readonly S[];
}

/** The lists of steps directly inside a step, in the order in which they are shown. */
export function innerLists(step: Step): readonly InnerList<Step>[];
export function innerLists(step: StepInput): readonly InnerList[];
export function innerLists(step: Step | StepInput): readonly InnerList<Step | StepInput>[] {
  switch (step.kind) {
    case 'work':
    case 'wait':
    case 'call':
    case 'read':
    case 'write':
    case 'publish':
    case 'effect':
    case 'check':
      return [];
    case 'repeat':
      return [{ path: 'steps', steps: step.steps }];
    case 'parallel':
      return step.branches.map((steps, i) => ({ path: `branches.${i}`, steps }));
    case 'choose':
      return step.by === 'probability'
        ? step.branches.map(({ steps }, i) => ({ path: `branches.${i}.steps`, steps }))
        : [
            { path: 'hit', steps: step.hit },
            { path: 'miss', steps: step.miss },
          ];
    case 'try':
      return [
        { path: 'steps', steps: step.steps },
        { path: 'ok', steps: step.ok ?? [] },
        { path: 'failed', steps: step.failed ?? [] },
        ...(step.unknown ? [{ path: 'unknown', steps: step.unknown }] : []),
      ];
    case 'saga':
      return step.stages.flatMap(({ steps, compensate = [] }, i) => [
        { path: `stages.${i}.steps`, steps },
        { path: `stages.${i}.compensate`, steps: compensate },
      ]);
    default:
      return unreachable(step);
  }
}

/** The path of a step: `2`, `2.branches.0.1`. */
export const pathOf = ({ list, index }: StepPlace): string => (list === '' ? `${index}` : `${list}.${index}`);

/** The place that a step's path says. */
export function placeAt(path: string): StepPlace {
  const cut = path.lastIndexOf('.');
  return { list: cut < 0 ? '' : path.slice(0, cut), index: Number(path.slice(cut + 1)) };
}

/** The list at a path; undefined where there is none. */
export function listAt(steps: readonly StepInput[], list: string): readonly StepInput[] | undefined {
  if (list === '') return steps;
  const [index, ...rest] = list.split('.');
  const step = steps[Number(index)];
  const [inner, deeper] = step ? within(step, rest.join('.')) : [];
  return inner && listAt(inner.steps, deeper ?? '');
}

export const stepAt = (steps: readonly StepInput[], { list, index }: StepPlace): StepInput | undefined => listAt(steps, list)?.[index];

/** The inner list that a path leads through, and what of the path is left. */
function within(step: StepInput, path: string): [InnerList, string] | [] {
  const inner = innerLists(step).find((each) => path === each.path || path.startsWith(`${each.path}.`));
  return inner ? [inner, path.slice(inner.path.length + 1)] : [];
}

/** The same steps with one of their lists changed. */
function withList(steps: readonly StepInput[], list: string, change: (list: readonly StepInput[]) => readonly StepInput[]): StepInput[] {
  if (list === '') return [...change(steps)];
  const [at, ...rest] = list.split('.');
  return steps.map((step, i) => {
    if (i !== Number(at)) return step;
    const [inner, deeper] = within(step, rest.join('.'));
    return inner ? withInner(step, inner.path, withList(inner.steps, deeper ?? '', change)) : step;
  });
}

/** The step with other steps in one of its lists. */
export function withInner(step: StepInput, path: string, steps: readonly StepInput[]): StepInput {
  const [key, at] = path.split('.');
  const list = [...steps];
  const put = <T>(items: readonly T[], change: (item: T) => T) => items.map((item, i) => (i === Number(at) ? change(item) : item));
  switch (step.kind) {
    case 'repeat':
      return { ...step, steps: list };
    case 'try':
      return withTryList(step, path, list);
    case 'parallel':
      return { ...step, branches: put(step.branches, () => list) };
    case 'choose':
      if (step.by === 'probability') return { ...step, branches: put(step.branches, (branch) => ({ ...branch, steps: list })) };
      return key === 'hit' ? { ...step, hit: list } : { ...step, miss: list };
    case 'saga':
      return { ...step, stages: put(step.stages, (stage) => withStageSteps(stage, path.endsWith('.compensate'), list)) };
    default:
      return step;
  }
}

type Stage = Extract<StepInput, { kind: 'saga' }>['stages'][number];

/** A stage without compensation says nothing of one, as people write it. */
function withStageSteps(stage: Stage, compensation: boolean, steps: StepInput[]): Stage {
  if (!compensation) return { ...stage, steps };
  const { compensate: _, ...rest } = stage;
  return steps.length > 0 ? { ...rest, compensate: steps } : rest;
}

export const insertStep = (steps: readonly StepInput[], { list, index }: StepPlace, step: StepInput): StepInput[] =>
  withList(steps, list, (old) => old.toSpliced(index, 0, step));

export const removeStep = (steps: readonly StepInput[], { list, index }: StepPlace): StepInput[] =>
  withList(steps, list, (old) => old.toSpliced(index, 1));

export const replaceStep = (steps: readonly StepInput[], { list, index }: StepPlace, step: StepInput): StepInput[] =>
  withList(steps, list, (old) => old.with(index, step));

/** Whether a list lies in the step at a place: a step cannot be moved into itself. */
export const isInside = (list: string, step: StepPlace): boolean => list === pathOf(step) || list.startsWith(`${pathOf(step)}.`);

/**
 * Moves a step before what stands at `to` now.
 * @returns the new steps and where it stands in them; null for a move into itself or to where it is.
 */
export function moveStep(
  steps: readonly StepInput[],
  from: StepPlace,
  to: StepPlace,
): { readonly steps: StepInput[]; readonly place: StepPlace } | null {
  const step = stepAt(steps, from);
  const stays = to.list === from.list && (to.index === from.index || to.index === from.index + 1);
  if (!step || stays || isInside(to.list, from) || !listAt(steps, to.list)) return null;
  const place = afterRemoval(to, from);
  return { steps: insertStep(removeStep(steps, from), place, step), place };
}

/** The same place after the step at `gone` was taken out. */
function afterRemoval({ list, index }: StepPlace, gone: StepPlace): StepPlace {
  if (list === gone.list) return { list, index: index > gone.index ? index - 1 : index };
  const prefix = gone.list === '' ? '' : `${gone.list}.`;
  if (!list.startsWith(prefix)) return { list, index };
  const [at = '', ...rest] = list.slice(prefix.length).split('.');
  // A list in a later step of the same list: that step moves up by one.
  const moved = /^\d+$/.test(at) && Number(at) > gone.index;
  return { list: moved ? `${prefix}${[Number(at) - 1, ...rest].join('.')}` : list, index };
}

export type Direction = 'up' | 'down' | 'in' | 'out';

/**
 * Where a step goes by one key: up and down past its neighbours and out of its list at the ends, in to the step before
 * it (else the one after), out behind the step that holds it. Null where it cannot.
 */
export function placeToward(steps: readonly StepInput[], from: StepPlace, direction: Direction): StepPlace | null {
  const { list, index } = from;
  const siblings = listAt(steps, list) ?? [];
  const parent = parentOf(steps, list);
  switch (direction) {
    case 'up':
      return index > 0 ? { list, index: index - 1 } : parent;
    case 'down':
      if (index < siblings.length - 1) return { list, index: index + 2 };
      return parent && { ...parent, index: parent.index + 1 };
    case 'out':
      return parent && { ...parent, index: parent.index + 1 };
    case 'in': {
      const before = siblings[index - 1];
      const last = before && innerLists(before).at(-1);
      if (last) return { list: `${pathOf({ list, index: index - 1 })}.${last.path}`, index: last.steps.length };
      const after = siblings[index + 1];
      const first = after && innerLists(after)[0];
      return first ? { list: `${pathOf({ list, index: index + 1 })}.${first.path}`, index: 0 } : null;
    }
    default:
      return unreachable(direction);
  }
}

/** The step that holds a list; null for the operation's own. */
export function parentOf(steps: readonly StepInput[], list: string): StepPlace | null {
  let found: StepPlace | null = null;
  for (const { place } of placesIn(steps)) if (isInside(list, place)) found = place;
  return found;
}

/** Every step with its place, in the order in which they are read. */
export function* placesIn(steps: readonly StepInput[], list = ''): Generator<{ readonly step: StepInput; readonly place: StepPlace }> {
  for (const [index, step] of steps.entries()) {
    const place = { list, index };
    yield { step, place };
    for (const inner of innerLists(step)) yield* placesIn(inner.steps, `${pathOf(place)}.${inner.path}`);
  }
}

/** Every place that a step can be put, in reading order: before each step, and at the end of each list. */
export function* gapsIn(steps: readonly StepInput[], list = ''): Generator<StepPlace> {
  for (const [index, step] of steps.entries()) {
    const place = { list, index };
    yield place;
    for (const inner of innerLists(step)) yield* gapsIn(inner.steps, `${pathOf(place)}.${inner.path}`);
  }
  yield { list, index: steps.length };
}

/** Every step, however deep, put through `change`, the inner ones first. A step that stays the same stays the same object. */
export function mapSteps(steps: readonly StepInput[], change: (step: StepInput) => StepInput): StepInput[] {
  return steps.map((step) => {
    let whole = step;
    for (const { path, steps: inner } of innerLists(step)) {
      const mapped = mapSteps(inner, change);
      if (mapped.some((each, i) => each !== inner[i])) whole = withInner(whole, path, mapped);
    }
    return change(whole);
  });
}
