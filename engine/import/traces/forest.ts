import { type RawSpan, type SpanList, traceLimits } from './span';

/** A span where it stands in its trace. */
export interface Span extends Omit<RawSpan, 'parent' | 'follows'> {
  parent: Span | null;
  /** In the order in which they began. */
  children: Span[];
  /** Those that produced what it consumes. */
  follows: Span[];
  /** Whether the trace says that it has a parent, which is not there. */
  orphan: boolean;
  start: number;
  end: number;
}

/** All traces of a file as trees, and what had to be mended for that. */
export interface Forest {
  /** Every span that is part of a tree; parents before their children. */
  readonly spans: readonly Span[];
  /** Where requests begin: one or more of each trace. */
  readonly roots: readonly Span[];
  readonly traces: number;
  readonly mended: {
    readonly malformed: number;
    readonly duplicates: number;
    readonly circles: number;
    readonly orphans: number;
    readonly tooDeep: number;
    readonly skewed: number;
  };
}

/** Longest span, and longest time between spans of one file: 100 days. [ns] */
const LONGEST = 100 * 86_400e9;

/** Puts spans under their parents. Whatever is wrong with them is counted, and the rest stands. */
export function growForest(list: SpanList): Forest {
  const near = nearInTime(list.spans);
  const byTrace = new Map<string, Map<string, Span>>();
  let duplicates = 0;
  for (const raw of near) {
    let trace = byTrace.get(raw.trace);
    if (trace === undefined) byTrace.set(raw.trace, (trace = new Map<string, Span>()));
    if (trace.has(raw.id)) duplicates += 1;
    else trace.set(raw.id, { ...raw, parent: null, children: [], follows: [], orphan: false });
  }
  const raws = new Map(near.map((raw) => [`${raw.trace} ${raw.id}`, raw]));
  let circles = 0;
  let orphans = 0;
  const starts: Span[] = [];
  for (const trace of byTrace.values()) {
    for (const span of trace.values()) {
      const raw = raws.get(`${span.trace} ${span.id}`)!;
      span.parent = raw.parent === null ? null : (trace.get(raw.parent) ?? null);
      span.orphan = raw.parent !== null && span.parent === null;
      for (const { trace: other, id } of raw.follows) {
        const producer = byTrace.get(other)?.get(id);
        if (producer !== undefined && producer !== span) span.follows.push(producer);
      }
      if (span.orphan) orphans += 1;
    }
    circles += cutCircles([...trace.values()]);
    starts.push(...hang([...trace.values()]));
  }
  const { spans, tooDeep, skewed } = settle(starts);
  const malformed = list.malformed + list.spans.length - near.length;
  return { spans, roots: starts, traces: byTrace.size, mended: { malformed, duplicates, circles, orphans, tooDeep, skewed } };
}

/** Without spans of impossible length and those whose clock stood on another date than that of most. */
function nearInTime(spans: readonly RawSpan[]): readonly RawSpan[] {
  const starts = Float64Array.from(spans, ({ start }) => start).sort();
  const middle = starts[starts.length >> 1] ?? 0;
  return spans.filter(({ start, end }) => end - start <= LONGEST && Math.abs(start - middle) <= LONGEST);
}

/** Spans that are their own ancestors: one of each circle begins it. */
function cutCircles(trace: readonly Span[]): number {
  let circles = 0;
  const known = new Map<Span, number>();
  for (const [round, span] of trace.entries()) {
    for (let at: Span | null = span; at !== null; at = at.parent) {
      const seen = known.get(at);
      if (seen === undefined) known.set(at, round);
      else {
        if (seen === round) {
          at.parent = null;
          at.orphan = true;
          circles += 1;
        }
        break;
      }
    }
  }
  return circles;
}

/** Gives parents their children. Returns where the trace begins: those without parents or, where all have lost theirs, the earliest. */
function hang(trace: readonly Span[]): Span[] {
  const ordered = [...trace].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const span of ordered) span.parent?.children.push(span);
  const tops = ordered.filter(({ parent }) => parent === null);
  if (!tops.some(({ orphan }) => !orphan) && tops[0] !== undefined) tops[0].orphan = false;
  return tops;
}

/** Goes down the trees: sets clocks right that do not agree, and leaves out what lies too deep. */
function settle(starts: readonly Span[]) {
  const spans: Span[] = [];
  let tooDeep = 0;
  let skewed = 0;
  const stack = starts.map((span) => ({ span, depth: 0, shift: 0 })).reverse();
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { span, depth } = top;
    let { shift } = top;
    span.start += shift;
    span.end += shift;
    const skew = skewOf(span);
    if (skew !== 0) {
      skewed += 1;
      shift += skew;
      span.start += skew;
      span.end += skew;
    }
    spans.push(span);
    if (depth >= traceLimits.depth) {
      tooDeep += span.children.length;
      span.children = [];
    }
    for (let i = span.children.length - 1; i >= 0; i--) stack.push({ span: span.children[i]!, depth: depth + 1, shift });
  }
  return { spans, tooDeep, skewed };
}

/**
 * How far a callee's clock is off, since nothing can begin before it was asked for: it is put into the middle of its call. [ns]
 * As Jaeger’s own clock skew adjuster does.
 */
function skewOf({ parent, place, kind, start, end }: Span): number {
  if (parent === null || kind === 'consumer' || place.node !== null || parent.place.service === place.service) return 0;
  const [length, room] = [end - start, parent.end - parent.start];
  const before = start < parent.start;
  if (length > room) return before ? parent.start - start : 0;
  if (!before && (end <= parent.end || parent.failed)) return 0;
  return Math.round(parent.start + (room - length) / 2 - start);
}
