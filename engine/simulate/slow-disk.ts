import { drawn, type Rng } from '../core/rng';
import type { Task } from './task';

interface Slowness {
  /** [ns] */
  readonly extra: number;
  /** Share of the work other than writes that needs the disk. */
  readonly reads: number;
}

/** What slow disks add to work: to every write, and to a share of the rest. */
export class SlowDisk {
  readonly slowness: Slowness[] = [];

  constructor(private readonly rng: Rng) {}

  /** [ns] */
  wait({ asked }: Task): number {
    let time = 0;
    for (const { extra, reads } of this.slowness) if ((asked !== null && asked.write) || this.draws(reads)) time += extra;
    return time;
  }

  private draws(share: number): boolean {
    this.rng.drawUniform();
    return drawn[0]! < share;
  }
}
