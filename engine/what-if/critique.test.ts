import { beforeAll, describe, expect, test } from 'vitest';
import checkout from '../../scenarios/checkout/prompt.json';
import { apply, type Edit } from '../design/edits';
import type { Design, DesignLink, DesignNode } from '../design/schema';
import type { Critique } from '../practice/critique/document';
import { predictQuestions } from '../practice/predict';
import { zPrompt } from '../practice/prompt-file';
import { serialCrew } from './crew';
import { critique, type CritiqueWanted } from './critique';
import { ask } from './definition';

const lognormal = (p50: string, p99: string) => ({ kind: 'lognormal', p50, p99 }) as const;

/** A small shop that does what it should: guarded, bounded, owned, with an outbox, a catalog and objectives. */
const good: Design = {
  version: 1,
  name: 'Small shop',
  run: { duration: '20s', warmup: '2s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 40 } } },
    { id: 'edge', kind: 'gateway', params: { replicas: 2, workers: 20, queueLimit: 20, rateLimit: { rate: 200, burst: 100 } } },
    {
      id: 'orders',
      kind: 'service',
      params: { replicas: 2, workers: 8, queueLimit: 8 },
      operations: [
        {
          name: 'POST /orders',
          steps: [
            { kind: 'work', time: lognormal('3ms', '10ms') },
            { kind: 'call', link: 'orders-provider' },
            { kind: 'write', link: 'orders-db', entity: 'order' },
            { kind: 'effect', effect: 'Charged', entity: 'order', idempotent: true },
            { kind: 'publish', link: 'orders-events', event: 'OrderPlaced' },
          ],
        },
      ],
    },
    {
      id: 'catalog',
      kind: 'service',
      params: { replicas: 2, workers: 8, queueLimit: 8 },
      operations: [
        {
          name: 'GET /products',
          steps: [
            { kind: 'work', time: lognormal('2ms', '8ms') },
            { kind: 'read', link: 'catalog-db' },
          ],
        },
      ],
    },
    { id: 'provider', kind: 'external', params: { latency: lognormal('40ms', '120ms') } },
    {
      id: 'db',
      kind: 'database',
      params: { connections: 10, queryTime: lognormal('2ms', '8ms'), replication: { replicas: 1, mode: 'semi-sync', failover: {} } },
    },
    {
      id: 'products',
      kind: 'database',
      params: { connections: 10, queryTime: lognormal('2ms', '8ms'), replication: { replicas: 1, mode: 'semi-sync', failover: {} } },
    },
    { id: 'events', kind: 'queue', params: { prefetch: 8, capacity: 1000 } },
    {
      id: 'mail',
      kind: 'service',
      params: { replicas: 2, workers: 4 },
      operations: [
        {
          name: 'OrderPlaced',
          steps: [
            { kind: 'work', time: lognormal('5ms', '20ms') },
            { kind: 'effect', effect: 'Mailed', entity: 'order', idempotent: true },
          ],
        },
      ],
    },
  ],
  links: [
    { id: 'users-edge', from: 'users', to: 'edge', policy: { timeout: '2s' } },
    { id: 'edge-orders', from: 'edge', to: 'orders', policy: { timeout: '900ms', bulkhead: { limit: 8 } } },
    { id: 'edge-catalog', from: 'edge', to: 'catalog', policy: { timeout: '400ms', bulkhead: { limit: 8 } } },
    {
      id: 'orders-provider',
      from: 'orders',
      to: 'provider',
      policy: { timeout: '400ms', breaker: { kind: 'consecutive', cooldown: '2s' }, bulkhead: { limit: 6 }, fallback: { time: '1ms' } },
    },
    { id: 'orders-db', from: 'orders', to: 'db', protocol: 'sql', policy: { timeout: '200ms' } },
    { id: 'catalog-db', from: 'catalog', to: 'products', protocol: 'sql', policy: { timeout: '200ms' } },
    { id: 'orders-events', from: 'orders', to: 'events', protocol: 'event', outbox: { store: 'orders-db' } },
    { id: 'events-mail', from: 'events', to: 'mail', protocol: 'event' },
  ],
  entities: [{ id: 'order', owner: 'orders', by: 'request' }],
  events: [{ id: 'OrderPlaced', owner: 'orders', versions: [{ version: 1, fields: ['order'] }] }],
  invariants: [{ id: 'charged-once', kind: 'at-most-once', effect: 'Charged' }],
  journeys: [
    { id: 'browse', client: 'users', link: 'users-edge', operation: 'GET /products', weight: 3, deadline: '1s' },
    { id: 'order', client: 'users', link: 'users-edge', operation: 'POST /orders', weight: 1, deadline: '1500ms' },
  ],
  slos: [
    { id: 'browse-fast', kind: 'latency', journey: 'browse', below: '200ms' },
    { id: 'browse-answered', kind: 'availability', journey: 'browse', atLeast: 0.995 },
    { id: 'order-answered', kind: 'availability', journey: 'order', atLeast: 0.99 },
  ],
};

