import { causes } from '../../policies/causes';
import { criticalPath, hopsOf } from './critical-path';
import { type Draft, stretchesOf } from './draft';
import type { TraceNames } from './names';
import { readTrail } from './read-trail';
import type { Trace, TraceSpan, TraceSummary } from './trace';
import { verdictOf } from './trace-words';
import { Ending, type Trail } from './trail';

const outcomes = { [Ending.ok]: 'ok', [Ending.degraded]: 'degraded', [Ending.late]: 'late', [Ending.failed]: 'failed' } as const;

/** The trace of a request that has ended. `now` is where spans end that go on. [ns] */
export function buildTrace(trail: Trail, names: TraceNames, now: number): Trace {
  const drafts = readTrail(trail, names);
  const spans = drafts.map((draft) => spanOf(draft, now));
  const { startedAt: start, endedAt: end } = trail;
  const [root] = drafts;
  const path = root === undefined ? [] : criticalPath(root, end);
  const facts = factsOf(trail, names);
  return {
    ...facts,
    verdict: verdictOf({ ...facts, start, end, spans, path }, names),
    spans,
    path,
    hops: hopsOf(path, spans),
    cut: trail.cut,
  };
}

/** A trace in short. */
export function summaryOf({ spans, path: _path, hops: _hops, cut: _cut, ...trace }: Trace): TraceSummary {
  return { ...trace, spans: spans.length };
}

function factsOf(trail: Trail, names: TraceNames) {
  const { request, journey, entity, startedAt, endedAt, ending, cause, blame, broken } = trail;
  return {
    request,
    journey: names.journeys[journey]?.id ?? '',
    entity: entity < 0 ? null : entity,
    start: startedAt,
    end: endedAt,
    outcome: outcomes[ending as keyof typeof outcomes],
    cause: causes[cause] ?? null,
    blame: names.nodes[blame]?.id ?? null,
    broken,
  };
}

function spanOf(draft: Draft, now: number): TraceSpan {
  const { id, kind, parent, node, link, name, start, end, outcome, awaited, replica, notes } = draft;
  return {
    id,
    parent: parent === null ? -1 : parent.id,
    kind,
    node,
    link,
    name,
    start,
    end,
    outcome,
    awaited,
    replica,
    stretches: stretchesOf(draft, end ?? Math.max(start, now)),
    notes,
  };
}
