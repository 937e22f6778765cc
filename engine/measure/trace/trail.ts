import type { Clock } from '../../core/clock';
import { KIND_BITS, MOST_SPANS, WIDTH } from './rows';

/** How a request ended. */
export const Ending = { open: 0, ok: 1, degraded: 2, late: 3, failed: 4 } as const;

/** Rows that a trail begins with, and has at most. */
const FIRST_ROWS = 32;
const MOST_ROWS = 4096;
/** A trail with room for more than this gives it back when its request is forgotten. */
const USUAL_ROWS = 128;

/** What all trails of a run may take together. */
export class TrailRoom {
  /** Rows that there is room for. */
  rows = 0;

  /** @param most rows of 20 bytes */
  constructor(
    readonly clock: Clock,
    readonly most: number,
  ) {}

  take(rows: number): boolean {
    if (this.rows + rows > this.most) return false;
    this.rows += rows;
    return true;
  }
}

/** Everything that happened in one request's name, row by row. Used again for other requests. */
export class Trail {
  /** Number of the request; -1 while it is nobody's. */
  request = -1;
  journey = -1;
  entity = -1;
  tenant = 0;
  /** One of `Ending`. */
  ending = 0;
  cause = -1;
  blame = -1;
  /** It broke an invariant of the ledger. */
  broken = false;
  /** Something did not fit in. */
  cut = false;
  /** Spans so far. */
  spans = 0;
  /** Rows so far. */
  length = 0;
  /** Who holds on to it. */
  holders = 0;
  at = new Float64Array(0);
  facts = new Int32Array(0);
  // Numbers with a fraction, so that V8 keeps them as doubles.
  startedAt = 0.5;
  endedAt = 0.5;
  /** Uniform in [0, 1): the least are the random sample. */
  luck = 0.5;

  constructor(private readonly room: TrailRoom) {}

  /** Begins anew. @returns whether there is room for it */
  begin(request: number): boolean {
    if (this.at.length === 0 && !this.grow(FIRST_ROWS)) return false;
    this.request = request;
    this.ending = Ending.open;
    this.cause = -1;
    this.blame = -1;
    this.broken = false;
    this.cut = false;
    this.spans = 0;
    this.length = 0;
    this.startedAt = this.room.clock.now;
    return true;
  }

  /** Forgets its request. @param keep whether it keeps its room, if that is not more than usual */
  end(keep: boolean): void {
    this.request = -1;
    if (keep && this.at.length <= USUAL_ROWS) return;
    this.room.rows -= this.at.length;
    this.at = new Float64Array(0);
    this.facts = new Int32Array(0);
  }

  /** Adds a row. It is said at the moment at which it happens. */
  add(kind: number, span: number, a: number, b: number): void {
    const { length } = this;
    if (span < 0 || (length === this.at.length && !this.grow(length * 2))) {
      this.cut = true;
      return;
    }
    this.at[length] = this.room.clock.now;
    const row = length * WIDTH;
    const { facts } = this;
    facts[row] = kind | (span << KIND_BITS);
    facts[row + 1] = a;
    facts[row + 2] = b;
    this.length = length + 1;
  }

  /** Begins a span with a row. @returns its number, -1 when there are too many */
  open(kind: number, a: number, b: number): number {
    if (this.spans >= MOST_SPANS) {
      this.cut = true;
      return -1;
    }
    const span = this.spans;
    this.spans += 1;
    this.add(kind, span, a, b);
    return span;
  }

  private grow(rows: number): boolean {
    if (rows > MOST_ROWS || !this.room.take(rows - this.at.length)) return false;
    const { at, facts } = this;
    this.at = new Float64Array(rows);
    this.at.set(at);
    this.facts = new Int32Array(rows * WIDTH);
    this.facts.set(facts);
    return true;
  }
}
