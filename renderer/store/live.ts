import { useSyncExternalStore } from 'react';
import { type LinkColumn, type NodeColumn, linkColumn, linkColumns, nodeColumn, nodeColumns } from '../../engine/measure/columns';
import type { Frame, Mark, RequestTotals } from '../../engine/measure/frame';
import type { LedgerLines } from '../../engine/measure/ledger-lines';
import type { Cause } from '../../engine/policies/causes';
import { CauseHistory } from './cause-history';
import { FigureHistory } from './figure-history';
import { History, type Series } from './history';

// The live numbers of the run. They never enter React Flow's node list or the document store.
//
// In components (each re-renders only when its own value changes, at most ten times a second):
//   useLiveNode(id, 'utilization')  newest value of one column of one node; NaN while there is none
//   useLiveLink(id, 'calls')        the same for a link
//   useLive((live) => live.pace)    anything else: time [s], pace, totals, events, marks; return a primitive or a stable object
// Outside of React, or to draw without React:
//   live.node(id, column), live.link(id, column), live.time, live.totals, live.marks …
//   live.figure(id, 'hit-ratio'), live.figureHistory(id, 'hit-ratio', since)   measures that only some nodes have
//   live.subscribe(listener)        called once per frame and on reset; returns the function that ends it
//   live.nodeHistory(id, column, since), live.linkHistory(id, column, since)   copies of a column over time
//   live.nodeCause(id, cause, since), live.linkCause(id, cause, since)   failures by cause over time; empty for one that never occurred

/** Marks kept; the oldest are dropped beyond it. */
const MAX_MARKS = 5_000;
const noTotals: RequestTotals = { arrived: 0, ok: 0, degraded: 0, late: 0, failed: 0, inFlight: 0 };

