import type { Cause } from '../../policies/causes';

/** What time goes into. `downstream` is spent in other spans, which say more. */
export type Doing = 'queue' | 'service' | 'network' | 'backoff' | 'blocked' | 'pause' | 'downstream';

/** A stretch of a span. The stretches of a span follow each other without gaps, from its start to its end. [ns] */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly doing: Doing;
  /** What it waits for, or what kind of work it is, in words; empty where `doing` says it. */
  readonly why: string;
}

/** Something that was said or decided in a moment. [ns] */
export interface Note {
  readonly at: number;
  readonly text: string;
}

export type SpanKind = 'call' | 'attempt' | 'copy' | 'operation' | 'branch' | 'part' | 'message';
export type SpanOutcome = 'ok' | 'degraded' | 'left' | Cause;

/** One thing that was done in a request's name. */
export interface TraceSpan {
  /** Its place in the trace's list. */
  readonly id: number;
  /** Span that it belongs to; -1 for the request itself. */
  readonly parent: number;
  readonly kind: SpanKind;
  /** Id of the node where it is: the callee of a call, the queue of a message. */
  readonly node: string;
  /** Id of the link that it goes over; null for what is done inside a node. */
  readonly link: string | null;
  /** Operation, event, or which attempt or stage. */
  readonly name: string;
  /** [ns] */
  readonly start: number;
  /** [ns] Null when it had not ended when the trace was read, or nobody knows. */
  readonly end: number | null;
  /** Null when it had not ended. `left`: nobody waited for it any more. */
  readonly outcome: SpanOutcome | null;
  /** Whether its parent waits for it: what is published goes its own way. */
  readonly awaited: boolean;
  /** Which replica did it; null where that is not known. */
  readonly replica: number | null;
  readonly stretches: readonly Stretch[];
  readonly notes: readonly Note[];
}

/** A piece of the critical path: where the request stood at each moment. They follow each other from its start to its end. [ns] */
export interface PathPiece extends Stretch {
  readonly span: number;
}

/** What the critical path spent at one place, node or link. [ns] */
export interface Hop {
  readonly node: string | null;
  readonly link: string | null;
  readonly queue: number;
  readonly service: number;
  readonly network: number;
  readonly backoff: number;
  readonly blocked: number;
  readonly pause: number;
  readonly total: number;
}

export interface TraceSummary {
  /** Number of the request: its correlation id. */
  readonly request: number;
  readonly journey: string;
  /** What it is about; null where the client draws nothing. */
  readonly entity: number | null;
  /** [ns] */
  readonly start: number;
  /** [ns] */
  readonly end: number;
  readonly outcome: 'ok' | 'degraded' | 'late' | 'failed';
  /** First cause of a failure, and the node where it lay. */
  readonly cause: Cause | null;
  readonly blame: string | null;
  /** It broke an invariant of the ledger. */
  readonly broken: boolean;
  readonly spans: number;
  /** In a sentence: where the time went. */
  readonly verdict: string;
}

/** Everything that was done in one request's name. Times in nanoseconds of simulated time. */
export interface Trace extends Omit<TraceSummary, 'spans'> {
  readonly spans: readonly TraceSpan[];
  readonly path: readonly PathPiece[];
  readonly hops: readonly Hop[];
  /** Some of it did not fit in and is missing. */
  readonly cut: boolean;
}
