import { expect, test } from 'vitest';
import type { Design, DesignNode } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { run } from '../../engine/simulate/run';

// Method: scripts of RabbitMQ’s recording again, through the simulation: publishers, queues, consumers and a clock that is theirs. Links take no time.

type QueueParams = NonNullable<Extract<DesignNode, { kind: 'queue' }>['params']>;
interface Script {
  /** When messages are published. [ms] */
  readonly at: readonly number[];
  readonly queue: QueueParams;
  /** Work of each replica of the consumer, and the share that fails; no consumer when left out. */
  readonly consumers?: readonly { readonly time: string; readonly errorRate?: number }[];
  readonly confirm?: boolean;
  /** Queue for dead letters, and whether it sends them back. */
  readonly dead?: { readonly params: QueueParams; readonly back: boolean };
}

function play({ at, queue, consumers = [], confirm = false, dead }: Script): Report {
  const link = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, protocol: 'local' as const });
  const names = consumers.map((_, i) => `consumer-${i}`);
  const design: Design = {
    version: 1,
    name: 'Script',
    run: { duration: '10s', warmup: '0s' },
    nodes: [
      { id: 'clients', kind: 'client', params: { traffic: { kind: 'recorded', times: [...at] } } },
      {
        id: 'publisher',
        kind: 'external',
        operations: [{ name: 'publish', steps: [{ kind: 'publish', link: 'publisher-queue', event: 'Message', confirm }] }],
      },
      { id: 'queue', kind: 'queue', params: queue },
      ...(dead ? [{ id: 'dead', kind: 'queue' as const, params: dead.params }] : []),
      ...consumers.map(({ time, errorRate = 0 }, i) => ({
        id: names[i]!,
        kind: 'service' as const,
        params: { replicas: 1, workers: 1, serviceTime: time, errorRate },
      })),
    ],
    links: [
      link('clients', 'publisher'),
      link('publisher', 'queue'),
      ...names.map((name) => link('queue', name)),
      ...(dead ? [link('queue', 'dead'), ...(dead.back ? [link('dead', 'queue')] : [])] : []),
    ],
  };
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const nodeOf = (report: Report, id: string) => report.nodes.find((node) => node.id === id)!;
/** Total of a count, or a level at the end. */
function figureOf(report: Report, id: string, name: string): number {
  const line = nodeOf(report, id).figures!.find((each) => each.id === name)!;
  return line.kind === 'count' ? line.total : line.kind === 'level' ? line.now : Number.NaN;
}
const together = (n: number): number[] => Array.from({ length: n }, () => 0);

test('maxlen_drop_head: the oldest two of five die, three wait', () => {
  const report = play({ at: together(5), queue: { capacity: 3, overflow: 'drop-head' }, dead: { params: {}, back: false } });
  expect(figureOf(report, 'queue', 'messages-waiting')).toBe(3);
  expect(figureOf(report, 'queue', 'messages-dropped')).toBe(2);
  expect(figureOf(report, 'dead', 'messages-waiting')).toBe(2);
  expect(
    nodeOf(report, 'queue').deadLetters!.map(({ reason, count, last }) => [reason, count, last.map(({ request }) => request)]),
  ).toEqual([['maxlen', 2, [1, 0]]]);
});

test('maxlen_reject_publish: two of four publishers with confirms hear no', () => {
  const { requests } = play({ at: together(4), queue: { capacity: 2 }, confirm: true });
  expect([requests.ok, requests.failed, requests.failuresByCause]).toEqual([2, 2, { 'queue-full': 2 }]);
});

test('without confirms all four believe that their message is safe', () => {
  const { requests } = play({ at: together(4), queue: { capacity: 2 } });
  expect([requests.ok, requests.failed]).toEqual([4, 0]);
});

test('queue_ttl_expiry_dlx: each dies 300 ms after it came', () => {
  const report = play({ at: [0, 100], queue: { ttl: '300ms' }, dead: { params: {}, back: false } });
  const [letters] = nodeOf(report, 'queue').deadLetters!;
  expect([letters!.reason, letters!.last.map(({ at, age }) => [at, age])]).toEqual([
    'expired',
    [
      [0.4, 300],
      [0.3, 300],
    ],
  ]);
});

test('prefetch1_fair_dispatch: 5 and 25 of 30, in 500 ms', () => {
  const report = play({ at: together(30), queue: { prefetch: 1 }, consumers: [{ time: '100ms' }, { time: '20ms' }] });
  const done = [0, 1].map((i) => Math.round(nodeOf(report, `consumer-${i}`).throughput * 10));
  expect(done).toEqual([5, 25]);
  expect(nodeOf(report, 'queue').total.max! / 500).toBeCloseTo(1, 1);
});

test('quorum_delivery_limit: three deliveries, then a dead letter', () => {
  const report = play({
    at: [0],
    queue: { maxDeliveries: 3, redeliveryDelay: '0ms', requeue: 'position' },
    consumers: [{ time: '1ms', errorRate: 1 }],
    dead: { params: {}, back: false },
  });
  const [letters] = nodeOf(report, 'queue').deadLetters!;
  expect([letters!.reason, letters!.last[0]!.deliveries, figureOf(report, 'queue', 'redelivered')]).toEqual(['delivery-limit', 3, 2]);
});

test('retry_queue_cycle: rejected, it waits 150 ms elsewhere and comes back, as often as it may', () => {
  const report = play({
    at: [0],
    queue: { onFailure: 'reject', maxRounds: 3 },
    consumers: [{ time: '0ms', errorRate: 1 }],
    dead: { params: { ttl: '150ms' }, back: true },
  });
  const [rejected] = nodeOf(report, 'queue').deadLetters!;
  // RabbitMQ delivered at 2, 153, 304 and 455 ms.
  expect(rejected!.last.map(({ at }) => Math.round(at * 1000))).toEqual([450, 300, 150, 0]);
  expect(nodeOf(report, 'dead').deadLetters!.map(({ reason, count }) => [reason, count])).toEqual([['expired', 3]]);
});
