import { hasPage } from './library';

/** The page about a field, by its name in the schema; where its kinds have pages of their own, by `name/kind`. */
const topics: Readonly<Record<string, string>> = {
  traffic: 'arrivals',
  'traffic/recorded': 'recorded-traffic',
  curve: 'traffic-curves',
  entities: 'entities',
  tenants: 'tenants',
  discipline: 'fifo',
  'discipline/lifo': 'lifo',
  'discipline/priority': 'priority-queue',
  'discipline/codel': 'codel',
  'discipline/adaptive-lifo': 'adaptive-lifo',
  'discipline/processor-sharing': 'processor-sharing',
  queueLimit: 'bounded-queue',
  maxQueueWait: 'bounded-queue',
  loadBalancing: 'load-balancing',
  healthCheck: 'health-checks',
  outlierEjection: 'outlier-ejection',
  coldStart: 'cold-start',
  warmUp: 'warm-up-of-replicas',
  pauses: 'pauses',
  autoscaling: 'autoscaling',
  breaker: 'circuit-breaker',
  retry: 'retry',
  bulkhead: 'bulkhead',
  hedge: 'hedging',
  throttle: 'client-side-throttling',
  concurrency: 'adaptive-concurrency',
  timeout: 'timeout',
  fallback: 'fallback',
  rateLimit: 'token-bucket',
  'rateLimit/token-bucket': 'token-bucket',
  'rateLimit/leaky-bucket': 'leaky-bucket',
  'rateLimit/gcra': 'gcra',
  'rateLimit/fixed-window': 'fixed-window',
  'rateLimit/sliding-log': 'sliding-log',
  'rateLimit/sliding-counter': 'sliding-counter',
  latency: 'latency',
  loss: 'loss',
  bandwidth: 'bandwidth',
  zone: 'zones',
  zones: 'zones',
  theory: 'theory',
};

/**
 * Name of the page that explains a field; undefined when none does.
 * @param path of the field in its form, dotted
 * @param kind the chosen one, where the field has several
 */
export function topicOf(path: string, kind?: string): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return [topics[`${name}/${kind ?? ''}`], topics[name]].find((page) => page !== undefined && hasPage(page));
}
