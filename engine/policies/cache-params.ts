import { z } from 'zod';
import { zCount, zDuration, zShare } from '../core/fields';

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

/** What a cache keeps, key by key. */
export const zCacheContents = z
  .strictObject({
    capacity: zCount('entries', 1, 1_000_000).default(10_000).describe('Entries that fit.'),
    eviction: zEviction.describe('Which entry goes when there is no room for a new one.'),
    ttl: zDuration({ min: '1us', max: '7d' })
      .optional()
      .describe('Time to live: how long an entry is good after it was put there. Left out: until it is evicted or written.'),
    ttlJitter: zShare()
      .default(0)
      .describe('Each entry’s time to live is cut by a random part, up to this share: entries that came together do not go together.'),
    renewOnHit: z.boolean().default(false).describe('Whether finding an entry begins its time to live anew.'),
    singleFlight: z
      .boolean()
      .default(false)
      .describe(
        'Whether misses of one key at the same time ask the source once: the others wait for that answer. Without it each one asks.',
      ),
    writes: z
      .enum(['through', 'around', 'behind'])
      .default('through')
      .describe(
        'What a write through the cache does. Through: the source first, then the entry. Around: the source, and the entry goes. Behind: the entry at once, the source later.',
      ),
    flushAfter: zDuration({ min: '1us', max: '1h' })
      .prefault('1s')
      .describe('Write-behind: how long a write waits before it goes to the source. Writes of one key meanwhile go as one.'),
    buffer: zCount('keys', 1, 1_000_000)
      .default(10_000)
      .describe('Write-behind: keys that may wait to be written. A write beyond that waits for the source itself.'),
    flushAttempts: zCount('attempts', 1, 1000)
      .default(10)
      .describe('Write-behind: how often it tries to write, with the same wait between, before the write is given up and lost.'),
    absentShare: zShare().default(0).describe('Share of the keys for which the source has nothing, as long as they were never written.'),
    negativeTtl: zDuration({ min: '1us', max: '7d' })
      .optional()
      .describe('How long the cache remembers that the source has nothing for a key. Left out: it asks each time.'),
  })
  .meta({ title: 'Contents' });
export type CacheContents = z.output<typeof zCacheContents>;
