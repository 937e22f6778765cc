import { failure, type Result, success } from '../../core/problem';
import { field, listOf, textOf } from './json';
import { keep, type Place, type RawSpan, type SpanKind, type SpanList, tooManySpans, traceLimits, wordOf } from './span';

/** Beyond 2^53 ns a time is no whole number any more. [us] */
const LATEST = 9e15;

/**
 * Spans as Jaeger’s query service and its UI write them: `data` with a list of traces, one trace, or a trace as Grafana keeps it, whose
 * spans bring their process along.
 * @see https://www.jaegertracing.io/docs/latest/apis/
 */
export function readJaeger(root: unknown): Result<SpanList> {
  const data = field(root, 'data') ?? root;
  const traces = Array.isArray(data) ? data : [data];
  const found: { readonly span: unknown; readonly place: Place }[] = [];
  let first = Infinity;
  for (const trace of traces) {
    const places = placesOf(field(trace, 'processes'));
    for (const span of listOf(field(trace, 'spans'))) {
      const own = field(span, 'process');
      found.push({ span, place: own === undefined ? (places.get(textOf(field(span, 'processID'))) ?? nowhere) : placeOf(own) });
      if (found.length > traceLimits.spans) return failure(tooManySpans());
      const start = field(span, 'startTime');
      if (typeof start === 'number' && start >= 0 && start < first) first = start;
    }
  }
  const spans: RawSpan[] = [];
  for (const { span, place } of found) {
    const read = spanOf(span, place, first);
    if (read !== null) spans.push(read);
  }
  return success({ spans, malformed: found.length - spans.length });
}

const nowhere: Place = { service: 'unknown service', instance: null, node: null, kind: null };

function placesOf(processes: unknown): Map<string, Place> {
  const places = new Map<string, Place>();
  if (typeof processes !== 'object' || processes === null) return places;
  for (const [id, process] of Object.entries(processes)) places.set(id, placeOf(process));
  return places;
}

function placeOf(process: unknown): Place {
  const service = textOf(field(process, 'serviceName')).slice(0, 300);
  const tags = new Map<string, string>();
  for (const tag of listOf(field(process, 'tags'))) {
    const value = field(tag, 'value');
    if (typeof value === 'string' && value !== '') tags.set(textOf(field(tag, 'key')), value.slice(0, 300));
  }
  return {
    service: service === '' ? nowhere.service : service,
    instance: tags.get('service.instance.id') ?? tags.get('hostname') ?? tags.get('ip') ?? null,
    node: tags.get('faultline.node') ?? null,
    kind: tags.get('faultline.kind') ?? null,
  };
}

function spanOf(span: unknown, place: Place, first: number): RawSpan | null {
  const trace = textOf(field(span, 'traceID'));
  const id = textOf(field(span, 'spanID'));
  const start = field(span, 'startTime');
  const duration = field(span, 'duration');
  if (trace === '' || id === '' || trace.length > 100 || id.length > 100) return null;
  if (typeof start !== 'number' || typeof duration !== 'number' || !(start >= 0 && start <= LATEST)) return null;
  const facts = new Map<string, string | number>();
  for (const tag of listOf(field(span, 'tags'))) keep(facts, field(tag, 'key'), field(tag, 'value'));
  const from = Math.round((start - first) * 1000);
  const { parent, follows } = referencesOf(span, trace);
  return {
    trace,
    id,
    parent,
    follows,
    place,
    name: textOf(field(span, 'operationName')).slice(0, 300),
    kind: kindOf(facts.get('span.kind')),
    start: from,
    end: from + Math.max(0, Math.round(duration * 1000)),
    failed: failed(facts),
    cause: wordOf({ facts }, 'otel.status_description') ?? '',
    facts,
  };
}

function referencesOf(span: unknown, trace: string): Pick<RawSpan, 'parent' | 'follows'> {
  let parent: string | null = textOf(field(span, 'parentSpanID')) || null;
  const follows: { trace: string; id: string }[] = [];
  for (const reference of listOf(field(span, 'references'))) {
    const of = { trace: textOf(field(reference, 'traceID')) || trace, id: textOf(field(reference, 'spanID')) };
    if (of.id === '') continue;
    if (field(reference, 'refType') === 'CHILD_OF' && of.trace === trace) parent ??= of.id;
    else follows.push(of);
  }
  // A part that nobody waits for is still a part of its trace.
  return { parent: parent ?? follows.find((of) => of.trace === trace)?.id ?? null, follows };
}

const kindOf = (kind: string | number | undefined): SpanKind =>
  (['server', 'client', 'producer', 'consumer'] as const).find((one) => one === kind) ?? 'internal';

function failed(facts: ReadonlyMap<string, string | number>): boolean {
  if (facts.get('error') === 'true' || facts.get('otel.status_code') === 'ERROR') return true;
  return Number(facts.get('http.status_code') ?? facts.get('http.response.status_code') ?? 0) >= 500;
}
