import { describe, expect, test } from 'vitest';
import type { Design, DesignLink, DesignNode } from '../design/schema';
import type { Report } from '../measure/report';
import type { RunChange } from './record';
import { run } from './run';

// What the report says of theory, on whole designs. The formulas themselves: engine/measure/queueing.test.ts.

type Traffic = NonNullable<NonNullable<Extract<DesignNode, { kind: 'client' }>['params']>['traffic']>;
type Service = Extract<DesignNode, { kind: 'service' }>;
const users = (traffic: Traffic = { kind: 'open', rate: 160 }): DesignNode => ({ id: 'users', kind: 'client', params: { traffic } });
const shop = (params: Service['params'] = {}, operations?: Service['operations']): DesignNode => ({
  id: 'shop',
  kind: 'service',
  params: { replicas: 1, workers: 4, queueLimit: 5000, serviceTime: { kind: 'exponential', mean: '20ms' }, ...params },
  ...(operations && { operations }),
});
const link = (from: string, to: string, policy: DesignLink['policy'] = {}): DesignLink => ({
  id: `${from}-${to}`,
  from,
  to,
  protocol: 'local',
  policy,
});
const design = (nodes: DesignNode[], links = [link('users', 'shop')], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Shop',
  nodes,
  links,
  ...more,
});

function nodeOf(of: Design, id = 'shop', { duration = 30, changes = [] as RunChange[] } = {}): Report['nodes'][number] {
  const result = run(of, { duration, warmup: 5, changes });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.nodes.find((node) => node.id === id)!;
}
const theoryOf = (...args: Parameters<typeof nodeOf>) => nodeOf(...args).theory!;
const constant = '10ms';
const uneven = { kind: 'hyperexponential' as const, mean: '10ms', cv: 2 };

describe('a formula that fits is named, and close to what was measured', () => {
  test.each([
    ['M/M/4', true, shop()],
    ['M/M/1', true, shop({ workers: 1, serviceTime: { kind: 'exponential', mean: '5ms' } })],
    ['M/M/4/6', true, shop({ queueLimit: 2 })],
    ['M/D/1', true, shop({ workers: 1, serviceTime: '5ms' })],
    ['M/G/1', true, shop({ workers: 1, serviceTime: { kind: 'uniform', min: '1ms', max: '9ms' } })],
    ['M/G/1', true, shop({ workers: 1, serviceTime: { kind: 'lognormal', p50: '3ms', p99: '10ms' } })],
    ['Erlang loss', true, shop({ queueLimit: 0, serviceTime: uneven })],
    ['G/G/4', false, shop({ serviceTime: { kind: 'gamma', mean: '20ms', cv: 0.5 } })],
    ['G/G/2', false, shop({ replicas: 2, workers: 2 })],
    ['M/M/2', true, shop({ replicas: 2, workers: 2, loadBalancing: 'random' })],
    ['M/M/4', false, shop({ replicas: 2, workers: 2, loadBalancing: 'least-in-flight' })],
  ] as const)('%s', (formula, exact, node) => {
    const found = nodeOf(design([users(), node]), 'shop', { duration: 600 });
    const theory = found.theory!;
    expect(theory).toMatchObject({ formula, exact });
    expect(theory.utilization! / found.utilization!).toBeCloseTo(1, 1);
    // One run of ten minutes: means within a tenth, approximations within a third.
    const off = Math.abs((found.queueWait.mean ?? 0) - theory.meanWait!) / Math.max(theory.meanWait!, 0.01);
    expect(off).toBeLessThan(exact ? 0.12 : 0.35);
    const share = found.failuresByCause['queue-full'] ?? 0;
    expect(Math.abs(share / (share + found.throughput * 595) - theory.rejected!)).toBeLessThan(0.01);
    // Where the formula says nothing of the whole, there is nothing to be off from.
    expect(Math.abs(found.total.p99! / (theory.totalP99 ?? found.total.p99!) - 1)).toBeLessThan(exact ? 0.1 : 0.3);
  });

  test('a third party without limit never makes anybody wait', () => {
    const nodes = [users(), { id: 'shop', kind: 'external', params: { latency: { kind: 'exponential', mean: '20ms' } } } as DesignNode];
    const { theory, total } = nodeOf(design(nodes), 'shop', { duration: 300 });
    expect(theory).toMatchObject({ formula: 'M/G/∞', exact: true, utilization: null, meanWait: 0, waitP99: 0 });
    expect(total.p99! / theory!.totalP99!).toBeCloseTo(1, 1);
  });

  test('what leaves an M/M/4 is Poisson again (Burke), and what leaves a constant service is not', () => {
    const next: DesignNode = { ...shop({ workers: 1, serviceTime: { kind: 'exponential', mean: '4ms' } }), id: 'next' };
    const links = [link('users', 'shop'), link('shop', 'next')];
    expect(theoryOf(design([users(), shop({ mode: 'async' }), next], links), 'next')).toMatchObject({ formula: 'M/M/1', exact: true });
    const steady = theoryOf(design([users(), shop({ mode: 'async', workers: 1, serviceTime: '5ms' }), next], links), 'next');
    expect(steady).toMatchObject({ formula: 'G/G/1', exact: false });
    // 1 + 0.8² (0 − 1) = 0.36.
    expect(steady.why).toContain('0.36');
  });

  test('several kinds of work are taken as measured', () => {
    const work = (time: string) => [{ kind: 'work' as const, time }];
    const branches = [
      { share: 1, steps: work('2ms') },
      { share: 1, steps: work('6ms') },
    ];
    const node = shop({ workers: 1 }, [{ name: 'serve', steps: [{ kind: 'choose', by: 'probability', branches }] }]);
    const found = nodeOf(design([users(), node]), 'shop', { duration: 300 });
    expect(found.theory).toMatchObject({ formula: 'M/G/1', exact: true });
    expect(found.queueWait.mean! / found.theory!.meanWait!).toBeCloseTo(1, 0);
  });
});

