import { useSyncExternalStore } from 'react';
import {
  type LinkColumn,
  type NodeColumn,
  linkColumn,
  linkColumns,
  nodeColumn,
  nodeColumns,
  sloColumns,
} from '../../engine/measure/columns';
import type { Frame, Mark, RequestTotals, SloLine } from '../../engine/measure/frame';
import type { LedgerLines } from '../../engine/measure/ledger-lines';
import type { Cause } from '../../engine/policies/causes';
import type { Series } from './history';
import { noTotals, RunHistories } from './run-histories';
import type { TenantLine } from './tenant-history';

// The live numbers of the run. They never enter React Flow's node list or the document store.
//
// In components (each re-renders only when its own value changes, at most ten times a second):
//   useLiveNode(id, 'utilization')  newest value of one column of one node; NaN while there is none
//   useLiveLink(id, 'calls')        the same for a link
//   useLive((live) => live.pace)    anything else: time [s], pace, totals, events, marks; return a primitive or a stable object
// While one looks back at an earlier moment (`lookAt`, see time/jump.ts), all of these speak of that moment, but for `time`,
// `marks` and histories, which go on to the newest one.
// Outside of React, or to draw without React:
//   live.node(id, column), live.link(id, column), live.time, live.totals, live.marks …
//   live.figure(id, 'hit-ratio'), live.figureHistory(id, 'hit-ratio', since)   measures that only some nodes have
//   live.subscribe(listener)        called once per frame, when one looks elsewhere, and on reset; returns the function that ends it
//   live.nodeHistory(id, column, since), live.linkHistory(id, column, since)   copies of a column over time
//   live.nodeCause(id, cause, since), live.linkCause(id, cause, since)   failures by cause over time; empty for one that never occurred

export class LiveStore {
  readonly #listeners = new Set<() => void>();
  #run = new RunHistories();
  #nodeRow = new Map<string, number>();
  #linkRow = new Map<string, number>();
  #frame: Frame | null = null;
  /** A run that is on its way to where it shall be shown. */
  #staged: { run: RunHistories; frame: Frame | null } | null = null;
  /** The moment that one looks at, simulated; null: now. [s] */
  looking: number | null = null;
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
  /** Where the objectives stand. A new array per frame. */
  slos: readonly SloLine[] = [];
  /** How each tenant fares; empty where the clients name none. A new array per frame. */
  tenants: readonly TenantLine[] = [];
  /** What happened so far, oldest first. A new array whenever something was added. */
  marks: readonly Mark[] = [];
  /** What happened up to the moment that is shown. */
  marksShown: readonly Mark[] = [];
  /** Ids of the faults that are on now. The same array until they change. */
  activeFaults: readonly string[] = [];
  /** Frames since the last reset; 0 means that there is nothing to show yet. */
  frames = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Simulated time of the numbers that are shown. [s] */
  get shownTime(): number {
    return this.looking ?? this.time;
  }

