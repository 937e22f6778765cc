import { requestColumns } from '../../engine/measure/columns';
import type { TenantBlock } from '../../engine/measure/frame';
import { History } from './history';

/** How one tenant fares. */
export interface TenantLine {
  readonly id: string;
  /** Requests sent per second, lately. */
  readonly sent: number;
  /** Requests answered in time per second, degraded ones included. */
  readonly good: number;
  /** Of those that finished lately, the share that failed, and the share that came late; NaN where none finished. */
  readonly failedShare: number;
  readonly lateShare: number;
}

const column = Object.fromEntries(requestColumns.map((name, i) => [name, i])) as Record<(typeof requestColumns)[number], number>;
/** What "lately" means: the last second, or the time since the frame before where frames are further apart. [s] */
const LATELY = 1;
const none: readonly TenantLine[] = [];

/** The requests of each tenant over time, a row a frame. */
export class TenantHistory {
  // Counts only rise: of several rows the highest is the last.
  readonly #counts = new History(
    requestColumns.length,
    requestColumns.map((name) => (name === 'inFlight' ? 'mean' : 'max')),
  );
  #time = -1;
  #ids: readonly string[] = [];

  /** @param time simulated time of the frame [s] */
  accept(time: number, { ids, counts }: TenantBlock): void {
    if (ids.length === 0) return;
    if (ids.length !== this.#ids.length || ids.some((id, i) => id !== this.#ids[i])) {
      this.#ids = ids;
      this.#counts.setIds(ids);
    }
    if (time <= this.#time) return;
    this.#time = time;
    this.#counts.push(time, counts, 0);
  }

  /** How each tenant fares at a moment. The same empty list where there are none, or where nothing can be told yet. [s] */
  at(time: number): readonly TenantLine[] {
    if (this.#ids.length === 0) return none;
    const span = this.#counts.lately(time, LATELY);
    return span === null ? none : this.#ids.map((id) => this.#line(id, span.from, span.to));
  }

  #line(id: string, from: number, to: number): TenantLine {
    const since = (name: (typeof requestColumns)[number]): number =>
      this.#counts.at(id, column[name], to) - this.#counts.at(id, column[name], from);
    const good = since('ok') + since('degraded');
    const [failed, late] = [since('failed'), since('late')];
    const finished = good + failed + late;
    const share = (part: number): number => (finished > 0 ? part / finished : Number.NaN);
    return {
      id,
      sent: since('arrived') / (to - from),
      good: good / (to - from),
      failedShare: share(failed),
      lateShare: share(late),
    };
  }
}
