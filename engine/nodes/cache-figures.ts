import type { CacheContents } from '../policies/cache-params';

const always = ['hits', 'misses', 'stale-hits', 'missed-own-writes', 'loads', 'coalesced', 'expired', 'evictions', 'entries'] as const;
const negative = ['negative-hits'] as const;
const behind = ['writes-behind', 'flushed', 'unwritten', 'lost-writes'] as const;

/** The figures that a cache with such contents can have. */
export const cacheFigures = ({ negativeTtl, writes }: CacheContents) => [
  ...always,
  ...(negativeTtl === undefined ? [] : negative),
  ...(writes === 'behind' ? behind : []),
];
