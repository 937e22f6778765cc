import type { CascadeStep } from '../measure/cascade';
import type { Latency } from '../measure/latency';
import { givenWarmup, type Report } from '../measure/report';

// A report made by hand, for the tests of what is made of reports.

export const latencyOf = (p50: number, n = 1000): Latency => ({
  n,
  mean: p50,
  p50,
  p90: p50 * 2,
  p95: p50 * 3,
  p99: p50 * 5,
  p999: p50 * 8,
  max: p50 * 10,
});
export const noLatency: Latency = { n: 0, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null };

const node = (
  id: string,
  kind: string,
  role: 'source' | 'server' | 'queue',
  more: Partial<Report['nodes'][number]>,
): Report['nodes'][number] => ({
  id,
  kind,
  role,
  rate: 500,
  throughput: 490,
  errorShare: 0,
  failuresByCause: {},
  utilization: null,
  meanInSystem: 1,
  meanBacklog: 0,
  maxBacklog: 0,
  total: latencyOf(12),
  queueWait: latencyOf(1),
  service: latencyOf(5),
  replicaSeconds: null,
  coldStarts: 0,
  abandoned: 0,
  blamed: 0,
  theory: null,
  ...more,
});

const step = (node: string, state: CascadeStep['state'], more: Partial<CascadeStep>): CascadeStep => ({
  at: 0,
  until: null,
  node,
  link: null,
  state,
  holds: false,
  through: null,
  from: null,
  fault: null,
  worse: false,
  facts: {},
  failed: 0,
  late: 0,
  extraTime: 0,
  share: null,
  ...more,
});

/** A shop whose payments fail, with whatever else a test wants. */
export const sampleReport = (more: Partial<Report> = {}): Report => ({
  format: 'faultline-report-1',
  design: 'Shop',
  seed: 1,
  simulated: 60,
  warmup: 5,
  warmupRule: givenWarmup,
  events: 1_234_567,
  digest: 'b9c5aeb23a9df541',
  requests: {
    arrived: 27_500,
    ok: 26_000,
    degraded: 400,
    late: 100,
    failed: 1000,
    failedShare: 1000 / 27_500,
    throughput: 481.8,
    goodput: 480,
    failuresByCause: { timeout: 900, 'breaker-open': 100 },
    latency: latencyOf(12.345, 26_500),
    latencyIntervals: {
      p50: { low: 12.2, high: 12.5 },
      p90: { low: 24.5, high: 25 },
      p95: { low: 36.6, high: 37.4 },
      p99: { low: 60.6, high: 62.9 },
      p999: null,
    },
  },
  journeys: [],
  tenants: [],
  nodes: [
    node('users', 'client', 'source', {}),
    node('payments', 'service', 'server', { utilization: 0.987, maxBacklog: 1200, errorShare: 0.0364, total: latencyOf(1250.4) }),
    node('events', 'queue', 'queue', { total: noLatency, errorShare: 0.0002 }),
  ],
  links: [
    {
      id: 'users-payments',
      from: 'users',
      to: 'payments',
      rate: 9.876,
      attempts: 11,
      errorShare: 0.5,
      failuresByCause: { timeout: 900 },
      duration: latencyOf(0.456),
      retries: 61,
      fallbacks: 400,
      hedges: 0,
      breakerTrips: 3,
      inFlight: 1,
      traffic: null,
    },
  ],
  slos: [
    {
      id: 'fast',
      text: 'p99 of buy below 800ms',
      met: false,
      measured: 2000.4,
      objective: 800,
      budget: { allowed: 0.01, bad: 300, counted: 10_000, left: -2 },
    },
    {
      id: 'up',
      text: '99.5 % of all journeys answered in time',
      met: true,
      measured: 0.99951,
      objective: 0.995,
      budget: { allowed: 0.005, bad: 49, counted: 10_000, left: 0.902 },
    },
  ],
  cost: null,
  cascade: {
    failed: 1_000,
    late: 100,
    shareOf: 'requests',
    unexplained: 0.1,
    steps: [
      step('payments', 'saturated', { at: 12, facts: { held: 0.99, waiting: 1_200 }, failed: 900, late: 90, share: 0.9, fault: 'slow' }),
      step('users', 'failing', { at: 14.5, facts: { share: 0.06, perSecond: 30 }, through: 'users-payments', from: 0, share: 0 }),
    ],
  },
  degraded: [
    { subject: 'payments', at: 12, sign: 'its workers were held 99 % of the time' },
    { subject: 'users', at: 14.5, sign: '6 % of its calls failed' },
  ],
  marks: [],
  conservation: {
    requests: { arrived: 30_000, completed: 28_000, failed: 1_900, inFlight: 100 },
    nodes: [{ id: 'payments', arrived: 10, completed: 6, failed: 3, inFlight: 1 }],
  },
  ...more,
});
