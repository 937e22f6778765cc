import type { DesignLink } from '../design/schema';
import type { Doing, Trace, TraceSpan } from '../measure/trace/trace';

/** SpanKind of opentelemetry/proto/trace/v1/trace.proto. */
const Kind = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const ERROR = 2;
/** Simulated time has no date; tools want one. 2024-01-01T00:00:00Z [ns] */
const BEGINNING = 1_704_067_200_000_000_000n;

type Value =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean };
interface Attribute {
  readonly key: string;
  readonly value: Value;
}

/** A span, and whose it is. */
export interface OtlpSpan {
  readonly node: string;
  readonly replica: number | null;
  readonly span: {
    readonly traceId: string;
    readonly spanId: string;
    readonly parentSpanId?: string;
    readonly name: string;
    readonly kind: number;
    readonly startTimeUnixNano: string;
    readonly endTimeUnixNano: string;
    readonly attributes: readonly Attribute[];
    readonly events: readonly { readonly timeUnixNano: string; readonly name: string }[];
    readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: readonly Attribute[] }[];
    readonly status: { readonly code?: number; readonly message?: string };
  };
}

/** What a span becomes. */
interface Role {
  readonly kind: number;
  readonly node: string;
  readonly name: string;
}

/**
 * A request as OpenTelemetry tells it: who calls has a client span, who is called a server span below it; who publishes has a producer
 * span, who consumes a consumer span that links to it. Calls of one attempt, and hops that a broker makes, have no span of their own.
 */
export function otlpSpans(
  trace: Trace,
  seed: number,
  links: ReadonlyMap<string, DesignLink>,
  names: ReadonlyMap<string, string>,
): OtlpSpan[] {
  const { spans } = trace;
  const attempts = new Map<number, number>();
  for (const { kind, parent } of spans) if (isAttempt(kind)) attempts.set(parent, (attempts.get(parent) ?? 0) + 1);
  const roles = spans.map((span) => roleOf(span, spans, attempts.get(span.id) ?? 0, links, names));
  // The nearest span above that is written.
  const above = (id: number): number => {
    let at = spans[id]!.parent;
    while (at >= 0 && roles[at] === null) at = spans[at]!.parent;
    return at;
  };
  const traceId = `${hex(seed, 16)}${hex(trace.request + 1, 16)}`;
  const spanId = (id: number) => `${hex(trace.request + 1, 8)}${hex(id + 1, 8)}`;
  return spans.flatMap((span) => {
    const role = roles[span.id]!;
    if (role === null) return [];
    const parent = above(span.id);
    const producer = role.kind === Kind.consumer ? parent : -1;
    return {
      node: role.node,
      replica: span.kind === 'operation' ? span.replica : null,
      span: {
        traceId,
        spanId: spanId(span.id),
        ...(parent >= 0 && { parentSpanId: spanId(parent) }),
        name: role.name,
        kind: role.kind,
        startTimeUnixNano: moment(span.start),
        endTimeUnixNano: moment(endOf(span, role)),
        attributes: [...(parent < 0 ? ofRequest(trace) : []), ...ofSpan(span, role, names)],
        events: span.notes.map(({ at, text }) => ({ timeUnixNano: moment(at), name: text })),
        links: producer >= 0 ? [{ traceId, spanId: spanId(producer), attributes: [] }] : [],
        status: statusOf(span),
      },
    };
  });
}

/** Null for what others tell already. */
function roleOf(
  span: TraceSpan,
  spans: readonly TraceSpan[],
  attempts: number,
  links: ReadonlyMap<string, DesignLink>,
  names: ReadonlyMap<string, string>,
): Role | null {
  const { kind, node, name } = span;
  const parent = spans[span.parent];
  const label = names.get(node) ?? node;
  const caller = links.get(span.link ?? '')?.from ?? node;
  switch (kind) {
    case 'message':
      return parent?.kind === 'message'
        ? null
        : { kind: Kind.producer, node: parent?.node ?? caller, name: `send ${name === '' ? label : name}` };
    case 'call':
      // A broker's delivery is told by who consumes; a call of one attempt by the attempt.
      if (parent?.kind === 'message' || attempts === 1) return null;
      return { kind: attempts === 0 ? Kind.client : Kind.internal, node: caller, name: `call ${label}` };
    case 'attempt':
    case 'copy':
      return isDelivery(span, spans) ? null : { kind: Kind.client, node: caller, name: `call ${label}` };
    case 'operation': {
      const consumes = parent !== undefined && isAttempt(parent.kind) && isDelivery(parent, spans);
      const what = name === '' ? label : name;
      return { kind: consumes ? Kind.consumer : Kind.server, node, name: consumes ? `process ${what}` : what };
    }
    case 'branch':
    case 'part':
      return { kind: Kind.internal, node, name: name === '' ? kind : name };
  }
}

const isAttempt = (kind: TraceSpan['kind']): boolean => kind === 'attempt' || kind === 'copy';

/** Whether it is a message that is brought, not a call that is made. */
function isDelivery({ parent }: TraceSpan, spans: readonly TraceSpan[]): boolean {
  const call = spans[parent];
  return call?.kind === 'call' && spans[call.parent]?.kind === 'message';
}

/** Whoever sends a message is done when the broker has it. */
function endOf({ start, end, stretches }: TraceSpan, { kind }: Role): number {
  if (kind === Kind.producer) return stretches[0]?.doing === 'network' ? stretches[0].to : start;
  return end ?? stretches.at(-1)?.to ?? start;
}

const ofRequest = ({ request, journey, entity, outcome }: Trace): Attribute[] => [
  whole('faultline.request', request),
  words('faultline.journey', journey),
  words('faultline.outcome', outcome),
  ...(entity === null ? [] : [whole('faultline.entity', entity)]),
];

function ofSpan(span: TraceSpan, { kind }: Role, names: ReadonlyMap<string, string>): Attribute[] {
  const { node, link, stretches, name, end } = span;
  const label = names.get(node) ?? node;
  const spent = new Map<Doing, number>();
  for (const { doing, from, to } of stretches) spent.set(doing, (spent.get(doing) ?? 0) + to - from);
  return [
    ...(kind === Kind.client ? [words('peer.service', label)] : []),
    ...(kind === Kind.producer ? [words('messaging.destination.name', label), words('messaging.operation.type', 'send')] : []),
    ...(kind === Kind.consumer ? [words('messaging.operation.type', 'process')] : []),
    ...(kind === Kind.client && /^attempt [2-9]/.test(name) ? [whole('http.request.resend_count', Number(name.slice(8)) - 1)] : []),
    ...(link === null ? [] : [words('faultline.link', link)]),
    ...(end === null && kind !== Kind.producer ? [{ key: 'faultline.unfinished', value: { boolValue: true } }] : []),
    ...Array.from(spent, ([doing, time]) => ({ key: `faultline.${doing}_ms`, value: { doubleValue: time / 1e6 } })),
  ];
}

function statusOf({ outcome }: TraceSpan): OtlpSpan['span']['status'] {
  if (outcome === null || outcome === 'ok' || outcome === 'degraded' || outcome === 'left') return {};
  return { code: ERROR, message: outcome };
}

const words = (key: string, stringValue: string): Attribute => ({ key, value: { stringValue } });
const whole = (key: string, value: number): Attribute => ({ key, value: { intValue: String(value) } });
const moment = (nanos: number): string => String(BEGINNING + BigInt(Math.round(nanos)));
const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0').slice(-width);
