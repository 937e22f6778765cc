import type { CatalogSection } from './entry';

/** Stores, copies, caches and who owns what. */
export const data = {
  'shared-store': {
    title: 'Shared database',
    about:
      'Two services in one store are coupled by its tables: neither can change, scale or fail alone. One owner per store; others ask it, or keep what they need from its events.',
  },
  'entity-without-owner': {
    title: 'Entity without an owner',
    about: 'One system of record per thing: only then is there a right answer when two of them differ.',
    page: 'entities',
  },
  'store-with-one-copy': {
    title: 'Store with one copy',
    about: 'A single point of failure with memory: while it is down, answers fail, and what it held may be lost.',
    page: 'replication',
  },
  'primary-without-failover': {
    title: 'Replicas, but no failover',
    about: 'Copies protect reads. Writes need one of them to take over.',
    page: 'replication',
  },
  'failover-loses-writes': {
    title: 'Failover that loses writes',
    about:
      'With asynchronous copies, writes that were answered are lost when the primary dies. Semi-synchronous copies cost a little time instead.',
    page: 'replication',
  },
  'read-misses-own-write': {
    title: 'Read that may miss its own write',
    about: 'A copy lags. A user who does not see what he has just saved saves it again.',
    page: 'replication',
  },
  'more-acks-than-replicas': {
    title: 'More acknowledgements than copies',
    about: 'A write cannot wait for more copies than there are.',
    page: 'replication',
  },
  'nothing-replicated': { title: 'Copies of nothing', about: 'Only writes can lag. Say which steps write.', page: 'replication' },
  'stale-reads-possible': {
    title: 'Quorums that do not overlap',
    about: 'With R + W not above N, a read may meet no copy that has the newest write.',
    page: 'quorum',
  },
  'quorum-above-copies': {
    title: 'Quorum above the copies',
    about: 'No more copies can answer than there are: one down, and all fails.',
    page: 'quorum',
  },
  'more-copies-than-nodes': { title: 'More copies than nodes', about: 'Two copies on one node are one copy.', page: 'quorum' },
  'one-shard': { title: 'One shard', about: 'One shard is none.', page: 'shards' },
  'splits-and-shards': { title: 'Splits that do not fit', about: 'n shards have n − 1 borders between them.', page: 'shards' },
  'cache-never-fresh': {
    title: 'Cache that is never fresh',
    about: 'Somebody writes past a cache whose entries do not expire. Give them a time to live, or tell the cache.',
    page: 'cache',
  },
  'cache-without-keys': {
    title: 'Cache without keys',
    about: 'A cache that keeps keys needs requests about different things.',
    page: 'cache',
  },
  'write-behind-loses': {
    title: 'Write-behind can lose writes',
    about: 'What was answered and not yet written dies with the cache. Never for money.',
    page: 'cache',
  },
  'write-behind-nowhere': {
    title: 'Write-behind to nowhere',
    about: 'A cache that writes later must be linked to where it writes.',
    page: 'cache',
  },
  'flush-of-nothing': { title: 'Flush of nothing', about: 'Only what keeps keys can be flushed.', page: 'cache-faults' },
  'hot-key-without-entities': {
    title: 'Hot key without things',
    about: 'A thing can become popular only where requests are about things.',
    page: 'cache-faults',
  },
  'entities-not-drawn': {
    title: 'All requests about one thing',
    about: 'Steps speak of a thing that no client draws, so it is the same one each time: one key, one partition, one row.',
    page: 'entities',
  },
} as const satisfies CatalogSection;
