import { design, link, node, operations, shop, users } from '../../checks/told';
import type { Design, DesignNode } from '../../schema';
import type { StepInput } from '../../step-schema';
import type { AdviceCase } from './case';

const s = (id: string, params: object = {}) => node(id, 'service', { params });
/** Users → a → b → … */
const row = (...nodes: DesignNode[]): Design =>
  design([users, ...nodes], [link('users', nodes[0]!.id), ...nodes.slice(1).map((to, i) => link(nodes[i]!.id, to.id))]);
const abc = (count: number) => row(...['a', 'b', 'c', 'd', 'e', 'f'].slice(0, count).map((id) => s(id)));
const store = (params: object) => row(shop, node('db', 'database', { params }));
const asks = (services: number, steps?: (links: string[]) => StepInput[]): Design => {
  const ids = ['a', 'b', 'c', 'd'].slice(0, services);
  const calls = steps?.(ids.map((id) => `shop-${id}`));
  return design(
    [users, node('shop', 'service', calls ? operations(...calls) : {}), ...ids.map((id) => s(id))],
    [link('users', 'shop'), ...ids.map((id) => link('shop', id))],
  );
};
const repeated = (times: number): Design =>
  design(
    [users, node('shop', 'service', operations({ kind: 'repeat', times, steps: [{ kind: 'call', link: 'shop-bank' }] })), node('bank')],
    [link('users', 'shop'), link('shop', 'bank')],
  );
const zones = [
  { id: 'eu-1', region: 'eu' },
  { id: 'eu-2', region: 'eu' },
  { id: 'us-1', region: 'us' },
];
const placed = (shopIn: string[], bankIn: string[]): Design => ({
  ...design(
    [users, node('shop', 'service', { zones: shopIn }), node('bank', 'service', { zones: bankIn, params: { replicas: 1 } })],
    [link('users', 'shop'), link('shop', 'bank')],
  ),
  zones,
});
const journey = (id: string, more: object = {}) => ({ id, client: 'users', link: 'users-shop', ...more });
const promised = (slos: object[], journeys: object[]): Design => ({
  ...row(shop),
  journeys: journeys as Design['journeys'] & object,
  slos: slos as Design['slos'] & object,
});
const latency = { kind: 'latency', id: 'fast', journey: 'buy' };
const selling = (more: Partial<Design>): Design => ({
  ...design([users, node('shop', 'service', operations({ kind: 'effect', effect: 'Paid', entity: 'order' }))], [link('users', 'shop')]),
  entities: [{ id: 'order', by: 'request', owner: 'shop' }],
  ...more,
});
const doors = (to: DesignNode[]): Design =>
  design(
    [users, ...to],
    to.map(({ id }) => link('users', id)),
  );
const checked = (entry: object): Design => row(s('front', entry), s('shop', { tokenCheck: '1ms' }));
const priced = (db: object): Design => row(node('shop', 'service', { prices: { replicaHour: 1 } }), node('db', 'database', db));

