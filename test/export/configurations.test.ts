import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Design } from '../../engine/design/schema';
import { chaosMesh } from '../../engine/export/chaos-mesh';
import type { DesignExporter } from '../../engine/export/definition';
import { istio } from '../../engine/export/istio';
import { k6 } from '../../engine/export/k6';
import { resilience4j } from '../../engine/export/resilience4j';

// Guards and faults of one small shop, each written in another tool's words. The values are worked out by hand.

const shop: Design = {
  version: 1,
  name: '"; process.exit(1) //\n---',
  run: { duration: '90s', warmup: '5s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 120 } } },
    { id: 'staff', kind: 'client', params: { traffic: { kind: 'closed', users: 8, thinkTime: '2s' } } },
    { id: 'orders', kind: 'service' },
    { id: 'payments', kind: 'service' },
    { id: 'db', kind: 'database' },
  ],
  links: [
    { id: 'users-orders', from: 'users', to: 'orders' },
    { id: 'staff-orders', from: 'staff', to: 'orders' },
    {
      id: 'orders-payments',
      from: 'orders',
      to: 'payments',
      protocol: 'grpc',
      policy: {
        timeout: '300ms',
        retry: { attempts: 3, backoff: '100ms', factor: 2, cap: '150ms', budget: {} },
        breaker: { kind: 'resilience4j', slidingWindowSize: 40, minimumNumberOfCalls: 10, waitDurationInOpenState: '5s' },
        bulkhead: { limit: 12, queue: 3, maxWait: '50ms' },
        rateLimit: { kind: 'token-bucket', rate: 80, burst: 20 },
        hedge: {},
      },
    },
    {
      id: 'orders-db',
      from: 'orders',
      to: 'db',
      protocol: 'sql',
      policy: { timeout: '1s', breaker: { kind: 'consecutive', failures: 4 } },
    },
  ],
  journeys: [
    { id: 'browse', client: 'users', link: 'users-orders', weight: 3 },
    { id: 'check-out', client: 'users', link: 'users-orders', weight: 1, deadline: '2s' },
    { id: 'look-up', client: 'staff', link: 'staff-orders' },
  ],
  slos: [
    { id: 'fast', kind: 'latency', journey: 'check-out', percentile: 95, below: '400ms' },
    { id: 'there', kind: 'availability', atLeast: 0.999 },
  ],
  faults: [
    { id: 'slow', action: 'added-latency', target: { node: 'payments' }, params: { extra: '4s' }, startAfter: '30s', duration: '20s' },
    { id: 'cut', action: 'partition', target: { link: 'orders-payments' }, params: {} },
    { id: 'die', action: 'replica-crash', target: { kind: 'service', share: 0.5 }, params: {}, duration: '1500ms' },
    { id: 'flush', action: 'slow-disk', target: { node: 'db' }, params: {} },
  ],
};

function written(exporter: DesignExporter, design = shop) {
  const done = exporter.write(design, {});
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}
const documents = (exporter: DesignExporter) =>
  parseAllDocuments(written(exporter).text).map((document) => {
    if (!('errors' in document)) throw new Error('no document');
    expect(document.errors).toEqual([]);
    return document.toJS() as Record<string, unknown>;
  });

describe('Istio', () => {
  test('one route for the call over gRPC: three attempts of 300 ms and the waits between them', () => {
    const [route, rule, ...more] = documents(istio);
    expect(more).toEqual([]);
    // 3 × 300 ms, a wait of 100 ms, and one of 200 ms cut to 150 ms.
    expect(route).toMatchObject({
      kind: 'VirtualService',
      spec: {
        hosts: ['payments'],
        http: [{ match: [{ sourceLabels: { app: 'orders' } }], timeout: '1150ms', retries: { attempts: 2, perTryTimeout: '300ms' } }],
      },
    });
    expect(rule).toMatchObject({
      kind: 'DestinationRule',
      spec: {
        host: 'payments',
        trafficPolicy: {
          connectionPool: { http: { http1MaxPendingRequests: 3, http2MaxRequests: 12 } },
          outlierDetection: { consecutive5xxErrors: 10, baseEjectionTime: '5s' },
        },
      },
    });
  });

  test('what a mesh has no word for is said', () => {
    expect(written(istio).left.join(' ')).toMatch(/orders-payments: .*retry budget.*hedge.*rate limit/);
  });
});

