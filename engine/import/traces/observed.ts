import type { Sequence } from './sequence';

// What traces show of a system, before it is a design. Keys are the traces' own words; ids are given later.

export interface Component {
  readonly key: string;
  readonly name: string;
  /** Kind in a design of ours; null in traces of other systems. */
  readonly kind: string | null;
  /** What it runs, where its callers say so: `postgresql`, `redis`, `http`. Only for components without spans of their own. */
  readonly system: string | null;
  /** Whether it has spans of its own. */
  readonly seen: boolean;
  /** By key, in the order in which they were met. */
  readonly operations: Map<string, Operation>;
}

export interface Operation {
  readonly key: string;
  readonly name: string;
  readonly component: Component;
  /** Event that it consumes; null for what is called. */
  readonly event: string | null;
  readonly runs: Run[];
}

/** One time that an operation was done. [ns] */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly instance: string;
  /** Time that it waited for a worker; null where the traces do not tell waiting from working. */
  readonly waited: number | null;
  /** Time that it stood still, for a timer or for what somebody else held. */
  readonly paused: number;
  readonly failed: boolean;
  readonly cause: string;
  readonly sequence: Sequence;
  /** Stretches of its own time, waiting included: beginnings and ends by turns. */
  readonly busy: readonly number[];
}

export interface Link {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** How callers name what they speak: `http`, `grpc`, `postgresql`. */
  readonly system: string | null;
  /** Times of single trips. [ns] */
  readonly trips: number[];
  calls: number;
  /** Calls whose other end has no spans, so that their network time is in its service time. */
  blind: number;
  /** Failures by cause. */
  readonly failures: Map<string, number>;
  /** How long calls took that ended for want of an answer. [ns] */
  readonly timeouts: number[];
  /** Most attempts of one call; 1 when nothing was tried again. */
  attempts: number;
  /** Pauses before attempts. [ns] */
  readonly backoffs: number[];
}

export interface Broker {
  readonly key: string;
  readonly name: string;
  readonly system: string | null;
  published: number;
  /** From the end of sending to the beginning of work, by consumer. [ns] */
  readonly waits: Map<string, number[]>;
  /** Deliveries in work, by consumer: beginnings and ends by turns. [ns] */
  readonly work: Map<string, number[]>;
}

/** One kind of request. */
export interface Journey {
  readonly key: string;
  readonly name: string;
  /** Component that asks; null where the trace begins at the one that is asked. */
  readonly client: Component | null;
  /** Key of the operation; null where the traces do not show it. */
  readonly operation: string | null;
  readonly to: string;
  readonly starts: number[];
  /** [ns] */
  readonly durations: number[];
  failed: number;
}

/** All that traces show. */
export interface Observed {
  readonly components: ReadonlyMap<string, Component>;
  readonly links: ReadonlyMap<string, Link>;
  readonly brokers: ReadonlyMap<string, Broker>;
  readonly journeys: readonly Journey[];
  /** Whether spans say how long calls waited. */
  readonly tellsWaiting: boolean;
  /** Calls that go on when nobody waits for them any more. */
  readonly background: number;
  /** Spans that had not ended when they were written. */
  readonly unfinished: number;
}
