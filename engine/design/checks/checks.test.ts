import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design } from '../schema';
import { checks } from './registry';
import { cache, design, fault, link, node, operations, queue, serviceTime, shop, shopWith, told, users } from './told';

test('every check is registered', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.') && !['check.ts', 'registry.ts', 'told.ts'].includes(name),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(checks).toHaveLength(files.length);
});

test('a sound design passes without a word', () => {
  const sound = shopWith(
    operations(
      { kind: 'choose', by: 'cache-hit', link: 'shop-cache', hit: [], miss: [{ kind: 'call', link: 'shop-store', operation: 'read' }] },
      { kind: 'parallel', need: 1, branches: [[{ kind: 'work', time: '1ms' }], [{ kind: 'publish', link: 'shop-queue', event: 'Sold' }]] },
    ),
    [cache, queue, node('store', 'database', { operations: [{ name: 'read', steps: [] }] }), node('mailer')],
    [link('shop', 'cache'), link('shop', 'queue'), link('shop', 'store'), link('queue', 'mailer')],
    {
      journeys: [{ id: 'buy', client: 'users', link: 'users-shop', operation: 'main' }],
      slos: [{ id: 'fast', kind: 'latency', journey: 'buy' }],
      faults: [
        { id: 'slow', action: 'slow-down', target: { node: 'shop' } },
        { id: 'cut', action: 'partition', target: { link: 'shop-store' } },
        { id: 'more', action: 'traffic-surge', target: { node: 'users' } },
      ],
    },
  );
  expect(told(sound)).toEqual([]);
});

