import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design, DesignFault, DesignLink, DesignNode } from '../schema';
import type { StepInput } from '../step-schema';
import { checks } from './registry';

const node = (id: string, kind: DesignNode['kind'] = 'service', more: object = {}) => ({ id, kind, ...more }) as DesignNode;
const link = (from: string, to: string, more: Partial<DesignLink> = {}): DesignLink => ({
  id: `${from}-${to}`,
  from,
  to,
  policy: { timeout: '1s' },
  ...more,
});
const operations = (...steps: StepInput[]) => ({ operations: [{ name: 'main', steps }] });
const design = (nodes: DesignNode[], links: DesignLink[], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Test',
  nodes,
  links,
  ...more,
});

const users = node('users', 'client');
const shop = node('shop');
const cache = node('cache', 'cache');
const queue = node('queue', 'queue');
/** Users → shop, and whatever else hangs on it. */
const shopWith = (more: object, nodes: DesignNode[] = [], links: DesignLink[] = [], rest: Partial<Design> = {}) =>
  design([users, node('shop', 'service', more), ...nodes], [link('users', 'shop'), ...links], rest);
const fault = (action: DesignFault['action'], target: DesignFault['target']) => ({ faults: [{ id: 'f', action, target } as DesignFault] });
const serviceTime = (time: object) => shopWith({ params: { serviceTime: time } });

const told = (of: Design) => check(of).map(({ severity, code, where }) => `${severity} ${code} ${where}`);

/** Users with this traffic, and their one link. */
const sending = (traffic: object, more: object = {}) =>
  design([node('users', 'client', { params: { traffic, ...more } }), shop], [link('users', 'shop')]);

describe('words about waiting calls that come to nothing', () => {
  const journeys = (...priorities: number[]) => ({
    journeys: priorities.map((priority) => ({ id: `j${priority}`, client: 'users', link: 'users-shop', priority })),
  });
  const served = (params: object, more: Partial<Design> = {}) => shopWith({ params }, [], [], more);
  const byPriority = { discipline: { kind: 'priority' } };

  test.each([
    [served({ discipline: { kind: 'processor-sharing' }, maxQueueWait: '1s' }), ['warning nobody-waits nodes.shop.params.maxQueueWait']],
    [served({ discipline: { kind: 'lifo' }, maxQueueWait: '1s' }), []],
    [served(byPriority), ['warning one-priority nodes.shop.params.discipline']],
    [served(byPriority, journeys(5)), ['warning one-priority nodes.shop.params.discipline']],
    [served(byPriority, journeys(5, 0)), []],
  ])('%#', (of, problems) => {
    expect(told(of)).toEqual(problems);
  });
});

describe('traffic that was recorded', () => {
  const recorded = (more: object) => sending({ kind: 'recorded', times: [1, 2, 2, 5], ...more });
  const points = (...at: number[]) => at.map((time) => ({ at: time, factor: 1 }));

  test('is sound as it comes', () => {
    expect(told(recorded({ columns: [{ name: 'shop', times: [1, null, 2, 3] }], entities: [1, 2, 3, 4], repeatEvery: '5ms' }))).toEqual([]);
    expect(told(sending({ kind: 'open', curve: { kind: 'recorded', points: points(0, 10) } }))).toEqual([]);
  });

  test.each([
    [recorded({ times: [1, 3, 2] }), 'error recording-not-rising nodes.users.params.traffic.times.2'],
    [recorded({ repeatEvery: '4ms' }), 'error recording-repeats-too-soon nodes.users.params.traffic.repeatEvery'],
    [recorded({ entities: [1, 2] }), 'error recording-uneven nodes.users.params.traffic.entities'],
    [recorded({ columns: [{ name: 'shop', times: [1] }] }), 'error recording-uneven nodes.users.params.traffic.columns.0.times'],
    [
      recorded({
        columns: [
          { name: 'shop', times: [1, 1, 1, 1] },
          { name: 'shop', times: [1, 1, 1, 1] },
        ],
      }),
      'error duplicate-column nodes.users.params.traffic.columns.1.name',
    ],
    [recorded({ journeys: ['', 'buy', 'buy', ''] }), 'warning recording-of-missing-journey nodes.users.params.traffic.journeys.1'],
    [
      sending({ kind: 'open', curve: { kind: 'recorded', points: points(0, 10, 10) } }),
      'error recording-not-rising nodes.users.params.traffic.curve.points.2.at',
    ],
    [
      sending({ kind: 'bursty', curve: { kind: 'recorded', points: points(0, 10), repeatEvery: '9ms' } }),
      'error recording-repeats-too-soon nodes.users.params.traffic.curve.repeatEvery',
    ],
  ])('contradicts itself', (of, line) => expect(told(of)).toEqual([line]));
});

test('a tenant is named once', () => {
  expect(told(sending({ kind: 'open' }, { tenants: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }))).toEqual([
    'error duplicate-tenant nodes.users.params.tenants.2.id',
  ]);
});

