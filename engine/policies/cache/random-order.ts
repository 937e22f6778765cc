import type { Rng } from '../../core/rng';
import type { Entries } from './entries';
import type { Evictor } from './evictor';

/** Any entry goes, all with the same probability. */
export class RandomOrder implements Evictor {
  constructor(
    private readonly entries: Entries,
    private readonly rng: Rng,
  ) {}

  grow(): void {}
  added(): void {}
  used(): void {}
  removed(): void {}

  victim(): number {
    return occupiedSlot(this.entries, this.rng);
  }
}

/** A slot with an entry. A cache that is full has no other ones, so that the first draw is it. */
export function occupiedSlot({ keys }: Entries, rng: Rng): number {
  for (;;) {
    const slot = rng.int(keys.length);
    if (keys[slot]! >= 0) return slot;
  }
}
