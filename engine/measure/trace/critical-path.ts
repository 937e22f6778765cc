import { type Draft, ownStretches } from './draft';
import type { Hop, PathPiece } from './trace';

/**
 * Where the request stood at each moment: from its end back to its start, whatever was waited for last. Of branches side by side, that is
 * the one that ended last; of copies, the one that won and, before it was sent, the one that it was to overtake. What nobody waited for is
 * not on it. The pieces add up to the span, to the nanosecond.
 */
export function criticalPath(root: Draft, end: number): PathPiece[] {
  const back: PathPiece[] = [];
  walk(root, root.start, end, back);
  return back.reverse();
}

/** Adds the pieces of a span between two moments, latest first. */
function walk(draft: Draft, from: number, to: number, back: PathPiece[]): void {
  let at = to;
  while (at > from) {
    const child = lastWaitedFor(draft, from, at);
    const until = child === null ? from : Math.min(child.end ?? at, at);
    for (const stretch of ownStretches(draft, until, at).reverse()) back.push({ span: draft.id, ...stretch });
    if (child === null) return;
    const begin = Math.max(from, child.start);
    walk(child, begin, until, back);
    at = begin;
  }
}

/** Of the spans that were waited for before a moment, the one that ended last; of several, one that ended well, then the latest begun. */
function lastWaitedFor(draft: Draft, from: number, at: number): Draft | null {
  let best: Draft | null = null;
  for (const child of draft.children) {
    if (!child.awaited || child.start >= at || Math.min(child.end ?? at, at) <= Math.max(from, child.start)) continue;
    if (best === null || rank(child, best, at) > 0) best = child;
  }
  return best;
}

function rank(a: Draft, b: Draft, at: number): number {
  const ends = Math.min(a.end ?? at, at) - Math.min(b.end ?? at, at);
  if (ends !== 0) return ends;
  const well = Number(isWell(a, at)) - Number(isWell(b, at));
  return well === 0 ? a.start - b.start : well;
}

const isWell = ({ end, outcome }: Draft, at: number): boolean => end !== null && end <= at && (outcome === 'ok' || outcome === 'degraded');

/** What the path spent at each place, the longest first: at nodes what they do, on links what lies between. */
export function hopsOf(path: readonly PathPiece[], spans: readonly { node: string; link: string | null; kind: Draft['kind'] }[]): Hop[] {
  const hops = new Map<string, { -readonly [K in keyof Hop]: Hop[K] }>();
  for (const { span, from, to, doing } of path) {
    const { node, link, kind } = spans[span]!;
    const onLink = kind === 'call' || kind === 'attempt' || kind === 'copy';
    const key = onLink ? `link ${link}` : `node ${node}`;
    let hop = hops.get(key);
    if (hop === undefined) {
      const place = { node: onLink ? null : node, link: onLink ? link : null };
      hop = { ...place, queue: 0, service: 0, network: 0, backoff: 0, blocked: 0, pause: 0, total: 0 };
      hops.set(key, hop);
    }
    if (doing !== 'downstream') hop[doing] += to - from;
    hop.total += to - from;
  }
  return [...hops.values()].sort((a, b) => b.total - a.total);
}