/** Limits that ask what they cannot ask. */
function storeCases(): [string, Design, string[]][] {
  const rateLimit = { kind: 'gcra', store: { link: 'shop-cache' } } as const;
  const limited = { params: { rateLimit } };
  const toCache = link('shop', 'cache');
  const at = 'nodes.shop.params.rateLimit.store.link';
  return [
    ['a limit without its store', shopWith(limited), [`error limit-store-missing-link ${at}`]],
    [
      'a limit that asks over another’s link',
      shopWith({ params: { rateLimit: { ...rateLimit, store: { link: 'users-shop' } } } }),
      [`error limit-store-over-foreign-link ${at}`],
    ],
    [
      'a limit that asks a queue',
      shopWith(
        { params: { rateLimit: { store: { link: 'shop-queue' } } } },
        [queue, node('mailer')],
        [link('shop', 'queue'), link('queue', 'mailer')],
      ),
      [`error limit-store-cannot-answer ${at}`],
    ],
    [
      'a limit on a delivery that asks over another one',
      shopWith(
        {},
        [queue, node('mailer'), node('printer')],
        [
          link('shop', 'queue'),
          link('queue', 'printer'),
          link('queue', 'mailer', { policy: { rateLimit: { store: { link: 'queue-printer' } } } }),
        ],
      ),
      ['error limit-store-at-queue links.queue-mailer.policy.rateLimit.store.link'],
    ],
    [
      'a limit that asks over the link it limits',
      shopWith({}, [cache], [link('shop', 'cache', { policy: { timeout: '1s', rateLimit } })]),
      ['error limit-store-needs-store links.shop-cache.policy.rateLimit.store.link'],
    ],
    [
      'a limit that is shared and local',
      shopWith({ params: { rateLimit: { ...rateLimit, scope: 'each-replica' } } }, [cache], [toCache]),
      ['error limit-shared-and-local nodes.shop.params.rateLimit.scope'],
    ],
    [
      'nothing in a limit with a store, although no operation uses its link',
      shopWith({ ...limited, ...operations({ kind: 'work', time: '1ms' }) }, [cache], [toCache]),
      [],
    ],
    [
      'a store that calls whom it decides for',
      shopWith(limited, [node('cache', 'service')], [toCache, link('cache', 'shop')]),
      ['error endless-call-cycle links.cache-shop'],
    ],
  ];
}