/** About boundaries, chains, single points and what a design promises. */
export const drawingCases: readonly AdviceCase[] = [
  { rule: 'deep-call-chain', has: abc(5), told: 'hint deep-call-chain nodes.e', hasNot: abc(4) },
  // A queue on the way ends what is waited for.
  {
    rule: 'deep-call-chain',
    has: row(s('a'), s('b'), s('c'), s('d'), s('e')),
    told: 'hint deep-call-chain nodes.e',
    hasNot: row(s('a'), s('b'), s('c'), node('q', 'queue'), s('d'), s('e')),
  },
  { rule: 'calls-in-a-row', has: asks(4), told: 'hint calls-in-a-row nodes.shop', hasNot: asks(3) },
  {
    rule: 'calls-in-a-row',
    has: asks(4, (links) => links.map((id) => ({ kind: 'call', link: id }))),
    told: 'hint calls-in-a-row nodes.shop.operations.0',
    hasNot: asks(4, (links) => [{ kind: 'parallel', branches: links.map((id) => [{ kind: 'call', link: id }]) }]),
  },
  { rule: 'chatty-pair', has: repeated(4), told: 'hint chatty-pair links.shop-bank', hasNot: repeated(3) },
  {
    rule: 'calls-both-ways',
    has: design(
      [
        users,
        node('shop', 'service', operations({ kind: 'call', link: 'shop-bank' })),
        node('bank', 'service', {
          operations: [
            { name: 'pay', steps: [] },
            { name: 'tell', steps: [{ kind: 'call', link: 'bank-shop' }] },
          ],
        }),
      ],
      [link('users', 'shop'), link('shop', 'bank'), link('bank', 'shop')],
    ),
    told: 'hint calls-both-ways links.shop-bank',
    hasNot: row(shop, node('bank')),
  },
  {
    rule: 'layer-as-service',
    has: row(s('web'), s('logic'), s('data'), node('db', 'database')),
    told: 'hint layer-as-service nodes.logic',
    hasNot: row(s('web'), s('data'), node('db', 'database')),
  },
  {
    rule: 'single-replica',
    has: row(s('shop', { replicas: 1 })),
    told: 'hint single-replica nodes.shop.params.replicas',
    hasNot: row(s('shop', { replicas: 2 })),
  },
  // Behind a queue messages wait until it is back.
  {
    rule: 'single-replica',
    has: row(shop, s('worker', { replicas: 1 })),
    told: 'hint single-replica nodes.worker.params.replicas',
    hasNot: row(shop, node('q', 'queue'), s('worker', { replicas: 1 })),
  },
  {
    rule: 'store-with-one-copy',
    has: store({}),
    told: 'hint store-with-one-copy nodes.db.params.replication',
    hasNot: store({ replication: { failover: {} } }),
  },
  {
    rule: 'primary-without-failover',
    has: store({ replication: {} }),
    told: 'hint primary-without-failover nodes.db.params.replication.failover',
    hasNot: store({ replication: { failover: {} } }),
  },
  {
    rule: 'replicas-in-one-zone',
    has: placed(['eu-1'], ['eu-1']),
    told: 'hint replicas-in-one-zone nodes.shop.zones',
    hasNot: placed(['eu-1', 'eu-2'], ['eu-1']),
  },
  {
    rule: 'call-across-regions',
    has: placed(['eu-1', 'eu-2'], ['us-1']),
    told: 'hint call-across-regions links.shop-bank',
    hasNot: placed(['eu-1', 'us-1'], ['us-1']),
  },
  {
    rule: 'entity-without-owner',
    has: selling({ entities: [{ id: 'order', by: 'request' }] }),
    told: 'hint entity-without-owner entities.order.owner',
    hasNot: selling({}),
  },
  {
    rule: 'no-invariants',
    has: selling({}),
    told: 'hint no-invariants invariants',
    hasNot: selling({ invariants: [{ id: 'once', kind: 'at-most-once', effect: 'Paid' }] }),
  },
  {
    rule: 'no-objectives',
    has: promised([], [journey('buy')]),
    told: 'hint no-objectives slos',
    hasNot: promised([latency], [journey('buy')]),
  },
  // A sketch of three boxes promises nothing yet.
  { rule: 'no-objectives', has: abc(4), told: 'hint no-objectives slos', hasNot: abc(3) },
  {
    rule: 'journey-without-deadline',
    has: promised([], [journey('buy')]),
    told: 'hint journey-without-deadline journeys.buy.deadline',
    hasNot: promised([], [journey('buy', { deadline: '1s' })]),
  },
  {
    rule: 'journey-without-objective',
    has: promised([latency], [journey('buy'), journey('look')]),
    told: 'hint journey-without-objective journeys.look',
    hasNot: promised([{ kind: 'latency', id: 'fast' }], [journey('buy'), journey('look')]),
  },
  { rule: 'many-front-doors', has: doors([s('a'), s('b')]), told: 'hint many-front-doors nodes.users', hasNot: doors([s('a')]) },
  {
    rule: 'edge-without-token-check',
    has: checked({}),
    told: 'hint edge-without-token-check nodes.front.params.tokenCheck',
    hasNot: checked({ tokenCheck: '1ms' }),
  },
  { rule: 'prices-incomplete', has: priced({}), told: 'hint prices-incomplete nodes.db.prices', hasNot: priced({ prices: {} }) },
];
