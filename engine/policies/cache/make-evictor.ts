import type { Rng } from '../../core/rng';
import type { EvictionParams } from '../cache-params';
import { AgeOrder } from './age-order';
import type { Entries } from './entries';
import type { Evictor } from './evictor';
import { LogCounter } from './log-counter';
import { RandomOrder } from './random-order';
import { SampledOrder } from './sampled-order';
import { UseOrder } from './use-order';

/** What these parameters describe, for entries that are still to be added. */
export function makeEvictor(params: EvictionParams, entries: Entries, rng: Rng): Evictor {
  switch (params.kind) {
    case 'lru':
      return new AgeOrder(true);
    case 'fifo':
      return new AgeOrder(false);
    case 'lfu':
      return new UseOrder(entries);
    case 'random':
      return new RandomOrder(entries, rng);
    case 'sampled-lru': {
      const { samples, clock } = params;
      // The clock shows whole ticks only: what was used within one is equally old.
      const idle = (slot: number, now: number) => Math.floor(now / clock) - Math.floor(entries.usedAt[slot]! / clock);
      return new SampledOrder(entries, rng, samples, idle, null);
    }
    case 'sampled-lfu': {
      const counter = new LogCounter(rng, params.logFactor, params.decay);
      return new SampledOrder(entries, rng, params.samples, (slot, now) => 0 - counter.count(slot, now), counter);
    }
  }
}
