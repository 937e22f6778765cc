import type { Box } from '../../../engine/design/scene';
import type { Place } from '../../../engine/design/auto-layout';

/** A line that shows with what something is in line, or an equal gap. [px at zoom 1] */
export interface Guide {
  readonly kind: 'line' | 'gap';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Snap {
  /** What to add to the place so that it is in line. */
  readonly shift: Place;
  readonly guides: readonly Guide[];
}

type Axis = 'x' | 'y';
/** A box along one axis: where it begins and ends there, and where it lies across. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly acrossFrom: number;
  readonly acrossTo: number;
}
interface Fit {
  readonly shift: number;
  /** Guides once the shift is made. */
  readonly guides: (moved: Span) => Guide[];
}

const span = ({ x, y, width, height }: Box, axis: Axis): Span =>
  axis === 'x'
    ? { from: x, to: x + width, acrossFrom: y, acrossTo: y + height }
    : { from: y, to: y + height, acrossFrom: x, acrossTo: x + width };
const middle = ({ from, to }: Span) => (from + to) / 2;
const near = (a: number, b: number) => Math.abs(a - b) < 0.5;
const overlaps = (a: Span, b: Span) => a.acrossFrom < b.acrossTo && b.acrossFrom < a.acrossTo;

/** Brings a box that is moved in line with others: with edges and centres, and to equal gaps. @param reach how far it jumps [px] */
export function snap(moving: Box, others: readonly Box[], reach: number): Snap {
  const x = alongAxis(moving, others, reach, 'x');
  const y = alongAxis(moving, others, reach, 'y');
  const moved = { ...moving, x: moving.x + (x?.shift ?? 0), y: moving.y + (y?.shift ?? 0) };
  return {
    shift: { x: x?.shift ?? 0, y: y?.shift ?? 0 },
    guides: [...(x?.guides(span(moved, 'x')) ?? []), ...(y?.guides(span(moved, 'y')) ?? [])],
  };
}

/** The nearest fit; lines before gaps where both are as near. */
function alongAxis(moving: Box, boxes: readonly Box[], reach: number, axis: Axis): Fit | null {
  const own = span(moving, axis);
  const others = boxes.map((box) => span(box, axis));
  let best: Fit | null = null;
  for (const fit of [...lineFits(own, others, axis), ...gapFits(own, others, axis)]) {
    if (Math.abs(fit.shift) <= reach && (!best || Math.abs(fit.shift) < Math.abs(best.shift) - 0.01)) best = fit;
  }
  return best;
}

function lineFits(own: Span, others: readonly Span[], axis: Axis): Fit[] {
  return others.flatMap((other) =>
    (
      [
        [other.from, own.from],
        [other.to, own.to],
        [middle(other), middle(own)],
        [other.to, own.from],
        [other.from, own.to],
      ] as const
    ).map(([there, here]): Fit => ({ shift: there - here, guides: (moved) => linesAt(moved, others, axis) })),
  );
}

/** Every line that the moved box shares with another. */
function linesAt(moved: Span, others: readonly Span[], axis: Axis): Guide[] {
  const lines = [moved.from, middle(moved), moved.to];
  const found = lines.flatMap((at): Guide[] => {
    const on = others.filter((other) => near(other.from, at) || near(other.to, at) || (near(at, middle(moved)) && near(middle(other), at)));
    if (on.length === 0) return [];
    const all = [moved, ...on];
    return [
      guide('line', axis, at, at, Math.min(...all.map((each) => each.acrossFrom)) - 8, Math.max(...all.map((each) => each.acrossTo)) + 8),
    ];
  });
  return found;
}

/** A line across the axis at `at`, or along it from `at` to `to` when those differ. */
function guide(kind: Guide['kind'], axis: Axis, at: number, to: number, acrossFrom: number, acrossTo: number): Guide {
  return axis === 'x' ? { kind, x1: at, y1: acrossFrom, x2: to, y2: acrossTo } : { kind, x1: acrossFrom, y1: at, x2: acrossTo, y2: to };
}

/** In the middle between two neighbours, or as far from one as that is from the next. */
function gapFits(own: Span, others: readonly Span[], axis: Axis): Fit[] {
  const row = others.filter((other) => overlaps(own, other));
  const before = row.filter((other) => middle(other) < middle(own)).toSorted((a, b) => b.to - a.to);
  const after = row.filter((other) => middle(other) >= middle(own)).toSorted((a, b) => a.from - b.from);
  const fits: Fit[] = [];
  const [left, right] = [before[0], after[0]];
  if (left && right) {
    const gap = (right.from - left.to - (own.to - own.from)) / 2;
    if (gap > 0)
      fits.push({
        shift: left.to + gap - own.from,
        guides: (moved) =>
          gaps(
            [
              [left, moved],
              [moved, right],
            ],
            axis,
          ),
      });
  }
  const next = left && neighbour(left, others, -1);
  if (left && next) {
    const gap = left.from - next.to;
    fits.push({
      shift: left.to + gap - own.from,
      guides: (moved) =>
        gaps(
          [
            [next, left],
            [left, moved],
          ],
          axis,
        ),
    });
  }
  const further = right && neighbour(right, others, 1);
  if (right && further) {
    const gap = further.from - right.to;
    fits.push({
      shift: right.from - gap - own.to,
      guides: (moved) =>
        gaps(
          [
            [moved, right],
            [right, further],
          ],
          axis,
        ),
    });
  }
  return fits;
}

/** The next box on one side of a box, in its row. */
function neighbour(of: Span, others: readonly Span[], side: 1 | -1): Span | undefined {
  const row = others.filter((other) => other !== of && overlaps(of, other) && (side > 0 ? other.from >= of.to : other.to <= of.from));
  return row.toSorted((a, b) => (side > 0 ? a.from - b.from : b.to - a.to))[0];
}

function gaps(pairs: readonly (readonly [Span, Span])[], axis: Axis): Guide[] {
  return pairs.map(([one, other]) => {
    const across = (Math.max(one.acrossFrom, other.acrossFrom) + Math.min(one.acrossTo, other.acrossTo)) / 2;
    return guide('gap', axis, one.to, other.from, across, across);
  });
}
