import { hasPage } from './library';

/** The page about a field, by its name in the schema, or by `name/kind`. A kind that a page is named after needs no line. */
export const topics: Readonly<Record<string, string>> = {
  traffic: 'arrivals',
  'traffic/recorded': 'recorded-traffic',
  curve: 'traffic-curves',
  entities: 'entities',
  tenants: 'tenants',
  partitions: 'log',
  partitioner: 'log',
  retention: 'log',
  acks: 'log',
  group: 'consumer-groups',
  assignor: 'consumer-groups',
  sessionTimeout: 'consumer-groups',
  onFailure: 'consumer-groups',
  discipline: 'fifo',
  'discipline/priority': 'priority-queue',
  queueLimit: 'bounded-queue',
  maxQueueWait: 'bounded-queue',
  loadBalancing: 'load-balancing',
  healthCheck: 'health-checks',
  outlierEjection: 'outlier-ejection',
  startUp: 'start-up-and-pauses',
  warmUp: 'start-up-and-pauses',
  pauses: 'start-up-and-pauses',
  autoscaling: 'autoscaling',
  breaker: 'circuit-breaker',
  retry: 'retry',
  bulkhead: 'bulkhead',
  hedge: 'hedging',
  throttle: 'client-side-throttling',
  concurrencyLimit: 'adaptive-concurrency',
  propagateDeadline: 'deadline',
  hangUpAtDeadline: 'deadline',
  coldStart: 'functions',
  contents: 'cache',
  eviction: 'cache',
  rateLimit: 'rate-limit',
  scope: 'scope',
  tls: 'security',
  tokenCheck: 'security',
  currency: 'cost',
  canary: 'contracts',
  versions: 'contracts',
  needs: 'contracts',
  replicaHour: 'cost',
  replication: 'replication',
  shards: 'shards',
  rowLocks: 'row-locks',
  quorum: 'quorum',
  connections: 'connection-pool',
  invariants: 'ledger',
  stock: 'stock',
  check: 'stock',
  inbox: 'inbox',
  outbox: 'outbox',
  latency: 'latency',
  loss: 'loss',
  bandwidth: 'bandwidth',
};

/**
 * Name of the page that explains a field; undefined when none does.
 * @param path of the field in its form, dotted
 * @param kind the chosen one, where the field has several
 */
export function topicOf(path: string, kind?: string): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return [topics[`${name}/${kind ?? ''}`], kind, topics[name]].find((page) => page !== undefined && hasPage(page));
}