test('Resilience4j: an instance for each link, under its own names', () => {
  expect(documents(resilience4j)).toEqual([
    {
      resilience4j: {
        circuitbreaker: {
          instances: {
            'orders-payments': expect.objectContaining({
              slidingWindowType: 'COUNT_BASED',
              slidingWindowSize: 40,
              minimumNumberOfCalls: 10,
              failureRateThreshold: 50,
              waitDurationInOpenState: '5000ms',
              permittedNumberOfCallsInHalfOpenState: 10,
            }) as object,
            'orders-db': expect.objectContaining({
              slidingWindowSize: 4,
              minimumNumberOfCalls: 4,
              failureRateThreshold: 100,
              waitDurationInOpenState: '30000ms',
            }) as object,
          },
        },
        retry: {
          instances: {
            'orders-payments': expect.objectContaining({
              maxAttempts: 3,
              waitDuration: '100ms',
              exponentialMaxWaitDuration: '150ms',
            }) as object,
          },
        },
        bulkhead: { instances: { 'orders-payments': { maxConcurrentCalls: 12, maxWaitDuration: '50ms' } } },
        timelimiter: {
          instances: {
            'orders-payments': { timeoutDuration: '300ms', cancelRunningFuture: false },
            'orders-db': { timeoutDuration: '1000ms', cancelRunningFuture: false },
          },
        },
        ratelimiter: { instances: { 'orders-payments': { limitForPeriod: 80, limitRefreshPeriod: '1000ms', timeoutDuration: '0ms' } } },
      },
    },
  ]);
  expect(written(resilience4j).left.join(' ')).toMatch(/orders-payments: its retry budget/);
});

test('Chaos Mesh: delay, partition and half of the pods, each for as long as planned; the rest is said', () => {
  const pods = (...values: string[]) => ({ expressionSelectors: [{ key: 'app', operator: 'In', values }] });
  expect(documents(chaosMesh).map(({ kind, spec }) => ({ kind, spec }))).toEqual([
    { kind: 'NetworkChaos', spec: { action: 'delay', mode: 'all', selector: pods('payments'), delay: { latency: '4s' }, duration: '20s' } },
    {
      kind: 'NetworkChaos',
      spec: {
        action: 'partition',
        mode: 'all',
        selector: pods('orders'),
        direction: 'both',
        target: { mode: 'all', selector: pods('payments') },
      },
    },
    {
      kind: 'PodChaos',
      spec: { action: 'pod-failure', mode: 'fixed-percent', value: '50', selector: pods('orders', 'payments'), duration: '1500ms' },
    },
  ]);
  expect(written(chaosMesh).left.join(' ')).toContain('flush: Chaos Mesh has no word for slow-disk');
});

describe('k6', () => {
  /** What k6 would read, with its modules replaced by ones that write down what is asked of them. */
  function read(text: string) {
    const script = text
      .replaceAll(/^import .*$/gm, '')
      .replaceAll('export const options', 'const options')
      .replaceAll('export function', 'function');
    const asked = `const __ENV = {}; const calls = []; const http = { get: (url, more) => calls.push([url, more]) }; const sleep = (s) => calls.push(s);
      ${script}
      journey_browse(); journey_check_out(); journey_look_up(); console.log(JSON.stringify({ options, calls }));`;
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', asked], { encoding: 'utf8' });
    expect(done.stderr).toBe('');
    return JSON.parse(done.stdout) as { options: { scenarios: object; thresholds: object }; calls: unknown[] };
  }

  test('the script is JavaScript, sends each journey its share of the load, and holds the objectives', () => {
    const { options, calls } = read(written(k6).text);
    expect(options.scenarios).toMatchObject({
      browse: { executor: 'constant-arrival-rate', rate: 5400, timeUnit: '1m', duration: '90s', exec: 'journey_browse' },
      'check-out': { rate: 1800, exec: 'journey_check_out' },
      'look-up': { executor: 'constant-vus', vus: 8 },
    });
    expect(options.thresholds).toEqual({ 'http_req_duration{journey:check-out}': ['p(95)<400'], http_req_failed: ['rate<0.001'] });
    expect(calls).toEqual([
      ['http://localhost:8080/browse', { timeout: '60s' }],
      ['http://localhost:8080/check-out', { timeout: '2000ms' }],
      ['http://localhost:8080/look-up', { timeout: '60s' }],
      2,
    ]);
  });
});

test.each([
  { exporter: istio, where: 'links' },
  { exporter: resilience4j, where: 'links' },
  { exporter: chaosMesh, where: 'faults' },
  { exporter: k6, where: 'journeys' },
])('$exporter.title: where there is nothing to write, it says what to do', ({ exporter, where }) => {
  expect(exporter.write({ version: 1, name: 'Empty' }, {})).toMatchObject({ ok: false, problems: [{ code: 'nothing-to-write', where }] });
});
