import {
  type LinkColumn,
  type NodeColumn,
  linkColumn,
  linkColumns,
  nodeColumn,
  nodeColumns,
  requestColumns,
  sloColumns,
} from '../../engine/measure/columns';
import type { Frame, Mark, RequestTotals, SloLine } from '../../engine/measure/frame';
import type { LedgerLines } from '../../engine/measure/ledger-lines';
import type { Cause } from '../../engine/policies/causes';
import { CauseHistory } from './cause-history';
import { FigureHistory } from './figure-history';
import { History, type Series } from './history';
import { TenantHistory } from './tenant-history';
import { linkMerges, nodeMerges } from './thinning';

/** Marks kept; beyond it the oldest of those that come in crowds go first. */
const MAX_MARKS = 5_000;
const crowds = new Set<Mark['kind']>([
  'breaker-open',
  'breaker-half-open',
  'breaker-closed',
  'scaling',
  'crash',
  'restart',
  'health',
  'ejection',
  'rejecting',
  'accepting',
  'exhausted',
  'free-again',
  'log',
  'failover',
]);
/** States of the ledger kept, the older ones further apart. */
const MAX_LEDGERS = 240;

export const noTotals: RequestTotals = { arrived: 0, ok: 0, degraded: 0, late: 0, failed: 0, inFlight: 0 };

