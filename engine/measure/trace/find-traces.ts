import { buildTrace, summaryOf } from './build-trace';
import type { TraceNames } from './names';
import { KIND_BITS, NODE_BITS, Row, WIDTH } from './rows';
import type { Trace, TraceSummary } from './trace';
import type { TraceShelf } from './trace-shelf';
import { Ending, type Trail } from './trail';

/** Traces that one answer has at most. */
const MOST_FOUND = 300;

/** Which traces are wanted. What is left out does not matter. */
export interface TraceQuery {
  /** `bad`: failed, late or degraded. `broken`: broke an invariant of the ledger. */
  readonly outcome?: 'all' | 'bad' | 'ok' | 'degraded' | 'late' | 'failed' | 'broken';
  /** Id of a journey. */
  readonly journey?: string;
  /** Id of a node or link that the request, or what was published in its name, has come to. */
  readonly through?: string;
  /** Ended at or after, and before. [ns] */
  readonly from?: number;
  readonly to?: number;
  /** Of these requests only. */
  readonly requests?: readonly number[];
  /** Slowest first, or the one that ended last. */
  readonly order?: 'slowest' | 'latest';
  /** At most so many, up to 300. */
  readonly limit?: number;
}

export interface FoundTraces {
  readonly traces: readonly TraceSummary[];
  /** Kept traces that fit, of them the best are in `traces`. */
  readonly fitting: number;
  /** Traces kept so far. */
  readonly kept: number;
  /** Requests that were not followed, for want of room. */
  readonly missed: number;
}

/** Looks through the traces that are kept. */
export class TraceFinder {
  /** What was read before: most traces are asked for again and again. */
  private readonly summaries = new WeakMap<Trail, { readonly request: number; readonly rows: number; readonly summary: TraceSummary }>();

  constructor(
    private readonly shelf: TraceShelf,
    private readonly names: TraceNames,
  ) {}

  /** Requests asked for by number are found also while they are only recent. */
  find(query: TraceQuery, now: number): FoundTraces {
    const kept = this.shelf.kept();
    const candidates = query.requests === undefined ? [...kept] : query.requests.flatMap((request) => this.ended(request) ?? []);
    const fitting = candidates.filter((trail) => fits(trail, this.names, query)).sort(query.order === 'latest' ? latest : slowest);
    const limit = Math.min(query.limit ?? MOST_FOUND, MOST_FOUND);
    return {
      traces: fitting.slice(0, limit).map((trail) => this.summary(trail, now)),
      fitting: fitting.length,
      kept: kept.size,
      missed: this.shelf.missed,
    };
  }

  /** The whole trace of a request; null when it has not ended, or was not kept. [ns] */
  trace(request: number, now: number): Trace | null {
    const trail = this.ended(request);
    return trail === null ? null : buildTrace(trail, this.names, now);
  }

  private ended(request: number): Trail | null {
    const trail = this.shelf.find(request);
    return trail === null || trail.ending === Ending.open ? null : trail;
  }

  private summary(trail: Trail, now: number): TraceSummary {
    const known = this.summaries.get(trail);
    if (known !== undefined && known.request === trail.request && known.rows === trail.length && known.summary.broken === trail.broken)
      return known.summary;
    const summary = summaryOf(buildTrace(trail, this.names, now));
    this.summaries.set(trail, { request: trail.request, rows: trail.length, summary });
    return summary;
  }
}

const slowest = (a: Trail, b: Trail): number => b.endedAt - b.startedAt - (a.endedAt - a.startedAt) || a.request - b.request;
const latest = (a: Trail, b: Trail): number => b.endedAt - a.endedAt || b.request - a.request;

function fits(trail: Trail, names: TraceNames, { outcome = 'all', journey, through, from, to }: TraceQuery): boolean {
  if (journey !== undefined && names.journeys[trail.journey]?.id !== journey) return false;
  if (from !== undefined && trail.endedAt < from) return false;
  if (to !== undefined && trail.endedAt >= to) return false;
  return hasOutcome(trail, outcome) && (through === undefined || comesTo(trail, names, through));
}

function hasOutcome({ ending, broken }: Trail, outcome: NonNullable<TraceQuery['outcome']>): boolean {
  switch (outcome) {
    case 'all':
      return true;
    case 'bad':
      return ending !== Ending.ok;
    case 'broken':
      return broken;
    default:
      return ending === Ending[outcome];
  }
}

/** Whether any of its rows is about the node or link. */
function comesTo({ facts, length }: Trail, names: TraceNames, id: string): boolean {
  const node = names.nodes.findIndex((each) => each.id === id);
  const links = new Set(
    names.links.flatMap((link, i) => (link.id === id || (node >= 0 && (link.to.id === id || link.from.id === id)) ? [i] : [])),
  );
  for (let row = 0; row < length * WIDTH; row += WIDTH) {
    const kind = facts[row]! & ((1 << KIND_BITS) - 1);
    const a = facts[row + 1]!;
    const b = facts[row + 2]!;
    if (kind === Row.operation && (b & ((1 << NODE_BITS) - 1)) === node) return true;
    if (kind === Row.arrived && a === node) return true;
    if ((kind === Row.call || kind === Row.copy) && links.has(b)) return true;
    if ((kind === Row.carried || kind === Row.record) && links.has(a)) return true;
  }
  return false;
}
