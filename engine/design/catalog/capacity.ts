import type { CatalogSection } from './entry';

/** Load, room, limits and scaling. */
export const capacity = {
  'overloaded-at-rest': {
    title: 'Overloaded before anything goes wrong',
    about: 'Rate times time held, over places, is utilization. At 100 % and above queues grow without end, whatever the timeouts say.',
    page: 'overload',
  },
  'overloaded-at-peak': {
    title: 'Overloaded at the peak',
    about: 'The traffic of the design has a peak that this node cannot serve. Scale, shed on purpose, or keep room.',
    page: 'traffic-curves',
  },
  'little-headroom': {
    title: 'Little headroom',
    about: 'Waits grow as 1 / (1 − utilization): from 80 % on, a little more load or a lost replica is felt at once.',
    page: 'theory',
  },
  'queue-outlasts-callers': {
    title: 'Queue longer than callers wait',
    about:
      'A full queue that takes longer to serve than callers wait makes all work useless: the server is busy with calls that were given up.',
    page: 'bounded-queue',
  },
  'queue-without-limit': {
    title: 'Queue without a bound',
    about: 'A queue without a bound turns overload into waiting without end. Refuse early what cannot be served in time.',
    page: 'bounded-queue',
  },
  'limit-below-load': {
    title: 'Rate limit below the usual load',
    about: 'A limit is for what is too much. One below the usual traffic refuses good calls all day.',
    page: 'rate-limit',
  },
  'limit-per-replica': {
    title: 'Limit multiplied by replicas',
    about: 'Where each replica counts by itself, n replicas let n times as much pass, and autoscaling moves the limit.',
    page: 'rate-limits',
  },
  'gateway-without-limit': {
    title: 'No rate limit at the edge',
    about: 'The edge is where one client that runs wild can be stopped before it takes workers that others need.',
    page: 'rate-limit',
  },
  'tenants-without-limits': {
    title: 'Tenants without limits of their own',
    about: 'Tenants that share everything share trouble too. A limit per tenant keeps the blast radius to one.',
    page: 'tenants',
  },
  'cache-hides-load': {
    title: 'Cache that hides more load than its source can bear',
    about:
      'When such a cache is flushed or dies, its source meets the whole traffic at once. Single flight and a bound on what goes to the source help.',
    page: 'cache',
  },
  'hot-key': {
    title: 'Hot key in a partition or shard',
    about:
      'All that is about one thing goes to one part. Where a few things have most of the traffic, parts are uneven, and adding parts does not help.',
    page: 'shards',
  },
  'autoscaler-cannot-scale': {
    title: 'Autoscaler that cannot scale',
    about: 'An autoscaler whose least and most are equal is a number of replicas with extra steps.',
    page: 'autoscaling',
  },
  'autoscaler-slower-than-spike': {
    title: 'Autoscaler slower than the spike',
    about: 'To notice and to start takes time. What is over before that must be met with room or by shedding.',
    page: 'autoscaling',
  },
  'refill-above-burst': {
    title: 'Refill larger than the bucket',
    about: 'A bucket keeps no more than it holds; what a step refills beyond that is lost.',
    page: 'stepped-token-bucket',
  },
  'start-outside-range': {
    title: 'Start outside the range',
    about: 'A limit that finds its own height must start between its least and its largest.',
    page: 'adaptive-concurrency',
  },
  'target-above-interval': {
    title: 'CoDel interval too short',
    about: 'CoDel must see a whole wait end within its interval: many times the target.',
    page: 'codel',
  },
  'provisioned-above-limit': {
    title: 'More provisioned than allowed',
    about: 'Instances that are kept warm count against the most that there may be.',
    page: 'functions',
  },
  'one-priority': {
    title: 'Priorities without a difference',
    about: 'A queue by priority needs requests of different urgency.',
    page: 'priority-queue',
  },
} as const satisfies CatalogSection;
