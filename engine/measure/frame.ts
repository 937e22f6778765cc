import type { Cause } from '../policies/causes';
import type { LedgerLines } from './ledger-lines';

/** Something that happened, for the timeline. `at` in simulated nanoseconds. */
export interface Mark {
  readonly at: number;
  readonly kind:
    | 'fault-start'
    | 'fault-end'
    | 'breaker-open'
    | 'breaker-half-open'
    | 'breaker-closed'
    | 'slo-breach'
    | 'slo-recovered'
    | 'scaling'
    | 'crash'
    | 'restart'
    | 'health'
    | 'ejection'
    | 'rejecting'
    | 'accepting'
    | 'exhausted'
    | 'free-again'
    | 'log'
    | 'failover'
    | 'forgetting'
    | 'edit';
  /** Node, link or SLO id that it is about; a fault's target. */
  readonly subject: string;
  /** Id of the fault that starts or ends: several may be on one target. */
  readonly fault?: string;
  /** Plain words: "Circuit breaker on orders-payments opened". */
  readonly text: string;
}

/** Requests of one run so far, exact. arrived = ok + degraded + late + failed + inFlight. */
export interface RequestTotals {
  readonly arrived: number;
  readonly ok: number;
  readonly degraded: number;
  readonly late: number;
  readonly failed: number;
  readonly inFlight: number;
}

/** Failures by cause. Pairs of subject and cause that have not occurred in the run so far have no column. */
export interface CauseBlock {
  /** Column by column: place in `ids` × number of causes + place in `causes`. See `pairsOf`. */
  readonly pairs: Float64Array;
  /** tick × pair: failures per second, over the last second. */
  readonly rates: Float64Array;
}

/** Further measures of nodes; what they mean is in `shownFigures`. Only nodes and figures that go together have a column. */
export interface FigureBlock {
  /** Column by column: place in `ids.nodes` × number of figures + place in `shownFigures`. See `figuresOf`. */
  readonly pairs: Float64Array;
  /** tick × pair: counts per second, levels, shares, mean times in ms; NaN where there is nothing. */
  readonly values: Float64Array;
}

/** Requests of each tenant so far, as they stand at the frame's time. */
export interface TenantBlock {
  /** Every tenant that was ever named; none where no client names any. */
  readonly ids: readonly string[];
  /** tenant × requestColumns. */
  readonly counts: Float64Array;
}

/** Where one objective stands. */
export interface SloLine {
  readonly id: string;
  /** In words. */
  readonly text: string;
  /** Of `measured` and `objective`. */
  readonly unit: 'ms' | 'share';
  readonly objective: number;
  /** Over the last five seconds; NaN with too few requests. */
  readonly measured: number;
  /** Whether it was missed in the last five seconds. */
  readonly missed: boolean;
  /** Share of requests that may go wrong: the error budget. */
  readonly allowed: number;
  /** Requests that went wrong since the warm-up, and all that it counts. */
  readonly bad: number;
  readonly counted: number;
  /** Share of the error budget left since the warm-up; negative when overspent, NaN before anything finished. */
  readonly budgetLeft: number;
  /** How many times as fast as allowed the budget was spent in the last five seconds. */
  readonly burn: number;
}

/** The objectives now, and a row for each second since the frame before. */
export interface SloBlock {
  readonly lines: readonly SloLine[];
  /** Simulated time of each row. [ns] */
  readonly times: Float64Array;
  /** row × objective × `sloColumns`. */
  readonly values: Float64Array;
}

/**
 * What the page may see of a run, a few times a second. Everything since the frame before: rows of a fixed simulated
 * tick, oldest first. The buffers are transferred, not copied.
 */
export interface Frame {
  /** Simulated time of this frame. [ns] */
  readonly time: number;
  /** Raised whenever nodes or links were added or removed; `ids` says what the rows are now. */
  readonly structure: number;
  readonly ids: { readonly nodes: readonly string[]; readonly links: readonly string[] };
  /** Simulated time of each tick since the frame before; at least one, the last is `time`. [ns] */
  readonly ticks: Float64Array;
  /** tick × node × nodeColumns. */
  readonly nodes: Float64Array;
  /** tick × link × linkColumns. */
  readonly links: Float64Array;
  /** Failures by cause. */
  readonly nodeCauses: CauseBlock;
  readonly linkCauses: CauseBlock;
  readonly figures: FigureBlock;
  /** Business facts so far and the claims over them; null where there are neither. */
  readonly ledger: LedgerLines | null;
  readonly slos: SloBlock;
  readonly marks: readonly Mark[];
  readonly totals: RequestTotals;
  /** tick × requestColumns: the totals as they stood at each tick. */
  readonly requests: Float64Array;
  readonly tenants: TenantBlock;
  /** Fired events so far. */
  readonly events: number;
  /** Simulated seconds per second of the clock, as measured lately; 0 while paused. */
  readonly pace: number;
  /** Faults that are on now: ids, script and hand alike. */
  readonly activeFaults: readonly string[];
}

/** Failures by cause; causes that never happened are left out. */
export type ByCause = Partial<Record<Cause, number>>;