  /** Takes a frame in and tells the listeners. */
  accept(frame: Frame): void {
    if (this.#run.accept(frame)) this.#place(frame);
    this.#frame = frame;
    this.frames++;
    this.#show();
  }

  /** Begins to gather another run, of which nothing is shown yet. */
  stage(): void {
    this.#staged = { run: new RunHistories(), frame: null };
  }

  acceptStaged(frame: Frame): void {
    this.#staged?.run.accept(frame);
    if (this.#staged) this.#staged.frame = frame;
  }

  /** Shows the run that was gathered. @returns the histories of the one that was shown until now. */
  commitStaged(): RunHistories {
    const left = this.#run;
    if (!this.#staged) return left;
    const { run, frame } = this.#staged;
    this.#run = run;
    this.#frame = frame;
    this.#staged = null;
    this.looking = null;
    if (frame) this.#place(frame);
    this.frames++;
    this.#show();
    return left;
  }

  /** Forgets everything: a new run begins. */
  reset(): void {
    this.#run = new RunHistories();
    this.#nodeRow.clear();
    this.#linkRow.clear();
    this.#frame = null;
    this.#staged = null;
    this.looking = null;
    this.frames = 0;
    this.#show();
  }

  /** Shows an earlier moment, as the histories have it; null shows the newest one again. Simulated time. [s] */
  lookAt(time: number | null): void {
    const moment = time === null || this.#frame === null ? null : Math.max(0, Math.min(time, this.time));
    if (moment === this.looking) return;
    this.looking = moment;
    this.#show();
  }

  /** Value in the unit of its column, or NaN. */
  node(id: string, column: NodeColumn): number {
    const row = this.#nodeRow.get(id);
    const frame = this.#frame;
    if (row === undefined || !frame) return Number.NaN;
    if (this.looking !== null) return this.#run.nodeAt(id, column, this.looking);
    const last = (frame.ticks.length - 1) * frame.ids.nodes.length;
    return frame.nodes[(last + row) * nodeColumns.length + nodeColumn[column]] ?? Number.NaN;
  }

  /** Value in the unit of its column, or NaN. */
  link(id: string, column: LinkColumn): number {
    const row = this.#linkRow.get(id);
    const frame = this.#frame;
    if (row === undefined || !frame) return Number.NaN;
    if (this.looking !== null) return this.#run.linkAt(id, column, this.looking);
    const last = (frame.ticks.length - 1) * frame.ids.links.length;
    return frame.links[(last + row) * linkColumns.length + linkColumn[column]] ?? Number.NaN;
  }

  /** A node's column over time. @param since only points at or after this simulated time. [s] */
  nodeHistory(id: string, column: NodeColumn, since?: number): Series {
    return this.#run.nodeHistory(id, column, since);
  }

  /** A link's column over time. @param since only points at or after this simulated time. [s] */
  linkHistory(id: string, column: LinkColumn, since?: number): Series {
    return this.#run.linkHistory(id, column, since);
  }

  /** A node's failures by one cause per second over time, on the ticks of its history; empty when it never failed so. */
  nodeCause(id: string, cause: Cause, since?: number): Series {
    return this.#run.nodeCause(id, cause, since);
  }

  /** The same of a link. */
  linkCause(id: string, cause: Cause, since?: number): Series {
    return this.#run.linkCause(id, cause, since);
  }

  /** Value of a further measure of a node (`shownFigures` says which there are), or NaN. */
  figure(id: string, figure: string): number {
    return this.looking === null ? this.#run.figures.newest(id, figure) : this.#run.figures.at(id, figure, this.looking);
  }

  /** Whether nodes of its kind have it. */
  hasFigure(id: string, figure: string): boolean {
    return this.#run.figures.has(id, figure);
  }

  /** A further measure of a node over time; empty where it has none. @param since only points at or after this simulated time. [s] */
  figureHistory(id: string, figure: string, since?: number): Series {
    return this.#run.figures.read(id, figure, since);
  }

  /** One number of an objective, a point a second. @param since only points at or after this simulated time. [s] */
  sloHistory(id: string, column: (typeof sloColumns)[number], since?: number): Series {
    return this.#run.slos.read(id, sloColumns.indexOf(column), since);
  }

  #place(frame: Frame): void {
    this.#nodeRow = new Map(frame.ids.nodes.map((id, i) => [id, i]));
    this.#linkRow = new Map(frame.ids.links.map((id, i) => [id, i]));
  }

  /** Brings what is shown in line with the run and with the moment that one looks at, and tells the listeners. */
  #show(): void {
    const run = this.#run;
    const frame = this.#frame;
    const now = this.looking;
    this.time = run.time;
    this.marks = run.marks;
    this.marksShown = now === null ? run.marks : run.marksUntil(now);
    this.events = frame?.events ?? 0;
    this.pace = now === null ? (frame?.pace ?? 0) : 0;
    this.totals = now === null ? (frame?.totals ?? noTotals) : run.totalsAt(now);
    this.ledger = now === null ? (frame?.ledger ?? null) : run.ledgerAt(now);
    this.slos = run.slosAt(now);
    this.tenants = run.tenants.at(now ?? run.time);
    this.degradedShare = run.degradedShareAt(this.shownTime);
    const faults = now === null ? (frame?.activeFaults ?? []) : run.faultsAt(now);
    if (!sameList(this.activeFaults, faults)) this.activeFaults = faults;
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
