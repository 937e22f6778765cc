import type { AdviceCase } from './case';
import { design, link, node } from '../../checks/told';
import type { Design } from '../../schema';

const open = (rate: number, curve?: object, more: object = {}) =>
  node('users', 'client', { params: { traffic: { kind: 'open', rate, ...(curve && { curve }) }, ...more } });
/** Users at a rate → shop. */
const at = (rate: number, params: object = {}, curve?: object): Design =>
  design([open(rate, curve), node('shop', 'service', { params })], [link('users', 'shop')]);
/** 4 workers of 20 ms: 200/s. */
const small = { replicas: 1, workers: 4, serviceTime: '20ms' };
const gateway = (params: object) =>
  design([open(100), node('edge', 'gateway', { params }), node('shop')], [link('users', 'edge'), link('edge', 'shop')]);
const tenants = (rateLimit: object) =>
  design(
    [open(100, undefined, { tenants: [{ id: 'a' }, { id: 'b' }] }), node('shop', 'service', { params: { rateLimit } })],
    [link('users', 'shop')],
  );
const cached = (params: object, db: object = { connections: 1, queryTime: '10ms' }) =>
  design(
    [
      open(500, undefined, { entities: { kind: 'zipf', count: 100 } }),
      node('shop'),
      node('cache', 'cache', { params }),
      node('db', 'database', { params: db }),
    ],
    [link('users', 'shop'), link('shop', 'cache'), link('cache', 'db')],
  );
/** The shop looks up, and reads the source itself when it misses. */
const beside = (singleFlight: boolean, rate = 500) => {
  const miss = [
    { kind: 'read', link: 'shop-db' },
    { kind: 'write', link: 'shop-cache' },
  ];
  const steps = [{ kind: 'choose', by: 'cache-hit', link: 'shop-cache', singleFlight, hit: [], miss }];
  return design(
    [
      open(rate, undefined, { entities: { kind: 'zipf', count: 100 } }),
      node('shop', 'service', { operations: [{ name: 'page', steps }] }),
      node('cache', 'cache', { params: { contents: {} } }),
      node('db', 'database', { params: { connections: 1, queryTime: '10ms' } }),
    ],
    [link('users', 'shop'), link('shop', 'cache'), link('shop', 'db')],
  );
};
const zipf = (skew: number) => ({ entities: { kind: 'zipf', count: 1000, skew } });
const keyed = (skew: number, partitions = 10, rate = 100) =>
  design(
    [
      open(rate, undefined, zipf(skew)),
      node('shop'),
      node('log', 'log', { params: { partitions } }),
      node('reader', 'service', { params: { replicas: partitions, workers: 1, serviceTime: '20ms' } }),
    ],
    [link('users', 'shop'), link('shop', 'log'), link('log', 'reader')],
  );
const sharded = (skew: number) =>
  design(
    [open(100, undefined, zipf(skew)), node('shop'), node('db', 'database', { params: { shards: { by: 'hash', count: 8 } } })],
    [link('users', 'shop'), link('shop', 'db')],
  );
const scaled = (autoscaling: object, spike?: string) =>
  at(
    100,
    { startup: '20s', autoscaling },
    spike === undefined ? undefined : { kind: 'spike', factor: 5, startAfter: '10s', duration: spike },
  );

