import type { Rng } from './rng';

const BATCH = 32;

/** Exponential numbers of mean 1 from a stream of their own, drawn ahead so that `next` is small enough to be inlined. */
export class Exponentials {
  private readonly batch = new Float64Array(BATCH);
  private taken = BATCH;

  constructor(private readonly rng: Rng) {}

  next(): number {
    let at = this.taken;
    if (at === BATCH) {
      this.rng.fillExponential(this.batch);
      at = 0;
    }
    this.taken = at + 1;
    return this.batch[at]!;
  }
}
