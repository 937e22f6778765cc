import type { Design } from '../../engine/design/schema';

/** A design that uses every kind of thing a file can hold, so that mutations reach every branch of the schema. */
export const everything: Design = {
  $schema: '../../engine/design/design.schema.json',
  version: 1,
  name: 'Everything',
  description: 'One of each.',
  seed: 7,
  run: { duration: '2min', warmup: '10s' },
  zones: [{ id: 'here', region: 'near' }, { id: 'there' }],
  zoneLatency: { sameZone: '0ms', crossZone: '1ms', crossRegion: '40ms', pairs: [{ one: 'here', other: 'main', latency: '20ms' }] },
  nodes: [
    {
      id: 'users',
      kind: 'client',
      name: 'Users',
      zones: ['here'],
      position: { x: 0, y: 0 },
      params: {
        traffic: { kind: 'open', arrivals: 'poisson', rate: 120.5, curve: { kind: 'spike', factor: 3, startAfter: '10s', duration: '5s' } },
      },
    },
    {
      id: 'bots',
      kind: 'client',
      params: { traffic: { kind: 'closed', users: 20, thinkTime: { kind: 'uniform', min: '100ms', max: '1s' } } },
    },
    {
      id: 'night',
      kind: 'client',
      params: { traffic: { kind: 'open', curve: { kind: 'daily', swing: 0.5, period: '1h', peakAt: '10min' } } },
    },
    {
      id: 'crowd',
      kind: 'client',
      params: {
        traffic: {
          kind: 'bursty',
          rate: 5,
          factor: 4,
          calm: '2s',
          burst: '500ms',
          curve: {
            kind: 'recorded',
            between: 'steps',
            points: [
              { at: '0s', factor: 1 },
              { at: '10s', factor: 0.5 },
            ],
            repeatEvery: '20s',
          },
        },
        entities: { kind: 'zipf', count: 500, skew: 0.9 },
        tenants: [{ id: 'acme', share: 3 }, { id: 'zoo' }],
      },
    },
    {
      id: 'tape',
      kind: 'client',
      params: {
        traffic: {
          kind: 'recorded',
          times: [0, 1.5, 1.5, '2s'],
          entities: [3, 1, 3, 2],
          tenants: ['zoo', '', 'acme', 'zoo'],
          columns: [{ name: 'mailer', times: [5, null, 7.25, 1] }],
          repeatEvery: '3s',
        },
      },
    },
    {
      id: 'edge',
      kind: 'gateway',
      position: { x: 200, y: -40 },
      params: {
        replicas: 3,
        mode: 'async',
        authTime: { kind: 'gamma', mean: '1ms', cv: 0.5 },
        rateLimit: { rate: 500, burst: 100 },
        discipline: { kind: 'codel', law: 'folly', target: '10ms', interval: '50ms' },
      },
    },
    {
      id: 'orders',
      kind: 'service',
      params: {
        replicas: 4,
        workers: 8,
        serviceTime: { kind: 'lognormal', p50: '5ms', p99: '40ms' },
        loadBalancing: 'power-of-two',
        errorRate: 0.001,
        discipline: { kind: 'priority', whenFull: 'displace' },
        maxQueueWait: { kind: 'exponential', mean: '500ms' },
      },
      operations: [
        {
          name: 'place order',
          steps: [
            { kind: 'work', time: '2ms', recorded: 'mailer' },
            {
              kind: 'choose',
              by: 'cache-hit',
              link: 'orders-cache',
              hit: [{ kind: 'work', time: 0.25 }],
              miss: [{ kind: 'call', link: 'orders-store', onError: 'ignore' }],
            },
            {
              kind: 'parallel',
              need: 1,
              branches: [
                [{ kind: 'call', link: 'orders-bank', operation: 'charge', onError: 'fallback' }],
                [{ kind: 'wait', time: { kind: 'exponential', mean: '3ms' } }],
              ],
            },
            { kind: 'publish', link: 'orders-events', event: 'OrderPlaced' },
          ],
        },
        {
          name: 'status',
          steps: [
            {
              kind: 'choose',
              by: 'probability',
              branches: [
                { share: 3, steps: [] },
                { share: 1, steps: [{ kind: 'call', link: 'orders-store' }] },
              ],
            },
          ],
        },
      ],
    },
    { id: 'cache', kind: 'cache', params: { hitRatio: 0.9, lookupTime: { kind: 'pareto', min: '100us', max: '10ms', shape: 1.2 } } },
    {
      id: 'store',
      kind: 'database',
      params: {
        connections: 30,
        discipline: { kind: 'processor-sharing' },
        queryTime: {
          kind: 'empirical',
          quantiles: [
            { share: 0, value: '1ms' },
            { share: 0.5, value: '2ms' },
            { share: 1, value: '50ms' },
          ],
        },
      },
    },
    {
      id: 'bank',
      kind: 'external',
      params: { latency: { kind: 'lognormal-mean', mean: '80ms', cv: 1 }, concurrency: 50, discipline: { kind: 'lifo' } },
      operations: [{ name: 'charge', steps: [{ kind: 'work', time: '80ms', errorRate: 0.01 }] }],
    },
    {
      id: 'events',
      kind: 'queue',
      params: { delivery: 'fan-out', capacity: 5000, prefetch: 10, maxDeliveries: 3, redeliveryDelay: '500ms' },
    },
    {
      id: 'mailer',
      kind: 'service',
      params: { serviceTime: { kind: 'hyperexponential', mean: '20ms', cv: 3 }, discipline: { kind: 'adaptive-lifo' } },
    },
  ],
  links: [
    { id: 'users-edge', from: 'users', to: 'edge' },
    { id: 'bots-edge', from: 'bots', to: 'edge' },
    { id: 'crowd-edge', from: 'crowd', to: 'edge' },
    { id: 'tape-edge', from: 'tape', to: 'edge' },
    { id: 'night-edge', from: 'night', to: 'edge' },
    {
      id: 'edge-orders',
      from: 'edge',
      to: 'orders',
      protocol: 'grpc',
      network: { latency: '700us', loss: 0.001, bandwidth: 100, request: 2000, answer: 10000 },
      policy: {
        timeout: '2s',
        rateLimit: {
          kind: 'fixed-window',
          limit: 1000,
          window: '2s',
          start: 'first-call',
          block: '1s',
          per: 'tenant',
          keys: 50,
          store: { link: 'edge-cache', whenDown: 'closed' },
        },
        bulkhead: { limit: 100, queue: 10, maxWait: '50ms', spacing: '1us' },
        fallback: { time: '1ms' },
        cancelOnTimeout: true,
      },
    },
    {
      id: 'edge-cache',
      from: 'edge',
      to: 'cache',
      protocol: 'redis',
      policy: { timeout: '5ms', rateLimit: { kind: 'leaky-bucket', rate: 5000, queue: 20, scope: 'each-replica' } },
    },
    { id: 'orders-cache', from: 'orders', to: 'cache', protocol: 'redis', policy: { timeout: '20ms' } },
    {
      id: 'orders-store',
      from: 'orders',
      to: 'store',
      protocol: 'sql',
      policy: {
        timeout: '250ms',
        retry: {
          attempts: 3,
          backoff: '10ms',
          factor: 2,
          cap: '1s',
          jitter: 'equal',
          on: ['timeout', 'lost'],
          budget: { ratio: 0.1, cap: 10 },
        },
      },
    },
    {
      id: 'orders-bank',
      from: 'orders',
      to: 'bank',
      policy: {
        timeout: '1s',
        breaker: {
          kind: 'time-window',
          span: '10s',
          failureRate: 0.5,
          slowerThan: '800ms',
          slowRate: 0.9,
          minimumCalls: 20,
          cooldown: '5s',
          probes: 3,
        },
      },
    },
    { id: 'orders-events', from: 'orders', to: 'events', protocol: 'event' },
    { id: 'events-mailer', from: 'events', to: 'mailer', protocol: 'event', policy: { breaker: { kind: 'consecutive', failures: 5 } } },
  ],
  journeys: [
    { id: 'buy', name: 'Buy', client: 'users', link: 'users-edge', weight: 2, priority: 5, deadline: '1500ms' },
    { id: 'look', client: 'users', link: 'users-edge', weight: 8 },
  ],
  slos: [
    { id: 'fast', kind: 'latency', journey: 'buy', percentile: 99, below: '800ms' },
    { id: 'up', kind: 'availability', atLeast: 0.995 },
  ],
  faults: [
    { id: 'slow-bank', action: 'added-latency', target: { node: 'bank' }, params: { extra: '4s' }, startAfter: '30s', duration: '20s' },
    { id: 'crash', action: 'replica-crash', target: { node: 'orders' }, params: { count: 2 }, startAfter: '1min' },
    { id: 'cut', action: 'partition', target: { link: 'orders-store' }, params: { mode: 'refuse' } },
    { id: 'split', action: 'partition', target: { zones: { one: ['here'], other: ['main'] } }, params: { direction: 'forward' } },
    { id: 'islands', action: 'partition', target: { nodes: { one: ['users'], other: ['bank'] } } },
    { id: 'dark', action: 'zone-loss', target: { zone: 'there' }, startAfter: '90s' },
    { id: 'thin', action: 'bandwidth-cap', target: { link: 'orders-store' }, params: { bandwidth: 2.5 } },
    { id: 'leaky', action: 'packet-loss', target: { link: 'orders-store' }, params: { share: 0.2 } },
    { id: 'surge', action: 'traffic-surge', target: { node: 'users' }, params: { factor: 2 } },
  ],
};