describe('the checks find', () => {
  test.each<[string, Design, string[]]>([
    ['two nodes of one id', design([users, shop, shop], [link('users', 'shop')]), ['error duplicate-id nodes.shop']],
    [
      'a journey called like the one that a client gets by itself',
      design([users, node('bots', 'client'), shop], [link('users', 'shop'), link('bots', 'shop')], {
        journeys: [{ id: 'bots-shop', client: 'users', link: 'users-shop' }],
      }),
      ['error duplicate-id journeys.bots-shop'],
    ],
    ['a link to nowhere', shopWith({}, [], [link('shop', 'till')]), ['error link-to-missing-node links.shop-till.to']],
    ['a link from nowhere', shopWith({}, [], [link('till', 'shop')]), ['error link-from-missing-node links.till-shop.from']],
    ['a link to itself', shopWith({}, [], [link('shop', 'shop')]), ['error self-link links.shop-shop']],
    ['a link to clients', shopWith({}, [], [link('shop', 'users')]), ['error link-to-client links.shop-users.to']],
    [
      'clients that publish',
      design([users, queue, shop], [link('users', 'queue'), link('queue', 'shop')]),
      ['error client-to-queue links.users-queue.to'],
    ],
    [
      'two operations of one name',
      shopWith({
        operations: [
          { name: 'main', steps: [] },
          { name: 'main', steps: [] },
        ],
      }),
      ['error duplicate-operation nodes.shop.operations.1.name'],
    ],
    [
      'operations of clients',
      design([{ ...users, operations: [{ name: 'x', steps: [] }] }, shop], [link('users', 'shop')]),
      ['warning unused-operations nodes.users.operations'],
    ],
    [
      'a step over a missing link',
      shopWith(operations({ kind: 'call', link: 'gone' })),
      ['error step-over-missing-link nodes.shop.operations.0.steps.0.link'],
    ],
    [
      'a step over a link of another node, deep inside',
      shopWith(
        operations({
          kind: 'parallel',
          branches: [[], [{ kind: 'choose', by: 'probability', branches: [{ share: 1, steps: [{ kind: 'call', link: 'users-shop' }] }] }]],
        }),
      ),
      ['error step-over-foreign-link nodes.shop.operations.0.steps.0.branches.1.0.branches.0.steps.0.link'],
    ],
    [
      'a publish to a service',
      shopWith(operations({ kind: 'publish', link: 'shop-till', event: 'Sold' }), [node('till')], [link('shop', 'till')]),
      ['error publish-to-no-queue nodes.shop.operations.0.steps.0.link'],
    ],
    [
      'a call to a queue',
      shopWith(operations({ kind: 'call', link: 'shop-queue' }), [queue, node('mailer')], [link('shop', 'queue'), link('queue', 'mailer')]),
      ['error call-to-queue nodes.shop.operations.0.steps.0.link'],
    ],
    [
      'a choice by cache hit without a cache',
      shopWith(
        operations({ kind: 'choose', by: 'cache-hit', link: 'shop-till', hit: [], miss: [] }),
        [node('till')],
        [link('shop', 'till')],
      ),
      ['error choose-by-no-cache nodes.shop.operations.0.steps.0.link'],
    ],
    [
      'a call for what the callee does not offer',
      shopWith(
        operations({ kind: 'call', link: 'shop-till', operation: 'sing' }),
        [node('till', 'service', operations())],
        [link('shop', 'till')],
      ),
      ['error missing-operation nodes.shop.operations.0.steps.0.operation'],
    ],
    [
      'a parallel that needs more than it has',
      shopWith(operations({ kind: 'parallel', need: 3, branches: [[], []] })),
      ['error parallel-needs-too-many nodes.shop.operations.0.steps.0.need'],
    ],
    [
      'a choice without weight',
      shopWith(operations({ kind: 'choose', by: 'probability', branches: [{ share: 0, steps: [] }] })),
      ['warning choice-without-weight nodes.shop.operations.0.steps.0.branches'],
    ],
    [
      'a journey from nowhere',
      shopWith({}, [], [], { journeys: [{ id: 'buy', client: 'ghosts', link: 'users-shop' }] }),
      ['error journey-of-missing-client journeys.buy.client'],
    ],
    [
      'a journey of a service',
      shopWith({}, [], [], { journeys: [{ id: 'buy', client: 'shop', link: 'users-shop' }] }),
      ['error journey-of-no-client journeys.buy.client'],
    ],
    [
      'a journey over a missing link',
      shopWith({}, [], [], { journeys: [{ id: 'buy', client: 'users', link: 'gone' }] }),
      ['error journey-over-missing-link journeys.buy.link', 'warning unused-link links.users-shop'],
    ],
    [
      'a journey over another’s link',
      shopWith({}, [node('till')], [link('shop', 'till')], { journeys: [{ id: 'buy', client: 'users', link: 'shop-till' }] }),
      ['error journey-over-foreign-link journeys.buy.link', 'warning unused-link links.users-shop'],
    ],
    [
      'a journey that asks too much',
      shopWith(operations(), [], [], { journeys: [{ id: 'buy', client: 'users', link: 'users-shop', operation: 'sing' }] }),
      ['error missing-operation journeys.buy.operation'],
    ],
    [
      'journeys without weight',
      shopWith({}, [], [], { journeys: [{ id: 'buy', client: 'users', link: 'users-shop', weight: 0 }] }),
      ['warning journeys-without-weight journeys.buy.weight'],
    ],
    ['a fault on nothing', shopWith({}, [], [], fault('slow-down', { node: 'till' })), ['error fault-on-missing-target faults.f.target']],
    [
      'a fault on a link that is for nodes',
      shopWith({}, [], [], fault('slow-down', { link: 'users-shop' })),
      ['error fault-on-wrong-target faults.f.target'],
    ],
    ['a partition of a node', shopWith({}, [], [], fault('partition', { node: 'shop' })), ['error fault-on-wrong-target faults.f.target']],
    [
      'a surge of a service',
      shopWith({}, [], [], fault('traffic-surge', { node: 'shop' })),
      ['error fault-on-wrong-target faults.f.target'],
    ],
    [
      'an objective about nothing',
      shopWith({}, [], [], { slos: [{ id: 'fast', kind: 'latency', journey: 'buy' }] }),
      ['error slo-of-missing-journey slos.fast.journey'],
    ],
    [
      'p99 below p50',
      serviceTime({ kind: 'lognormal', p50: '9ms', p99: '9ms' }),
      ['error quantiles-not-rising nodes.shop.params.serviceTime.p99'],
    ],
    ['a median of 0', serviceTime({ kind: 'lognormal', p50: 0, p99: '9ms' }), ['error not-positive nodes.shop.params.serviceTime.p50']],
    [
      'a Pareto without room',
      serviceTime({ kind: 'pareto', min: '9ms', max: '9ms' }),
      ['error min-above-max nodes.shop.params.serviceTime.max'],
    ],
    ['a Pareto from 0', serviceTime({ kind: 'pareto', min: 0, max: '9ms' }), ['error not-positive nodes.shop.params.serviceTime.min']],
    [
      'a uniform upside down',
      serviceTime({ kind: 'uniform', min: '9ms', max: '8ms' }),
      ['error min-above-max nodes.shop.params.serviceTime.max'],
    ],
    [
      'quantiles that fall',
      serviceTime({
        kind: 'empirical',
        quantiles: [
          { share: 0, value: 3 },
          { share: 0.5, value: 2 },
          { share: 1, value: 5 },
        ],
      }),
      ['error quantiles-not-rising nodes.shop.params.serviceTime.quantiles.1'],
    ],
    [
      'quantiles that end early',
      serviceTime({
        kind: 'empirical',
        quantiles: [
          { share: 0, value: 1 },
          { share: 0.9, value: 2 },
        ],
      }),
      ['error quantiles-incomplete nodes.shop.params.serviceTime.quantiles'],
    ],
    ['a warm-up as long as the run', shopWith({}, [], [], { run: { duration: '5s', warmup: '5s' } }), ['error warmup-too-long run.warmup']],
    [
      'too many replicas',
      design(
        [users, ...Array.from({ length: 41 }, (_, i) => node(`s${i}`, 'service', { params: { replicas: 500 } }))],
        Array.from({ length: 41 }, (_, i) => link('users', `s${i}`)),
      ),
      ['error too-many-replicas nodes'],
    ],
    [
      'too many users',
      design(
        [
          shop,
          ...Array.from({ length: 11 }, (_, i) => node(`u${i}`, 'client', { params: { traffic: { kind: 'closed', users: 100_000 } } })),
        ],
        Array.from({ length: 11 }, (_, i) => link(`u${i}`, 'shop')),
      ),
      ['error too-many-users nodes'],
    ],
    ['no clients', design([shop], []), ['warning no-client nodes']],
    [
      'clients without links',
      design([users, shop], []),
      ['warning client-without-links nodes.users', 'warning unreachable-node nodes.shop'],
    ],
    ['a node that nothing reaches', shopWith({}, [node('attic')]), ['warning unreachable-node nodes.attic']],
    ['a queue that nobody empties', shopWith({}, [queue], [link('shop', 'queue')]), ['warning queue-without-consumers nodes.queue']],
    [
      'a link that no operation uses',
      shopWith(operations({ kind: 'work', time: '1ms' }), [node('till')], [link('shop', 'till')]),
      ['warning unused-link links.shop-till'],
    ],
    [
      'a call without a timeout',
      shopWith({}, [node('till')], [link('shop', 'till', { policy: {} })]),
      ['warning no-timeout links.shop-till.policy.timeout'],
    ],
    [
      'a breaker that never trips',
      shopWith({}, [node('till')], [link('shop', 'till', { policy: { timeout: '1s', breaker: { kind: 'count-window', size: 10 } } })]),
      ['warning breaker-never-trips links.shop-till.policy.breaker.minimumCalls'],
    ],
    [
      'a log too large',
      shopWith({ params: { rateLimit: { kind: 'sliding-log', limit: 1001, per: 'tenant' } } }),
      ['error limit-log-too-large nodes.shop.params.rateLimit'],
    ],
    [
      'retries that multiply',
      shopWith(
        {},
        [node('till'), node('bank')],
        ['till', 'bank'].map((to, i) => link(i ? 'till' : 'shop', to, { policy: { timeout: '1s', retry: { attempts: 4 } } })),
      ),
      ['warning retries-multiply links.till-bank.policy.retry'],
    ],
  ])('%s', (_what, of, expected) => {
    expect(told(of)).toEqual(expected);
  });

  test('every problem names its place and what to do', () => {
    const problems = check(shopWith({}, [], [link('shop', 'till')]));
    expect(problems).toEqual([
      {
        code: 'link-to-missing-node',
        severity: 'error',
        where: 'links.shop-till.to',
        message: 'Link "shop-till" points to node "till", which is not in this design.',
        remedy: 'Add a node with id "till", or reconnect the link.',
      },
    ]);
  });
});
