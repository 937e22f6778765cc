import type { Distribution } from '../../core/distribution';
import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import { idOf } from '../place';
import { type Check, error } from './check';

/** Distributions whose numbers contradict each other, wherever they stand. */
export const distributions: Check = function* ({ design }) {
  yield* within(design.nodes, 'nodes');
  yield* within(design.links, 'links');
};

type Shaped = Extract<Distribution, { kind: 'lognormal' | 'pareto' | 'uniform' | 'empirical' }>;
const shapes: ReadonlySet<unknown> = new Set<Shaped['kind']>(['lognormal', 'pareto', 'uniform', 'empirical']);

// No other part of a design has one of these kinds.
const isShaped = (value: object): value is Shaped => 'kind' in value && shapes.has(value.kind);

function* within(value: unknown, where: string): Generator<Problem> {
  if (typeof value !== 'object' || value === null) return;
  if (isShaped(value)) yield* contradictions(value, where);
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, i) => [idOf(item) ?? String(i), item])
    : Object.entries(value);
  for (const [key, child] of entries) yield* within(child, `${where}.${key}`);
}

function* contradictions(shape: Shaped, where: string): Generator<Problem> {
  switch (shape.kind) {
    case 'lognormal':
      if (shape.p50 <= 0) yield notPositive(`${where}.p50`, 'median of a lognormal distribution');
      else if (shape.p99 <= shape.p50) {
        yield error({
          code: 'quantiles-not-rising',
          where: `${where}.p99`,
          message: `p99 (${formatDuration(shape.p99)}) must be longer than p50 (${formatDuration(shape.p50)}).`,
          remedy: 'Raise p99, or write a plain duration for a time that never varies.',
        });
      }
      break;
    case 'pareto':
      if (shape.min <= 0) yield notPositive(`${where}.min`, 'shortest draw of a Pareto distribution');
      else if (shape.min >= shape.max) yield minAboveMax(shape, where);
      break;
    case 'uniform':
      if (shape.min > shape.max) yield minAboveMax(shape, where);
      break;
    case 'empirical':
      yield* quantiles(shape.quantiles, `${where}.quantiles`);
      break;
  }
}

const notPositive = (where: string, what: string): Problem =>
  error({ code: 'not-positive', where, message: `The ${what} must be longer than 0.`, remedy: 'Write a duration above 0, such as "1ms".' });

const minAboveMax = ({ min, max }: { min: number; max: number }, where: string): Problem =>
  error({
    code: 'min-above-max',
    where: `${where}.max`,
    message: `The longest draw (${formatDuration(max)}) must be longer than the shortest (${formatDuration(min)}).`,
    remedy: 'Swap the two, or widen the range.',
  });

function* quantiles(points: Extract<Shaped, { kind: 'empirical' }>['quantiles'], where: string): Generator<Problem> {
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (!before || (point.share > before.share && point.value >= before.value)) continue;
    yield error({
      code: 'quantiles-not-rising',
      where: `${where}.${i}`,
      message: `Quantile ${i + 1} does not rise above the one before it: shares must grow, and values may not fall.`,
      remedy: 'Sort the points by share, and check the values.',
    });
    return;
  }
  if (points[0]?.share === 0 && points.at(-1)?.share === 1) return;
  yield error({
    code: 'quantiles-incomplete',
    where,
    message: 'The measured quantiles must reach from share 0 (the shortest draw) to share 1 (the longest).',
    remedy: 'Add the points that are missing at either end.',
  });
}