export class LiveStore {
  readonly #listeners = new Set<() => void>();
  /** Totals of the last second, oldest first. */
  #recent: readonly { readonly time: number; readonly totals: RequestTotals }[] = [];
  readonly #nodes = new History(nodeColumns.length);
  readonly #links = new History(linkColumns.length);
  readonly #nodeCauses = new CauseHistory();
  readonly #linkCauses = new CauseHistory();
  readonly #figures = new FigureHistory();
  #nodeRow = new Map<string, number>();
  #linkRow = new Map<string, number>();
  #structure = -1;
  #frame: Frame | null = null;
  /** Simulated time of the newest frame. [s] */
  time = 0;
  /** Simulated seconds per second of the clock; 0 while paused. */
  pace = 0;
  /** Fired events so far. */
  events = 0;
  /** Requests of the run so far. A new object per frame. */
  totals: RequestTotals = noTotals;
  /** Share of the requests that finished in the last second which got a substitute; NaN where none finished. */
  degradedShare = Number.NaN;
  /** Business facts so far and the claims over them; null where the design has neither. A new object per frame. */
  ledger: LedgerLines | null = null;
  /** What happened so far, oldest first. A new array whenever something was added. */
  marks: readonly Mark[] = [];
  /** Ids of the faults that are on now. The same array until they change. */
  activeFaults: readonly string[] = [];
  /** Frames since the last reset; 0 means that there is nothing to show yet. */
  frames = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes a frame in and tells the listeners. */
  accept(frame: Frame): void {
    if (frame.structure !== this.#structure) this.#restructure(frame);
    this.#frame = frame;
    const { nodes, links } = frame.ids;
    this.#nodeCauses.accept(frame.ticks, frame.nodeCauses, nodes);
    this.#linkCauses.accept(frame.ticks, frame.linkCauses, links);
    this.#figures.accept(frame.ticks, frame.figures, nodes);
    frame.ticks.forEach((at, tick) => {
      this.#nodes.push(at / 1e9, frame.nodes, tick * nodes.length * nodeColumns.length);
      this.#links.push(at / 1e9, frame.links, tick * links.length * linkColumns.length);
    });
    this.time = frame.time / 1e9;
    this.pace = frame.pace;
    this.events = frame.events;
    this.totals = frame.totals;
    this.ledger = frame.ledger;
    this.#lookBack();
    if (frame.marks.length > 0) this.marks = [...this.marks, ...frame.marks].slice(-MAX_MARKS);
    if (!sameList(this.activeFaults, frame.activeFaults)) this.activeFaults = frame.activeFaults;
    this.frames++;
    this.#tell();
  }

  /** Forgets everything: a new run begins. */
  reset(): void {
    this.#nodes.clear();
    this.#links.clear();
    this.#nodeCauses.clear();
    this.#linkCauses.clear();
    this.#figures.clear();
    this.#nodeRow.clear();
    this.#linkRow.clear();
    this.#structure = -1;
    this.#frame = null;
    this.time = 0;
    this.pace = 0;
    this.events = 0;
    this.totals = noTotals;
    this.ledger = null;
    this.#recent = [];
    this.degradedShare = Number.NaN;
    this.marks = [];
    this.activeFaults = [];
    this.frames = 0;
    this.#tell();
  }

  /** Newest value in the unit of its column, or NaN. */
  node(id: string, column: NodeColumn): number {
    const row = this.#nodeRow.get(id);
    const frame = this.#frame;
    if (row === undefined || !frame) return Number.NaN;
    const last = (frame.ticks.length - 1) * frame.ids.nodes.length;
    return frame.nodes[(last + row) * nodeColumns.length + nodeColumn[column]] ?? Number.NaN;
  }

  /** Newest value in the unit of its column, or NaN. */
  link(id: string, column: LinkColumn): number {
    const row = this.#linkRow.get(id);
    const frame = this.#frame;
    if (row === undefined || !frame) return Number.NaN;
    const last = (frame.ticks.length - 1) * frame.ids.links.length;
    return frame.links[(last + row) * linkColumns.length + linkColumn[column]] ?? Number.NaN;
  }

  /** A node's column over time. @param since only points at or after this simulated time. [s] */
  nodeHistory(id: string, column: NodeColumn, since?: number): Series {
    return this.#nodes.read(id, nodeColumn[column], since);
  }

  /** A link's column over time. @param since only points at or after this simulated time. [s] */
  linkHistory(id: string, column: LinkColumn, since?: number): Series {
    return this.#links.read(id, linkColumn[column], since);
  }

  /** A node's failures by one cause per second over time, on the ticks of its history; empty when it never failed so. */
  nodeCause(id: string, cause: Cause, since?: number): Series {
    return this.#nodeCauses.read(id, cause, this.nodeHistory(id, 'failures', since));
  }

  /** The same of a link. */
  linkCause(id: string, cause: Cause, since?: number): Series {
    return this.#linkCauses.read(id, cause, this.linkHistory(id, 'failures', since));
  }

  /** Newest value of a further measure of a node (`shownFigures` says which there are), or NaN. */
  figure(id: string, figure: string): number {
    return this.#figures.newest(id, figure);
  }

  /** Whether nodes of its kind have it. */
  hasFigure(id: string, figure: string): boolean {
    return this.#figures.has(id, figure);
  }

  /** A further measure of a node over time; empty where it has none. @param since only points at or after this simulated time. [s] */
  figureHistory(id: string, figure: string, since?: number): Series {
    return this.#figures.read(id, figure, since);
  }

  #lookBack(): void {
    const { time, totals } = this;
    const all = [...this.#recent, { time, totals }];
    // The newest moment that is a second ago or more, and all after it.
    this.#recent = all.slice(
      Math.max(
        0,
        all.findLastIndex((each) => each.time <= time - 1),
      ),
    );
    const before = this.#recent[0]?.totals ?? noTotals;
    const finished = totals.arrived - totals.inFlight - before.arrived + before.inFlight;
    this.degradedShare = finished > 0 ? (totals.degraded - before.degraded) / finished : Number.NaN;
  }

  #restructure(frame: Frame): void {
    this.#structure = frame.structure;
    this.#nodeRow = new Map(frame.ids.nodes.map((id, i) => [id, i]));
    this.#linkRow = new Map(frame.ids.links.map((id, i) => [id, i]));
    this.#nodes.setIds(frame.ids.nodes);
    this.#links.setIds(frame.ids.links);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((v, i) => v === b[i]);

/** The one of this window. */
export const live = new LiveStore();

/** Something of the live store; `select` returns a primitive or an object that stays the same until it changes. */
export function useLive<T>(select: (store: LiveStore) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live));
}

/** Newest value of a node's column, NaN while there is none. */
export const useLiveNode = (id: string, column: NodeColumn): number => useLive((store) => store.node(id, column));

/** Newest value of a link's column, NaN while there is none. */
export const useLiveLink = (id: string, column: LinkColumn): number => useLive((store) => store.link(id, column));
