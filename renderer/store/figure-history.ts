import { figuresOf } from '../../engine/measure/columns';
import type { FigureBlock } from '../../engine/measure/frame';
import { History, type Series } from './history';

/** Figures of nodes over time, of those that have any. */
export class FigureHistory {
  readonly #history = new History(1);
  #places = new Map<string, number>();
  #block: FigureBlock | null = null;
  #pairs = 0;
  #ids: readonly string[] = [];

  /** Takes a frame's block in. @param ticks simulated time of each row [ns] */
  accept(ticks: Float64Array, block: FigureBlock, ids: readonly string[]): void {
    this.#block = block;
    if (this.#pairs !== block.pairs.length || this.#ids.length !== ids.length || this.#ids.some((id, i) => id !== ids[i])) {
      const keys = figuresOf(block, ids).map(({ id, figure }) => keyOf(id, figure));
      this.#places = new Map(keys.map((key, place) => [key, place]));
      this.#pairs = block.pairs.length;
      this.#ids = ids;
      this.#history.setIds(keys);
    }
    ticks.forEach((at, tick) => this.#history.push(at / 1e9, block.values, tick * block.pairs.length));
  }

  /** Newest value, NaN where there is none. */
  newest(id: string, figure: string): number {
    const place = this.#places.get(keyOf(id, figure));
    if (place === undefined || !this.#block) return Number.NaN;
    const { values } = this.#block;
    return values[values.length - this.#pairs + place] ?? Number.NaN;
  }

  /** Value at a moment, NaN where there is none. @param time simulated time [s] */
  at(id: string, figure: string, time: number): number {
    return this.#history.at(keyOf(id, figure), 0, time);
  }

  has(id: string, figure: string): boolean {
    return this.#places.has(keyOf(id, figure));
  }

  /** Empty for a node that has no such figure. @param since only points at or after this simulated time [s] */
  read(id: string, figure: string, since?: number): Series {
    if (!this.has(id, figure)) return { times: new Float64Array(), values: new Float32Array() };
    return this.#history.read(keyOf(id, figure), 0, since);
  }

  clear(): void {
    this.#history.clear();
    this.#places.clear();
    this.#block = null;
    this.#pairs = 0;
    this.#ids = [];
  }
}

const keyOf = (id: string, figure: string): string => `${id} ${figure}`;