describe('where no formula fits, it says why', () => {
  const slow = { id: 'slow', action: 'slow-down' as const, target: { node: 'shop' }, params: { factor: 1.5 } };
  const down: DesignNode = { id: 'down', kind: 'external', params: { latency: '5ms', errorRate: 0.2 } };
  const chain = [link('users', 'shop'), link('shop', 'down')];
  const retry = { retry: { attempts: 3, backoff: '1ms' as const } };
  const queued: DesignNode = { id: 'jobs', kind: 'queue' };
  const worked = { kind: 'work' as const, time: constant };

  test.each<[string, Design, string?]>([
    ['held while they wait for downstream calls', design([users(), shop(), down], chain)],
    ['Retries make', design([users(), shop(), down], [link('users', 'shop'), link('shop', 'down', retry)]), 'down'],
    ['wait for their answers before they ask again', design([users({ kind: 'closed', users: 10, thinkTime: '100ms' }), shop()])],
    [
      'varies over time',
      design([users({ kind: 'open', rate: 100, curve: { kind: 'daily', swing: 0.5, period: '20s', peakAt: '0s' } }), shop()]),
    ],
    [
      'It is saturated: 120 % of what its workers can do arrives',
      design([users({ kind: 'open', rate: 240 }), shop({ serviceTime: '20ms' })]),
    ],
    ['Its queue is full now and then', design([users({ kind: 'open', rate: 190 }), shop({ serviceTime: '20ms', queueLimit: 3 })])],
    ['held back', design([users(), shop()], [link('users', 'shop', { rateLimit: { rate: 100, burst: 10 } })])],
    [
      'left its queue before',
      design([users({ kind: 'open', rate: 190 }), shop()], [link('users', 'shop', { timeout: '40ms', cancelOnTimeout: true })]),
    ],
    ['served by lifo', design([users(), shop({ discipline: { kind: 'lifo' } })])],
    ['shared by all calls in it', design([users(), shop({ discipline: { kind: 'processor-sharing' } })])],
    ['pause now and then', design([users(), shop({ pauses: { every: '5s' } })])],
    ['follows the load', design([users(), shop({ autoscaling: {} })])],
    ['power-of-two', design([users(), shop({ replicas: 2, workers: 2, loadBalancing: 'power-of-two' })])],
    ['comes back to the queue', design([users(), shop({ mode: 'async' }, [{ name: 'serve', steps: [worked, worked] }])])],
    ['while they pause', design([users(), shop({}, [{ name: 'serve', steps: [worked, { kind: 'wait', time: '5ms' }] }])])],
    ['A fault is on: slow.', design([users(), shop()], undefined, { faults: [{ ...slow, startAfter: '2s' }] })],
    ['A fault came or went while it was measured', design([users(), shop()], undefined, { faults: [{ ...slow, startAfter: '9s' }] })],
    ['Nothing arrived.', design([users({ kind: 'open', rate: 0 }), shop()])],
    [
      'comes from jobs, a queue',
      design([users(), down, queued, shop()], [link('users', 'down'), link('down', 'jobs'), link('jobs', 'shop')]),
    ],
  ])('%s', (words, of, id) => {
    const theory = theoryOf(of, id);
    expect(theory).toMatchObject({ formula: null, exact: false, meanWait: null, utilization: null });
    expect(theory.why).toContain(words);
  });

  test('an edit while it was measured', () => {
    const edit = { kind: 'edit', at: 10e9, edit: { kind: 'replace-node', node: shop({ workers: 5 }) } } as const;
    expect(theoryOf(design([users(), shop()]), 'shop', { changes: [edit] }).why).toBe('The design was edited while it was measured.');
  });

  test('clients and queues have no theory of their own', () => {
    const of = design([users(), down, queued, shop()], [link('users', 'down'), link('down', 'jobs'), link('jobs', 'shop')]);
    expect([nodeOf(of, 'users').theory, nodeOf(of, 'jobs').theory]).toEqual([null, null]);
  });
});
