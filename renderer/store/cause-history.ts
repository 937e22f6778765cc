import { pairsOf } from '../../engine/measure/columns';
import type { CauseBlock } from '../../engine/measure/frame';
import type { Cause } from '../../engine/policies/causes';
import { History, type Series } from './history';

/** Failures by cause over time, of those pairs of subject and cause that have occurred. */
export class CauseHistory {
  readonly #history = new History(1);
  #keys = new Set<string>();
  #pairs: Float64Array | null = null;
  #ids: readonly string[] = [];

  /** Takes a frame's block in. @param ticks simulated time of each row [ns] */
  accept(ticks: Float64Array, block: CauseBlock, ids: readonly string[]): void {
    if (!this.#knows(block, ids)) {
      const keys = pairsOf(block, ids).map(({ id, cause }) => keyOf(id, cause));
      this.#keys = new Set(keys);
      this.#pairs = block.pairs;
      this.#ids = ids;
      this.#history.setIds(keys);
    }
    ticks.forEach((at, tick) => this.#history.push(at / 1e9, block.rates, tick * block.pairs.length));
  }

  /**
   * Failures per second at the times of `whole`, the history of all failures of the subject: where that has a number, a cause
   * that had not occurred yet is zero. Empty when it has never occurred.
   */
  read(id: string, cause: Cause, whole: Series): Series {
    const key = keyOf(id, cause);
    if (!this.#keys.has(key)) return { times: new Float64Array(), values: new Float32Array() };
    return {
      times: whole.times,
      // The two are thinned each at its own pace, so places mean nothing.
      values: whole.values.map((all, i) => (Number.isNaN(all) ? all : this.#history.at(key, 0, whole.times[i]!) || 0)),
    };
  }

  clear(): void {
    this.#history.clear();
    this.#keys.clear();
    this.#pairs = null;
    this.#ids = [];
  }

  /** Pairs are only ever added, so as many are the same ones. */
  #knows({ pairs }: CauseBlock, ids: readonly string[]): boolean {
    return this.#pairs?.length === pairs.length && this.#ids.length === ids.length && this.#ids.every((id, i) => id === ids[i]);
  }
}

const keyOf = (id: string, cause: Cause): string => `${id} ${cause}`;
