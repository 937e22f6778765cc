import { failure, type Result, success } from '../../core/problem';
import { field, listOf, textOf } from './json';
import { keep, type Place, type RawSpan, type SpanKind, type SpanList, tooManySpans, traceLimits } from './span';

const kinds: readonly SpanKind[] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];
const ERROR = 2;

interface Draft extends Omit<RawSpan, 'start' | 'end'> {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * Spans of an ExportTraceServiceRequest in JSON, of several of them in a list, or of Tempo’s `batches`.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function readOtlp(root: unknown): Result<SpanList> {
  const drafts: Draft[] = [];
  let malformed = 0;
  for (const document of Array.isArray(root) ? root : [field(root, 'trace') ?? root]) {
    for (const resource of [...listOf(field(document, 'resourceSpans')), ...listOf(field(document, 'batches'))]) {
      const place = placeOf(field(resource, 'resource'));
      const scopes = [...listOf(field(resource, 'scopeSpans')), ...listOf(field(resource, 'instrumentationLibrarySpans'))];
      for (const scope of scopes) {
        for (const span of listOf(field(scope, 'spans'))) {
          const draft = draftOf(span, place);
          if (draft === null) malformed += 1;
          else drafts.push(draft);
          if (drafts.length > traceLimits.spans) return failure(tooManySpans());
        }
      }
    }
  }
  const first = drafts.reduce<bigint | null>((least, { start }) => (least === null || start < least ? start : least), null) ?? 0n;
  const spans = drafts.map(({ start, end, ...rest }): RawSpan => ({ ...rest, start: Number(start - first), end: Number(end - first) }));
  return success({ spans, malformed });
}

function placeOf(resource: unknown): Place {
  const found = new Map<string, string>();
  for (const attribute of listOf(field(resource, 'attributes'))) {
    const key = textOf(field(attribute, 'key'));
    const value = valueOf(field(attribute, 'value'));
    if (typeof value === 'string' && value !== '') found.set(key, value);
  }
  return {
    service: found.get('service.name') ?? 'unknown service',
    instance: found.get('service.instance.id') ?? found.get('k8s.pod.name') ?? found.get('host.name') ?? null,
    node: found.get('faultline.node') ?? null,
    kind: found.get('faultline.kind') ?? null,
  };
}

function draftOf(span: unknown, place: Place): Draft | null {
  const trace = textOf(field(span, 'traceId'));
  const id = textOf(field(span, 'spanId'));
  const start = nanos(field(span, 'startTimeUnixNano'));
  const end = nanos(field(span, 'endTimeUnixNano'));
  if (trace === '' || id === '' || trace.length > 100 || id.length > 100 || start === null || end === null) return null;
  const facts = new Map<string, string | number>();
  for (const attribute of listOf(field(span, 'attributes'))) keep(facts, field(attribute, 'key'), valueOf(field(attribute, 'value')));
  const status = field(span, 'status');
  const code = field(status, 'code');
  const parent = textOf(field(span, 'parentSpanId'));
  return {
    trace,
    id,
    parent: parent === '' || /^0+$/.test(parent) ? null : parent,
    follows: listOf(field(span, 'links')).map((link) => ({
      trace: textOf(field(link, 'traceId')),
      id: textOf(field(link, 'spanId')),
    })),
    place,
    name: textOf(field(span, 'name')).slice(0, 300),
    kind: kindOf(field(span, 'kind')),
    start,
    end: end < start ? start : end,
    failed: code === ERROR || code === 'STATUS_CODE_ERROR',
    cause: textOf(field(status, 'message')).slice(0, 100),
    facts,
  };
}

/** By number or by name: both are valid JSON of the same message. */
function kindOf(kind: unknown): SpanKind {
  if (typeof kind === 'number') return kinds[kind] ?? 'internal';
  const name = textOf(kind).replace('SPAN_KIND_', '').toLowerCase();
  return kinds.find((one) => one === name) ?? 'internal';
}

function nanos(value: unknown): bigint | null {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return BigInt(value);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? BigInt(Math.floor(value)) : null;
}

function valueOf(value: unknown): unknown {
  const whole = field(value, 'intValue');
  if (whole !== undefined) return Number(whole);
  return field(value, 'stringValue') ?? field(value, 'doubleValue') ?? field(value, 'boolValue');
}