test('every check is registered', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.') && !['check.ts', 'registry.ts'].includes(name),
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
      'a queue into a queue',
      shopWith(
        {},
        [queue, node('other', 'queue'), node('mailer')],
        [link('shop', 'queue'), link('queue', 'other'), link('other', 'mailer')],
      ),
      ['error queue-to-queue links.queue-other.to'],
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
    ...storeCases(),
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

describe('words about effects, invariants and sagas', () => {
  const paid = (more: Partial<Extract<StepInput, { kind: 'effect' }>> = {}): StepInput => ({
    kind: 'effect',
    effect: 'Paid',
    entity: 'order',
    ...more,
  });
  const entities = { entities: [{ id: 'order', by: 'request' as const }] };
  const once = (effect: string) => ({ ...entities, invariants: [{ id: 'once', kind: 'at-most-once' as const, effect }] });
  const bank = (...steps: StepInput[]) => node('bank', 'service', operations(...steps));
  const retrying = link('shop', 'bank', { policy: { timeout: '1s', retry: {} } });
  const calling = operations({ kind: 'call', link: 'shop-bank' });
  const saga = (...stages: Extract<StepInput, { kind: 'saga' }>['stages']): StepInput => ({ kind: 'saga', store: 'shop-db', stages });
  const db = node('db', 'database');

  test.each<[string, Design, string[]]>([
    ['an effect that is recorded', shopWith(operations(paid()), [], [], once('Paid')), []],
    ['one that nobody records', shopWith(operations(paid()), [], [], once('Payed')), ['error unknown-effect invariants.once.effect']],
    [
      'an effect behind retries',
      shopWith(calling, [bank(paid())], [retrying], entities),
      ['warning effect-may-repeat nodes.bank.operations.0.steps.0'],
    ],
    ['an idempotent effect behind retries', shopWith(calling, [bank(paid({ idempotent: true }))], [retrying], entities), []],
    [
      'an inbox before the effect',
      shopWith(calling, [node('bank', 'service', { operations: [{ name: 'main', inbox: {}, steps: [paid()] }] })], [retrying], entities),
      [],
    ],
    [
      'an effect of a consumer, whose messages may come twice',
      shopWith(
        operations({ kind: 'publish', link: 'shop-queue', event: 'main' }),
        [queue, bank(paid())],
        [link('shop', 'queue'), link('queue', 'bank')],
        entities,
      ),
      ['warning effect-may-repeat nodes.bank.operations.0.steps.0'],
    ],
    [
      'a stage that cannot be undone, unless it is the last one',
      shopWith(operations(saga({ steps: [paid()] }, { steps: [paid()] })), [db], [link('shop', 'db')], entities),
      ['warning stage-without-compensation nodes.shop.operations.0.steps.0.stages.0'],
    ],
    [
      'a saga that keeps its progress with someone who keeps nothing',
      shopWith(operations({ ...saga({ steps: [] }), store: 'shop-bank' } as StepInput), [node('bank')], [link('shop', 'bank')]),
      ['error saga-store-elsewhere nodes.shop.operations.0.steps.0.store'],
    ],
    [
      'a saga whose store is missing',
      shopWith(operations(saga({ steps: [] }))),
      ['error step-over-missing-link nodes.shop.operations.0.steps.0.store'],
    ],
    [
      'a saga that keeps nothing',
      shopWith(operations({ kind: 'saga', stages: [{ steps: [] }] })),
      ['warning saga-without-store nodes.shop.operations.0.steps.0'],
    ],
  ])('%s', (_, of, problems) => {
    expect(told(of)).toEqual(problems);
  });
});

describe('cycles', () => {
  const till = node('till');
  const round = [link('shop', 'till'), link('till', 'shop')];
  const message = (of: Design) => check(of).map((problem) => problem.message)[0];

  test('of obvious operations are refused, with the way round from where requests come in', () => {
    expect(message(shopWith({}, [till], round))).toContain('shop → till → shop');
  });

  test('of named operations are refused only when these operations do call each other', () => {
    const two = (back: string) =>
      design(
        [
          users,
          node('shop', 'service', {
            operations: [
              { name: 'sell', steps: [{ kind: 'call', link: 'shop-till' }] },
              { name: 'price', steps: [] },
            ],
          }),
          node('till', 'service', operations({ kind: 'call', link: 'till-shop', operation: back })),
        ],
        [link('users', 'shop'), ...round],
      );
    expect(told(two('price'))).toEqual([]);
    expect(told(two('sell'))).toEqual(['error endless-call-cycle links.till-shop']);
  });

  test('that chance ends are only worth a warning, as long as they thin out', () => {
    const some = (share: number, calls: number) =>
      shopWith(
        {},
        [
          node(
            'till',
            'service',
            operations({
              kind: 'choose',
              by: 'probability',
              branches: [
                { share, steps: Array.from({ length: calls }, (): StepInput => ({ kind: 'call', link: 'till-shop' })) },
                { share: 1 - share, steps: [] },
              ],
            }),
          ),
        ],
        round,
      );
    expect(told(some(0.5, 1))).toEqual(['warning call-cycle links.till-shop']);
    expect(told(some(0.5, 2))).toEqual(['error endless-call-cycle links.till-shop']);
    expect(told(some(0.3, 3))).toEqual(['warning call-cycle links.till-shop']);
    expect(told(some(0, 1))).toEqual([]);
  });

  test('of several ways round are weighed together', () => {
    const half = (to: string): StepInput => ({
      kind: 'choose',
      by: 'probability',
      branches: [
        { share: 0.6, steps: [{ kind: 'call', link: to }] },
        { share: 0.4, steps: [] },
      ],
    });
    const both = (a: StepInput[], b: StepInput[]) =>
      shopWith(
        operations(...a),
        [node('till', 'service', operations(...b)), node('bank')],
        [...round, link('shop', 'bank'), link('bank', 'shop')],
      );
    // 0.6 to the till and certainly back, 0.6 to the bank and certainly back: 1.2 visits bring forth each visit.
    expect(told(both([half('shop-till'), half('shop-bank')], [{ kind: 'call', link: 'till-shop' }]))).toContain(
      'error endless-call-cycle links.till-shop',
    );
    expect(told(both([half('shop-till')], [{ kind: 'call', link: 'till-shop' }])).filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('of a thousand nodes are found without a stack overflow', () => {
    const ids = Array.from({ length: 999 }, (_, i) => `s${i}`);
    const ring = ids.map((id, i) => link(id, ids[(i + 1) % ids.length]!));
    expect(told(design([users, ...ids.map((id) => node(id))], [link('users', 's0'), ...ring]))).toEqual([
      'error endless-call-cycle links.s998-s0',
    ]);
  });

  test('of messages run, with a warning, unless no time passes', () => {
    const events = (time: string) =>
      design(
        [
          users,
          node('shop', 'service', { params: { serviceTime: time } }),
          queue,
          node('mailer', 'service', { params: { serviceTime: time } }),
        ],
        [
          link('users', 'shop'),
          ...[link('shop', 'queue'), link('queue', 'mailer'), link('mailer', 'queue')].map((l) => ({ ...l, protocol: 'local' as const })),
        ],
      );
    expect(told(events('1ms'))).toEqual(['warning endless-message-cycle links.queue-mailer']);
    expect(told(events('0ms'))).toEqual(['error endless-message-cycle links.queue-mailer']);
  });
});