const prompt = {
  ...checkout,
  targets: { rate: 40, p99: '600ms', availability: 0.99 },
  breaks: [
    {
      fault: { action: 'added-latency', target: { kind: 'external' }, params: { extra: '3s' } },
      question: 'What if the provider is slow?',
      happens: 'Only payments wait.',
    },
    {
      fault: { action: 'replica-crash', target: { kind: 'service' }, params: { count: 1 } },
      question: 'What if replicas crash?',
      happens: 'The others go on.',
    },
  ],
};
const full: NonNullable<CritiqueWanted['answers']> = {
  questions: checkout.reveals.map(({ question }) => question),
  estimate: {},
  words: {
    all: `${checkout.points.map(({ keywords }) => keywords.map(([word]) => word).join(' ')).join('. ')}. I take this instead of that, because of the price: a trade-off. We watch lag.`,
  },
};

const judged = async (design: Design, answers: CritiqueWanted['answers'] = full, improve = false): Promise<Critique> => {
  const result = await ask(critique, { design, prompt, answers, improve, replications: 1 }, serialCrew());
  if (!result.ok) throw new Error(result.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  return result.value;
};

const link = (id: string, policy: DesignLink['policy']): Edit => ({
  kind: 'replace-link',
  link: { ...good.links!.find((one) => one.id === id)!, ...(policy && { policy }) },
});
const node = (id: string, change: (of: DesignNode) => object): Edit => {
  const before = good.nodes!.find((one) => one.id === id)!;
  return { kind: 'replace-node', node: { ...before, ...change(before) } };
};
const params = (id: string, more: object): Edit => node(id, (before) => ({ params: { ...before.params, ...more } }));
const steps = (id: string, change: (steps: object[]) => object[]): Edit =>
  node(id, ({ operations = [] }) => ({ operations: operations.map((one) => ({ ...one, steps: change((one.steps ?? []) as object[]) })) }));
const slowCatalog = (size: object, time: object): Edit =>
  node('catalog', ({ params: before, operations }) => ({
    params: { ...before, ...size },
    operations: operations?.map((one) => ({ ...one, steps: one.steps?.map((step) => ('time' in step ? { ...step, time } : step)) })),
  }));
const once = (step: object): object => ('effect' in step ? { ...step, idempotent: false } : step);

/** Typical wrong answers: what is changed, the criteria that must be below full marks, the only dimensions that may lose, and the score. */
const cases: readonly (readonly [
  name: string,
  edits: readonly Edit[],
  weak: readonly string[],
  loses: readonly string[],
  least: number,
  most: number,
])[] = [
  ['no breaker', [link('orders-provider', { timeout: '400ms' })], ['guards'], ['resilience'], 80, 99],
  [
    'a shared database',
    [
      { kind: 'remove-node', id: 'products' },
      { kind: 'add-link', link: { id: 'catalog-db', from: 'catalog', to: 'db', protocol: 'sql', policy: { timeout: '200ms' } } },
      steps('catalog', (own) => own),
    ],
    ['own-stores'],
    ['boundaries'],
    75,
    97,
  ],
  [
    'no idempotency',
    [steps('orders', (own) => own.map(once)), steps('mail', (own) => own.map(once))],
    ['effects-once'],
    ['communication'],
    80,
    98,
  ],
  [
    'no outbox',
    [{ kind: 'replace-link', link: { id: 'orders-events', from: 'orders', to: 'events', protocol: 'event' } }],
    ['delivery'],
    ['communication'],
    85,
    99,
  ],
  [
    'no event catalog',
    [
      { kind: 'set-info', events: [] },
      { kind: 'add-link', link: { id: 'events-orders', from: 'events', to: 'orders', protocol: 'event' } },
    ],
    ['contracts'],
    ['communication'],
    80,
    99,
  ],
  ['no timeouts', [link('edge-orders', {}), link('orders-db', {})], ['timeouts'], ['resilience'], 75, 99],
  ['one replica', [params('orders', { replicas: 1 })], ['copies'], ['resilience', 'estimation'], 75, 99],
  ['no objectives', [{ kind: 'set-slos', slos: [] }], ['objectives'], ['observability'], 75, 97],
  ['latency only', [{ kind: 'set-slos', slos: [{ id: 'fast', kind: 'latency' }] }], ['objectives-both'], ['observability'], 85, 99],
  [
    'no deadlines',
    [{ kind: 'set-journeys', journeys: good.journeys!.map(({ deadline: _, ...rest }) => rest) }],
    ['patience'],
    ['requirements', 'resilience'],
    80,
    99,
  ],
  ['nobody owns orders', [{ kind: 'set-info', entities: [{ id: 'order', by: 'request' }] }], ['owners'], ['boundaries'], 90, 99],
  ['no invariants', [{ kind: 'set-invariants', invariants: [] }], ['claims'], ['observability'], 90, 99],
  [
    'retries without jitter and budget',
    [link('edge-catalog', { timeout: '400ms', bulkhead: { limit: 8 }, retry: { attempts: 5, jitter: 'none' } })],
    ['retries'],
    ['resilience'],
    80,
    99,
  ],
  ['a queue that has no bound', [params('events', { capacity: 100_000_000 })], ['bounds'], ['resilience'], 85, 100],
  [
    'overloaded, and good to look at',
    [slowCatalog({ replicas: 2, workers: 1 }, lognormal('90ms', '200ms'))],
    ['target-met', 'room'],
    ['requirements', 'estimation', 'resilience', 'observability'],
    0,
    49,
  ],
  [
    'a store that is too slow',
    [params('products', { connections: 1, queryTime: lognormal('60ms', '200ms') })],
    ['target-met'],
    ['requirements', 'estimation', 'resilience', 'observability'],
    0,
    49,
  ],
  [
    'a load that is a hundred times too small',
    [params('users', { traffic: { kind: 'open', rate: 0.4 } })],
    ['load-drawn'],
    ['estimation'],
    85,
    99,
  ],
  [
    'a provider that fails one call in three',
    [params('provider', { errorRate: 0.33 }), link('orders-provider', { timeout: '400ms' })],
    ['target-met', 'guards'],
    ['requirements', 'resilience', 'observability', 'communication'],
    0,
    49,
  ],
];

const sharesOf = ({ dimensions }: Critique) =>
  new Map(dimensions.flatMap(({ criteria }) => criteria.map((one) => [one.id, one.share] as const)));

describe('the critique of typical answers', () => {
  let whole: Critique;
  beforeAll(async () => {
    whole = await judged(good);
  });

  test('the good one has nearly all, and no common mistake', () => {
    expect(whole.score).toBeGreaterThanOrEqual(90);
    expect(whole.mistakes).toEqual([]);
    expect(whole.target?.met).toBe(true);
  });

  test.each(cases)('%s', async (_name, edits, weak, loses, least, most) => {
    const found = await judged(edits.reduce(apply, good));
    const share = sharesOf(found);
    expect(weak.filter((id) => (share.get(id) ?? 1) === 1)).toEqual([]);
    expect(found.score).toBeGreaterThanOrEqual(least);
    expect(found.score).toBeLessThanOrEqual(most);
    const lost = found.dimensions.filter(({ score }, i) => (score ?? 0) < whole.dimensions[i]!.score!).map(({ id }) => id);
    expect(lost.filter((id) => !loses.includes(id))).toEqual([]);
    expect(lost).toContain(loses[0]);
    // No score contradicts the run.
    expect(share.get('target-met') === 1).toBe(found.target!.met);
    expect(found.target!.met || found.score < 50).toBe(true);
  });

  test.each([
    ['nothing', () => false],
    ['clients alone', (kind: string) => kind === 'client'],
  ])('%s drawn is nothing, whatever is said', async (_name, stays) => {
    const gone = good.nodes!.filter(({ kind }) => !stays(kind)).map(({ id }): Edit => ({ kind: 'remove-node', id }));
    expect((await judged(gone.reduce(apply, good))).score).toBe(0);
  });
});

describe('what the critique rests on', () => {
  test('each sentence of a measured criterion names its number', async () => {
    const { dimensions, faults } = await judged(good);
    const told = dimensions.flatMap(({ criteria }) => criteria).find(({ id }) => id === 'under-faults')!.evidence;
    expect(told.every(({ measure }) => measure?.path === 'requests.ok' && measure.value !== null)).toBe(true);
    expect(faults.map(({ hit }) => hit)).toEqual([['provider'], ['orders', 'catalog', 'mail']]);
  });

  test('with nothing said, only the drawing is judged; with empty answers, silence counts', async () => {
    const result = await ask(critique, { design: good, prompt, improve: false, replications: 1 }, serialCrew());
    expect(result.ok && result.value.dimensions.find(({ id }) => id === 'trade-offs')?.score).toBeNull();
    expect((await judged(good, {})).score).toBeLessThan(75);
  });

  test('before a fault is shown, it is asked what happens, of the parts that can fail', () => {
    const { ask: question, first } = predictQuestions(zPrompt.parse(prompt).breaks[0]!, good);
    expect(question).toBe('What if the provider is slow?');
    expect(first.map(({ id }) => id)).not.toContain('users');
    expect(first.map(({ id }) => id)).toContain('provider');
  });

  test('predictions are held against the run', async () => {
    const truth = (await judged(good)).faults[0]!;
    const right = { break: 0, first: truth.first, half: truth.half, recovers: truth.recovers };
    const found = await judged(good, { ...full, predictions: [right, { break: 1, half: true }] });
    expect(found.predictions.map(({ right: came, said }) => [came, said])).toEqual([
      [truth.first === null ? 2 : 3, truth.first === null ? 2 : 3],
      [0, 1],
    ]);
  });

  test('the change that helps most is found by simulation, and does what it says', async () => {
    const weak = apply(good, slowCatalog({ replicas: 1, workers: 1 }, lognormal('40ms', '90ms')));
    const found = await judged(weak, full, true);
    expect(found.score).toBeLessThan(50);
    expect(found.improvement?.title).toContain('catalog');
    const after = await judged(found.improvement!.edits.reduce(apply, weak));
    expect(after.score).toBe(found.improvement!.score);
    expect(after.score).toBeGreaterThan(found.score);
  });
});