/** About load, room, limits and scaling. */
export const loadCases: readonly AdviceCase[] = [
  { rule: 'overloaded-at-rest', has: at(210, small), told: 'warning overloaded-at-rest nodes.shop', hasNot: at(190, small) },
  { rule: 'little-headroom', has: at(170, small), told: 'hint little-headroom nodes.shop', hasNot: at(150, small) },
  {
    rule: 'overloaded-at-peak',
    has: at(100, small, { kind: 'spike', factor: 3, startAfter: '10s', duration: '10s' }),
    told: 'hint overloaded-at-peak nodes.shop',
    hasNot: at(100, small, { kind: 'spike', factor: 1.5, startAfter: '10s', duration: '10s' }),
  },
  {
    rule: 'limit-below-load',
    has: at(100, { rateLimit: { rate: 50 } }),
    told: 'warning limit-below-load nodes.shop.params.rateLimit',
    hasNot: at(100, { rateLimit: { rate: 100 } }),
  },
  {
    rule: 'limit-per-replica',
    has: at(10, { rateLimit: { rate: 50, scope: 'each-replica' }, replicas: 3 }),
    told: 'hint limit-per-replica nodes.shop.params.rateLimit.scope',
    hasNot: at(10, { rateLimit: { rate: 50, scope: 'each-replica' }, replicas: 1 }),
  },
  {
    rule: 'gateway-without-limit',
    has: gateway({}),
    told: 'hint gateway-without-limit nodes.edge.params.rateLimit',
    hasNot: gateway({ rateLimit: { rate: 1000 } }),
  },
  {
    rule: 'tenants-without-limits',
    has: tenants({ rate: 500 }),
    told: 'hint tenants-without-limits nodes.users.params.tenants',
    hasNot: tenants({ rate: 500, per: 'tenant' }),
  },
  {
    rule: 'queue-outlasts-callers',
    has: at(10, { ...small, queueLimit: 300 }),
    told: 'hint queue-outlasts-callers nodes.shop.params.queueLimit',
    hasNot: at(10, { ...small, queueLimit: 190 }),
  },
  {
    rule: 'queue-without-limit',
    has: at(10, { queueLimit: 1_000_000 }),
    told: 'hint queue-without-limit nodes.shop.params.queueLimit',
    hasNot: at(10, { queueLimit: 1_000_000, maxQueueWait: '100ms' }),
  },
  {
    rule: 'cache-hides-load',
    has: cached({ hitRatio: 0.95 }),
    told: 'hint cache-hides-load nodes.cache',
    hasNot: cached({ hitRatio: 0.95 }, { connections: 6, queryTime: '10ms' }),
  },
  {
    rule: 'cache-hides-load',
    has: cached({ contents: {} }),
    told: 'hint cache-hides-load nodes.cache.params.contents.singleFlight',
    hasNot: cached({ contents: { singleFlight: true } }),
  },
  {
    rule: 'cache-hides-load',
    has: beside(false),
    told: 'hint cache-hides-load nodes.shop.operations.0.steps.0.singleFlight',
    hasNot: beside(true),
  },
  {
    rule: 'cache-hides-load',
    has: beside(false),
    told: 'hint cache-hides-load nodes.shop.operations.0.steps.0.singleFlight',
    hasNot: beside(false, 90),
  },
  // The first of 1,000 has 1/7.49 of the draws at skew 1: of 10 partitions a fair share is 1/10, and twice that is not reached.
  { rule: 'hot-key', has: keyed(1.3), told: 'hint hot-key nodes.log.params.partitions', hasNot: keyed(1) },
  // At 400/s its 13 % need 20 ms each: 107 % of what one reader can do.
  { rule: 'hot-key', has: keyed(1, 10, 400), told: 'warning hot-key nodes.log.params.partitions', hasNot: keyed(1, 10, 300) },
  { rule: 'hot-key', has: sharded(1.5), told: 'hint hot-key nodes.db.params.shards', hasNot: sharded(0.8) },
  {
    rule: 'autoscaler-cannot-scale',
    has: scaled({ min: 3, max: 3 }),
    told: 'warning autoscaler-cannot-scale nodes.shop.params.autoscaling.max',
    hasNot: scaled({ min: 3, max: 4 }),
  },
  {
    rule: 'autoscaler-slower-than-spike',
    has: scaled({}, '30s'),
    told: 'hint autoscaler-slower-than-spike nodes.shop.params.autoscaling.syncPeriod',
    hasNot: scaled({}, '40s'),
  },
];