/** All that one run has shown so far, over its simulated time; in bounded memory however long it is. */
export class RunHistories {
  readonly #nodes = new History(nodeColumns.length, nodeMerges);
  readonly #links = new History(linkColumns.length, linkMerges);
  readonly #nodeCauses = new CauseHistory();
  readonly #linkCauses = new CauseHistory();
  readonly figures = new FigureHistory();
  /** Counts only rise: of several ticks the highest is the last. */
  readonly #requests = new History(
    requestColumns.length,
    requestColumns.map(() => 'max' as const),
  );
  /** A row a second: where each objective stood. */
  readonly slos = new History(
    sloColumns.length,
    sloColumns.map((column) => (column === 'measured' || column === 'budgetLeft' ? 'mean' : 'max')),
  );
  readonly tenants = new TenantHistory();
  #sloLines: readonly SloLine[] = [];
  #ledgers: { readonly time: number; readonly ledger: LedgerLines | null }[] = [];
  #structure = -1;
  /** Simulated time reached. [s] */
  time = 0;
  /** What happened so far, oldest first. A new array whenever something was added. */
  marks: readonly Mark[] = [];

  constructor() {
    this.#requests.setIds(['all']);
  }

  /** @returns whether rows are of other nodes or links than before. */
  accept(frame: Frame): boolean {
    const { nodes, links } = frame.ids;
    const restructured = frame.structure !== this.#structure;
    if (restructured) {
      this.#structure = frame.structure;
      this.#nodes.setIds(nodes);
      this.#links.setIds(links);
    }
    this.#nodeCauses.accept(frame.ticks, frame.nodeCauses, nodes);
    this.#linkCauses.accept(frame.ticks, frame.linkCauses, links);
    this.figures.accept(frame.ticks, frame.figures, nodes);
    frame.ticks.forEach((at, tick) => {
      this.#nodes.push(at / 1e9, frame.nodes, tick * nodes.length * nodeColumns.length);
      this.#links.push(at / 1e9, frame.links, tick * links.length * linkColumns.length);
      this.#requests.push(at / 1e9, frame.requests, tick * requestColumns.length);
    });
    this.time = frame.time / 1e9;
    if (frame.marks.length > 0) this.marks = bounded([...this.marks, ...frame.marks]);
    this.#acceptSlos(frame.slos);
    this.tenants.accept(this.time, frame.tenants);
    if (frame.ledger !== null) this.#rememberLedger(frame.ledger);
    return restructured;
  }

  /** A node's column over time. @param since only points at or after this simulated time. [s] */
  nodeHistory(id: string, column: NodeColumn, since?: number): Series {
    return this.#nodes.read(id, nodeColumn[column], since);
  }

  /** A link's column over time. @param since only points at or after this simulated time. [s] */
  linkHistory(id: string, column: LinkColumn, since?: number): Series {
    return this.#links.read(id, linkColumn[column], since);
  }

  /** A node's failures by one cause per second over time, at the times of its history; empty when it never failed so. */
  nodeCause(id: string, cause: Cause, since?: number): Series {
    return this.#nodeCauses.read(id, cause, this.nodeHistory(id, 'failures', since));
  }

  /** The same of a link. */
  linkCause(id: string, cause: Cause, since?: number): Series {
    return this.#linkCauses.read(id, cause, this.linkHistory(id, 'failures', since));
  }

  /** A further measure of a node over time. @param since only points at or after this simulated time. [s] */
  figureHistory(id: string, figure: string, since?: number): Series {
    return this.figures.read(id, figure, since);
  }

  /** A node's column at a moment, NaN where nothing is known. [s] */
  nodeAt(id: string, column: NodeColumn, time: number): number {
    return this.#nodes.at(id, nodeColumn[column], time);
  }

  /** A link's column at a moment, NaN where nothing is known. [s] */
  linkAt(id: string, column: LinkColumn, time: number): number {
    return this.#links.at(id, linkColumn[column], time);
  }

  /** Requests up to a moment; none before the first tick. @param time simulated time. [s] */
  totalsAt(time: number): RequestTotals {
    if (this.#requests.length === 0) return noTotals;
    const counts = requestColumns.map((_, column) => this.#requests.at('all', column, time));
    const [arrived = 0, ok = 0, degraded = 0, late = 0, failed = 0] = counts;
    return { arrived, ok, degraded, late, failed, inFlight: arrived - ok - degraded - late - failed };
  }

  /** Share of the requests that finished in the second before a moment which got a substitute; NaN where none finished. [s] */
  degradedShareAt(time: number): number {
    const now = this.totalsAt(time);
    const before = this.totalsAt(time - 1);
    const finished = now.arrived - now.inFlight - before.arrived + before.inFlight;
    return finished > 0 ? (now.degraded - before.degraded) / finished : Number.NaN;
  }

  /** The newest state of the ledger that is no later than a moment. [s] */
  ledgerAt(time: number): LedgerLines | null {
    return this.#ledgers.findLast((each) => each.time <= time)?.ledger ?? null;
  }

  /** What happened up to a moment. [s] */
  marksUntil(time: number): readonly Mark[] {
    return this.marks.filter(({ at }) => at / 1e9 <= time);
  }

  /** Ids of the faults that were on at a moment, in the order in which they began. [s] */
  faultsAt(time: number): readonly string[] {
    const on = new Set<string>();
    for (const { kind, fault } of this.marksUntil(time)) {
      if (fault === undefined) continue;
      if (kind === 'fault-start') on.add(fault);
      else if (kind === 'fault-end') on.delete(fault);
    }
    return [...on];
  }

  /** Where the objectives stood at a moment; now when left out. [s] */
  slosAt(time: number | null): readonly SloLine[] {
    if (time === null) return this.#sloLines;
    return this.#sloLines.map((line) => {
      const at = (column: (typeof sloColumns)[number]) => this.slos.at(line.id, sloColumns.indexOf(column), time);
      return {
        ...line,
        measured: at('measured'),
        missed: at('missed') === 1,
        bad: at('bad'),
        counted: at('counted'),
        budgetLeft: at('budgetLeft'),
        burn: at('burn'),
      };
    });
  }

  #acceptSlos({ lines, times, values }: Frame['slos']): void {
    const same = lines.length === this.#sloLines.length && lines.every(({ id }, i) => id === this.#sloLines[i]?.id);
    if (!same) this.slos.setIds(lines.map(({ id }) => id));
    this.#sloLines = lines;
    times.forEach((at, row) => this.slos.push(at / 1e9, values, row * lines.length * sloColumns.length));
  }

  #rememberLedger(ledger: LedgerLines): void {
    const all = this.#ledgers;
    all.push({ time: this.time, ledger });
    if (all.length > MAX_LEDGERS) this.#ledgers = all.filter((_, i) => i % 2 === 0 || i > MAX_LEDGERS / 2);
  }
}

function bounded(marks: readonly Mark[]): readonly Mark[] {
  let over = marks.length - MAX_MARKS;
  if (over <= 0) return marks;
  const fewer = marks.filter(({ kind }) => over <= 0 || !crowds.has(kind) || over-- <= 0);
  return fewer.slice(-MAX_MARKS);
}
