import type { Note, PathPiece, Stretch, Trace, TraceSpan } from '../../engine/measure/trace/trace';

/** One line of a waterfall. A call with a single attempt stands for both. */
export interface WaterfallRow {
  readonly span: TraceSpan;
  readonly depth: number;
  /** [ns] Where what has not ended is cut off. */
  readonly end: number;
  readonly stretches: readonly Stretch[];
  readonly notes: readonly Note[];
  /** What of the critical path lies here. */
  readonly path: readonly PathPiece[];
  readonly canFold: boolean;
}

/** The lines of a trace, in the order of its tree. @param folded spans whose own are not shown */
export function waterfallRows({ spans, path }: Pick<Trace, 'spans' | 'path'>, folded: ReadonlySet<number>): WaterfallRow[] {
  const children = new Map<number, TraceSpan[]>();
  for (const span of spans) children.set(span.parent, [...(children.get(span.parent) ?? []), span]);
  const rows: WaterfallRow[] = [];
  const visit = (span: TraceSpan, depth: number): void => {
    const joined = [span];
    // A call stands for its only attempt, and that for its only copy.
    for (let only = onlyTry(span, children); only !== null; only = onlyTry(only, children)) joined.push(only);
    const last = joined.at(-1)!;
    const ids = new Set(joined.map(({ id }) => id));
    const inner = joined.flatMap(({ id }) => (children.get(id) ?? []).filter((child) => !ids.has(child.id)));
    rows.push({
      span,
      depth,
      end: endOf(span),
      stretches: joined.length === 1 ? span.stretches : fill(span.stretches, last.stretches),
      notes: joined.flatMap(({ notes }) => notes),
      path: path.filter((piece) => ids.has(piece.span)),
      canFold: inner.length > 0,
    });
    if (!folded.has(span.id)) for (const child of inner) visit(child, depth + 1);
  };
  for (const root of children.get(-1) ?? []) visit(root, 0);
  return rows;
}

function onlyTry(span: TraceSpan, children: ReadonlyMap<number, readonly TraceSpan[]>): TraceSpan | null {
  const kind = span.kind === 'call' ? 'attempt' : span.kind === 'attempt' ? 'copy' : null;
  const tries = (children.get(span.id) ?? []).filter((child) => child.kind === kind);
  return tries.length === 1 ? tries[0]! : null;
}

/** Puts what the inner span says of itself in the place where the outer one only waits for it. */
const fill = (outer: readonly Stretch[], inner: readonly Stretch[]): Stretch[] =>
  outer.flatMap((stretch) => {
    if (stretch.doing !== 'downstream') return [stretch];
    const within = inner.filter(({ from, to }) => from < stretch.to && to > stretch.from);
    return within.length === 0 ? [stretch] : within;
  });

const endOf = ({ start, end, stretches }: TraceSpan): number => end ?? stretches.at(-1)?.to ?? start;
