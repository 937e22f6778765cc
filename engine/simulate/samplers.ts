import type { Distribution } from '../core/distribution';
import type { Rng } from '../core/rng';
import { Sampler } from '../core/sampler';

/**
 * Keeps each consumer's sampler by name. A design edited while it runs keeps the streams of everything whose distribution
 * stayed the same; a changed one gets a stream of its own.
 */
export class Samplers {
  private readonly kept = new Map<string, { text: string; sampler: Sampler; generation: number }>();

  constructor(private readonly root: Rng) {}

  /** @param path names the consumer: node or link first, then what is drawn */
  get(path: readonly string[], distribution: Distribution): Sampler {
    const key = path.join('\n');
    const text = JSON.stringify(distribution);
    const old = this.kept.get(key);
    if (old?.text === text) return old.sampler;
    const generation = old ? old.generation + 1 : 0;
    let rng = this.root;
    for (const name of path) rng = rng.fork(name);
    const sampler = new Sampler(distribution, generation === 0 ? rng : rng.fork(`edit ${generation}`));
    this.kept.set(key, { text, sampler, generation });
    return sampler;
  }
}
