import { z } from 'zod';
import { zCount, zDuration } from '../core/fields';

const samples = zCount('entries', 1, 64)
  .default(5)
  .describe('Entries that are looked at to find one to evict; the best sixteen seen so far stay candidates.');

/** Which entry goes when a cache is full. */
export const zEviction = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lru') }).meta({ title: 'Least recently used (LRU)' }),
    z
      .strictObject({
        kind: z.literal('lfu'),
        remembered: zCount('keys', 0, 1_000_000)
          .default(0)
          .describe('Keys whose uses are still known after they were evicted. With 0 a key that comes back begins anew.'),
      })
      .meta({ title: 'Least frequently used (LFU)' }),
    z.strictObject({ kind: z.literal('fifo') }).meta({ title: 'First in, first out' }),
    z.strictObject({ kind: z.literal('random') }).meta({ title: 'Random' }),
    z
      .strictObject({
        kind: z.literal('sampled-lru'),
        samples,
        clock: zDuration({ min: '1us', max: '1h' })
          .prefault('1s')
          .describe('Steps of the clock by which it tells how long an entry lay idle.'),
      })
      .meta({ title: 'LRU by samples (Redis)' }),
    z
      .strictObject({
        kind: z.literal('sampled-lfu'),
        samples,
        logFactor: z
          .number()
          .min(0)
          .max(1000)
          .default(10)
          .meta({ unit: 'times' })
          .describe('How much harder it gets to raise a count the higher it is; counts end at 255.'),
        decay: zDuration({ min: '0ms', max: '1d' })
          .prefault('1min')
          .describe('A count falls by one for each such time without a use; with 0 it never falls.'),
      })
      .meta({ title: 'LFU by samples (Redis)' }),
  ])
  .prefault({ kind: 'lru' });
export type EvictionParams = z.output<typeof zEviction>;
