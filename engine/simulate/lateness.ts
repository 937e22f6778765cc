import { drawn, type Rng } from '../core/rng';
import type { Lateness } from '../faults/definition';

/** Time that faults add to some answers or trips, drawn anew for each. */
export class LateDraws {
  readonly all: Lateness[] = [];

  constructor(private readonly rng: Rng) {}

  /** What the next one takes longer. [ns] */
  draw(): number {
    const { rng } = this;
    let time = 0;
    for (const { share, least, most } of this.all) {
      rng.drawUniform();
      const u = drawn[0]!;
      // What is left of the draw, once it has said that this one is late, is uniform again.
      if (u < share) time += least + Math.floor((u / share) * (most - least));
    }
    return time;
  }
}
