import { buildTrace } from '../../engine/measure/trace/build-trace';
import type { TraceNames } from '../../engine/measure/trace/names';
import type { Trace, TraceSpan } from '../../engine/measure/trace/trace';
import type { Trail } from '../../engine/measure/trace/trail';

/** What is wrong with the trace of a request that has ended: gaps, spans outside of those that wait for them, a path of another length. */
export function traceMistakes(trail: Trail, names: TraceNames, now: number): string[] {
  const trace = buildTrace(trail, names, now);
  const wrong = [...ofPath(trace)];
  for (const span of trace.spans) wrong.push(...ofStretches(span, now), ...ofPlace(span, trace));
  return wrong.map((mistake) => `request ${trail.request}: ${mistake}`);
}

function* ofPath({ path, start, end, hops }: Trace): Generator<string> {
  let at = start;
  for (const piece of path) {
    if (piece.from !== at) yield `the path has a gap at ${at}`;
    if (piece.doing === 'downstream') yield `the path waits for something that is not on it at ${at}`;
    at = piece.to;
  }
  if (at !== end) yield `the path ends at ${at}, the request at ${end}`;
  if (hops.reduce((sum, { total }) => sum + total, 0) !== end - start) yield 'the hops do not add up';
}

function* ofStretches({ id, kind, start, end, stretches }: TraceSpan, now: number): Generator<string> {
  let at = start;
  for (const { from, to } of stretches) {
    if (from !== at || to <= from) yield `${kind} ${id} has a gap at ${at}`;
    at = to;
  }
  if (at !== (end ?? Math.max(start, now))) yield `${kind} ${id} is told up to ${at}, and ends at ${end}`;
}

function* ofPlace({ id, kind, parent, start, end, awaited, outcome }: TraceSpan, { spans, cut }: Trace): Generator<string> {
  if (parent < 0) return;
  const owner = spans[parent]!;
  if (parent >= id) yield `${kind} ${id} stands before its owner`;
  if (start < owner.start) yield `${kind} ${id} begins before its owner`;
  if (end !== null && end < start) yield `${kind} ${id} ends before it begins`;
  // Its caller may have gone, or may have been taken apart; and a quorum does not wait for the last copy.
  const mayOutlast = kind === 'operation' || kind === 'part' || outcome === 'left' || cut;
  if (awaited && !mayOutlast && owner.end !== null && (end === null || end > owner.end) && start < owner.end)
    yield `${kind} ${id} (${start} to ${end}) outlasts its owner, a ${owner.kind} that ended ${owner.outcome} at ${owner.end}`;
}
