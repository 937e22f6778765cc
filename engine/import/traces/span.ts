import type { Problem } from '../../core/problem';
import { importProblem } from '../definition';

/** Bounds on what is read of a file of traces. */
export const traceLimits = {
  /** Of the text, as UTF-8: 500,000 spans are about 200 MB, of which half suffices for all but the rarest paths. */
  bytes: 128_000_000,
  spans: 500_000,
  /** Spans in spans. What lies deeper is left out. */
  depth: 200,
} as const;

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** Where a span comes from: one process of one component. */
export interface Place {
  readonly service: string;
  /** Which replica; null where the traces do not say. */
  readonly instance: string | null;
  /** Id and kind in a design of ours; null in traces of other systems. */
  readonly node: string | null;
  readonly kind: string | null;
}

/** A span as both formats tell it. */
export interface RawSpan {
  readonly trace: string;
  readonly id: string;
  /** Null for the first one of a trace. */
  readonly parent: string | null;
  /** What it follows from without being part of it: messages that it consumes. */
  readonly follows: readonly { readonly trace: string; readonly id: string }[];
  readonly place: Place;
  readonly name: string;
  readonly kind: SpanKind;
  /** Since the earliest one of the file. [ns] */
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
  /** Why, in the words of the trace. */
  readonly cause: string;
  /** Attributes that mean something here, by name. */
  readonly facts: ReadonlyMap<string, string | number>;
}

/** What a reader makes of a text. */
export interface SpanList {
  readonly spans: readonly RawSpan[];
  /** Spans without usable ids or times, which are left out. */
  readonly malformed: number;
}

const wanted: ReadonlySet<string> = new Set([
  'span.kind',
  'error',
  'otel.status_code',
  'otel.status_description',
  'http.status_code',
  'http.response.status_code',
  'http.host',
  'http.url',
  'url.full',
  'http.request.resend_count',
  'db.system',
  'db.system.name',
  'db.type',
  'db.name',
  'db.namespace',
  'db.instance',
  'rpc.system',
  'rpc.service',
  'messaging.system',
  'messaging.destination',
  'messaging.destination.name',
  'message_bus.destination',
  'peer.service',
  'server.address',
  'net.peer.name',
  'peer.hostname',
  'component',
]);
const LONGEST_WORD = 300;

/** Keeps what is of use of an attribute, and none of the rest: a file of traces is mostly attributes. */
export function keep(facts: Map<string, string | number>, key: unknown, value: unknown): void {
  if (typeof key !== 'string' || !(wanted.has(key) || key.startsWith('faultline.'))) return;
  if (typeof value === 'boolean') facts.set(key, String(value));
  else if (typeof value === 'number' && Number.isFinite(value)) facts.set(key, value);
  else if (typeof value === 'string') facts.set(key, value.slice(0, LONGEST_WORD));
}

/** The first of these attributes that is there, as words; null when none is. */
export function wordOf({ facts }: Pick<RawSpan, 'facts'>, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = facts.get(key);
    if (value !== undefined && value !== '') return String(value);
  }
  return null;
}

export const tooManySpans = (): Problem =>
  importProblem(
    'traces-too-many-spans',
    `The file holds more than ${traceLimits.spans.toLocaleString('en')} spans.`,
    'Take a shorter stretch of time: a few thousand traces of each kind of request are enough.',
  );
export const noSpans = (format: string): Problem =>
  importProblem(
    'traces-without-spans',
    `No span could be read of this as ${format}.`,
    'Write whole traces: spans with traceId, spanId, parentSpanId, name, start and end.',
  );
