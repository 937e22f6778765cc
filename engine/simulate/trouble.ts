import type { Rng } from '../core/rng';
import type { Late, Poison } from '../faults/definition';
import type { Task } from './task';

/** What the faults that are on do to the messages of a queue. Each list holds one entry a fault. */
export class Trouble {
  readonly poisons: Poison[] = [];
  readonly late: Late[] = [];
  readonly lossShares: number[] = [];
  readonly duplicateShares: number[] = [];

  constructor(private readonly rng: Rng) {}

  /** Whether a message that was just published is one that every consumer fails at. */
  isPoison(message: Task): boolean {
    return this.poisons.some((poison) => ('entity' in poison ? poison.entity === message.entity : this.draws(poison.share)));
  }

  /** Whether it vanishes. */
  loses(): boolean {
    return this.lossShares.some((share) => this.draws(share));
  }

  /** Whether the acknowledgement of a delivery gets lost. */
  duplicates(): boolean {
    return this.duplicateShares.some((share) => this.draws(share));
  }

  /** How long a message is held back before it comes; 0 for most. [ns] */
  holdsBack(): number {
    return this.late.reduce((sum, { share, delay }) => (this.draws(share) ? sum + delay : sum), 0);
  }

  private draws(share: number): boolean {
    return this.rng.next() < share;
  }
}
