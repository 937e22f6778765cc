import type { RecordedArrivals } from '../nodes/definition';
import type { JourneyState } from './model';
import type { Task } from './task';

// Ten times a share of 0.1 must be one whole request, although it adds up to a little less.
const ROUNDING = 1e-9;

/** Plays recorded arrivals: one row after the other, each at its time. */
export class Playback {
  /** Row that comes next. */
  private row = 0;
  /** Start of the present round. [ns] */
  private start = 0.5;
  /** The part of a request that a surge has added up to. */
  private owed = 0.5;
  /** By row; null draws it. */
  private journeys: readonly (JourneyState | null)[] | null = null;
  private tenants: readonly number[] | null = null;

  /**
   * @param now what was recorded before is skipped [ns]
   * @param firstRow number of its first row among those of all clients
   */
  constructor(
    readonly arrivals: RecordedArrivals,
    now: number,
    readonly firstRow: number,
  ) {
    const { times, repeatEvery } = arrivals;
    this.start = repeatEvery === undefined ? 0 : now - (now % repeatEvery);
    this.owed = 0;
    while (this.row < times.length && this.start + times[this.row]! < now) this.row += 1;
  }

  /** Takes over what rows refer to by name. `numberOf` gives a tenant's number by name. */
  bind(journeys: readonly JourneyState[], numberOf: (tenant: string) => number): void {
    const byId = new Map(journeys.map((journey) => [journey.id, journey]));
    this.journeys = this.arrivals.journeys?.map((id) => byId.get(id) ?? null) ?? null;
    this.tenants = this.arrivals.tenants?.map((name) => (name === '' ? 0 : numberOf(name))) ?? null;
  }

  /** When the next row is due; Infinity when all have been played. [ns] */
  nextAt(): number {
    const { times, repeatEvery } = this.arrivals;
    if (this.row === times.length) {
      if (repeatEvery === undefined) return Infinity;
      this.row = 0;
      this.start += repeatEvery;
    }
    return this.start + times[this.row]!;
  }

  /** The row that is due; the next one stands then first. */
  take(): number {
    return this.row++;
  }

  /** How many requests a row makes under a surge: on the long run, `surge` of them. */
  copies(surge: number): number {
    this.owed += surge;
    const copies = Math.floor(this.owed + ROUNDING);
    this.owed -= copies;
    return copies;
  }

  /** Writes into the request what its row says. */
  put(request: Task, row: number): void {
    const { entities } = this.arrivals;
    request.row = this.firstRow + row;
    if (entities !== undefined) request.entity = entities[row]!;
    if (this.tenants !== null) request.tenant = this.tenants[row]!;
  }

  /** The row's journey, or null where none is named. */
  journey(row: number): JourneyState | null {
    return this.journeys === null ? null : this.journeys[row]!;
  }
}
