import { describe, expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { run } from '../../engine/simulate/run';

// docs/phenomena/overload.md tells of these numbers.

type Discipline = NonNullable<NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>['discipline']>;
const CAPACITY = 1000;
/** Users wait this long for an answer. [ms] */
const PATIENCE = 100;
const loads = [1.2, 1.5, 2];

/** One service of eight workers for 1,000 calls a second, with room for 200 more, under a load that does not care how it is treated. */
function under(discipline: Discipline, load: number) {
  const result = run({
    version: 1,
    name: 'Overload',
    run: { duration: '60s', warmup: '20s' },
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: CAPACITY * load } } },
      {
        id: 'service',
        kind: 'service',
        params: { replicas: 1, workers: 8, queueLimit: 200, serviceTime: { kind: 'exponential', mean: '8ms' }, discipline },
      },
    ],
    // The service does not know how long users wait: with deadlines it could drop what has expired itself.
    links: [{ id: 'users-service', from: 'users', to: 'service', protocol: 'local', policy: { propagateDeadline: false } }],
    journeys: [{ id: 'ask', client: 'users', link: 'users-service', deadline: PATIENCE }],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { requests, nodes } = result.value;
  const service = nodes.find(({ id }) => id === 'service')!;
  return { goodput: requests.goodput / CAPACITY, throughput: service.throughput / CAPACITY, wait: service.queueWait.p50! };
}

test('below capacity all disciplines do', () => {
  for (const kind of ['fifo', 'lifo', 'adaptive-lifo', 'codel', 'processor-sharing'] as const)
    expect(under({ kind }, 0.8).goodput).toBeGreaterThan(0.79);
});

describe.each(loads)('at %f times the capacity', (load) => {
  test('first in, first out works all the time and is of no use: every answer is late', () => {
    const { goodput, throughput, wait } = under({ kind: 'fifo' }, load);
    expect(throughput).toBeGreaterThan(0.98);
    // The queue is always full: 200 calls at 1,000 a second are 200 ms.
    expect(Math.abs(wait - 200)).toBeLessThan(10);
    expect(goodput).toBeLessThan(0.01);
  });

  test('last in, first out answers most in time, and some very late', () => {
    const { goodput, wait } = under({ kind: 'lifo' }, load);
    expect(goodput).toBeGreaterThan(0.94);
    expect(wait).toBeLessThan(2);
  });

  test('adaptive LIFO answers nearly as many in time as can be answered at all', () => {
    const { goodput, wait } = under({ kind: 'adaptive-lifo' }, load);
    expect(goodput).toBeGreaterThan(0.95);
    expect(wait).toBeLessThan(5);
  });

  test('folly’s CoDel holds the standing delay at twice its target', () => {
    const { goodput, wait } = under({ kind: 'codel', law: 'folly', target: '5ms' }, load);
    expect(wait).toBeGreaterThan(5);
    expect(wait).toBeLessThanOrEqual(10);
    expect(goodput).toBeGreaterThan(0.95);
  });

  test('processor sharing does a little of everything and finishes little in time', () => {
    const { goodput, throughput } = under({ kind: 'processor-sharing' }, load);
    expect(throughput).toBeGreaterThan(0.98);
    expect(goodput).toBeLessThan(0.5);
  });
});

describe('Linux’s CoDel was made for senders that slow down', () => {
  /** Median wait at one worker with room for 1,000 calls. [ms] */
  const wait = (discipline: Discipline, rate: number, capacity: number) => {
    const result = run({
      version: 1,
      name: 'Senders that do not slow down',
      run: { duration: '120s', warmup: '60s' },
      nodes: [
        { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate } } },
        {
          id: 'service',
          kind: 'service',
          params: {
            replicas: 1,
            workers: 1,
            queueLimit: 1000,
            serviceTime: { kind: 'exponential', mean: `${1e6 / capacity}us` },
            discipline,
          },
        },
      ],
      links: [{ id: 'users-service', from: 'users', to: 'service', protocol: 'local' }],
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value.nodes.find(({ id }) => id === 'service')!.queueWait.p50!;
  };

  test('where calls come slowly against the interval, it keeps the queue far shorter than a full one', () => {
    // 40 calls a second too many: after ((λ − μ) · interval)² = 16 drops it drops as fast as that.
    expect(wait({ kind: 'fifo' }, 240, 200)).toBeGreaterThan(4500);
    expect(wait({ kind: 'codel', target: '10ms' }, 240, 200)).toBeLessThan(90);
  });

  test('where a thousand come each second too many, it needs ten thousand drops to get there', () => {
    expect(wait({ kind: 'codel', law: 'linux' }, 2000, 1000)).toBeGreaterThan(300);
    expect(wait({ kind: 'codel', law: 'folly' }, 2000, 1000)).toBeLessThan(11);
  });
});
