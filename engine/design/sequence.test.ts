import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { load } from './file';
import type { Design } from './schema';
import { journeysOf, type SequenceItem, sequenceOf } from './sequence';

const shop: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'clients', kind: 'client', name: 'Clients' },
    {
      id: 'orders',
      kind: 'service',
      name: 'Orders',
      operations: [
        {
          name: 'place',
          steps: [
            { kind: 'work', time: '2ms' },
            { kind: 'parallel', branches: [[{ kind: 'call', link: 'pay' }], [{ kind: 'read', link: 'db', onError: 'ignore' }]] },
            { kind: 'publish', link: 'out', event: 'OrderPlaced' },
          ],
        },
      ],
    },
    { id: 'payments', kind: 'service' },
    { id: 'orders-db', kind: 'database' },
    { id: 'events', kind: 'topic', params: { filters: [{ link: 'to-audit', events: ['Other'] }] } },
    { id: 'mailer', kind: 'service', operations: [{ name: 'OrderPlaced', steps: [{ kind: 'effect', effect: 'MailSent' }] }] },
    { id: 'audit', kind: 'service' },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'pay', from: 'orders', to: 'payments' },
    { id: 'db', from: 'orders', to: 'orders-db' },
    { id: 'out', from: 'orders', to: 'events' },
    { id: 'to-mailer', from: 'events', to: 'mailer' },
    { id: 'to-audit', from: 'events', to: 'audit' },
  ],
};

/** A diagram as lines of text, set in as it is nested. */
function lines(items: readonly SequenceItem[], depth = 0): string[] {
  const pad = '  '.repeat(depth);
  return items
    .flatMap((item) => {
      switch (item.kind) {
        case 'message':
          return [`${pad}${item.from ?? '•'} ${item.style} ${item.to ?? '•'}: ${item.text}`];
        case 'run':
          return lines(item.items, depth + 1);
        case 'frame':
          return [
            `${pad}[${item.frame}] ${item.text}`,
            ...item.sections.flatMap(({ text, items: inner }) => [`${pad}- ${text}`, ...lines(inner, depth + 1)]),
          ];
        case 'divider':
          return [`${pad}--- ${item.text}`];
        default:
          return [`${pad}${item.node}: ${item.text}`];
      }
    })
    .map((line) => line.replaceAll('\u00a0', ' '));
}

test('a journey is told from the client to the consumers of its events', () => {
  const { participants, items, cut } = sequenceOf(shop, { journey: 'in' });
  expect(participants.map(({ name }) => name)).toEqual(['Clients', 'Orders', 'payments', 'orders-db', 'events', 'mailer']);
  expect(lines(items)).toEqual([
    'clients call orders: place',
    '  orders: 2 ms',
    '  [parallel] In parallel, all of 2',
    '  - Branch 1',
    '    orders call payments: call',
    '      payments: work',
    '    payments reply orders: ',
    '  - Branch 2',
    '    orders call orders-db: read (may fail)',
    '      orders-db: work',
    '    orders-db reply orders: ',
    '  orders publish events: OrderPlaced',
    'orders reply clients: ',
    '--- Later: OrderPlaced arrives',
    'events delivery mailer: OrderPlaced',
    '  mailer: MailSent',
  ]);
  expect(cut).toBe(false);
});

test('each step’s items say which step they come from, as problems name it', () => {
  const { items } = sequenceOf(shop, { node: 'orders', operation: 'place' });
  const found = JSON.stringify(items);
  expect(found).toContain('"step":"nodes.orders.operations.0.steps.1.branches.0.0"');
  expect(found).toContain('"step":"nodes.orders.operations.0.steps.2"');
});

test('what calls in a circle, or publishes in one, ends', () => {
  const ring: Design = {
    version: 1,
    name: 'Ring',
    nodes: [
      { id: 'a', kind: 'service' },
      { id: 'b', kind: 'service' },
      { id: 'q', kind: 'queue' },
    ],
    links: [
      { id: 'ab', from: 'a', to: 'b' },
      { id: 'ba', from: 'b', to: 'a' },
      { id: 'bq', from: 'b', to: 'q' },
      { id: 'qa', from: 'q', to: 'a' },
    ],
  };
  const { items } = sequenceOf(ring, { node: 'a', operation: null });
  expect(lines(items).filter((line) => line.includes('as above'))).toHaveLength(2);
  expect(lines(items).filter((line) => line.startsWith('---'))).toHaveLength(1);
});

test('a fan of calls that nobody could read is cut, and says so', () => {
  const layers = 12;
  const wide: Design = {
    version: 1,
    name: 'Wide',
    nodes: Array.from({ length: layers }, (_, i) => ({ id: `n${i}`, kind: 'service' as const })),
    links: Array.from({ length: layers - 1 }, (_, i) =>
      [0, 1, 2].map((k) => ({ id: `l${i}-${k}`, from: `n${i}`, to: `n${i + 1}` })),
    ).flat(),
  };
  const { items, cut } = sequenceOf(wide, { node: 'n0', operation: null });
  expect(cut).toBe(true);
  expect(lines(items).length).toBeLessThan(1500);
});

test('a step that leads nowhere is a remark, not an error', () => {
  const broken: Design = {
    ...shop,
    nodes: [{ id: 'orders', kind: 'service', operations: [{ name: 'x', steps: [{ kind: 'call', link: 'gone' }] }] }],
  };
  expect(lines(sequenceOf(broken, { node: 'orders', operation: 'x' }).items)).toContain('  orders: no link “gone” from here');
  expect(sequenceOf(broken, { journey: 'nobody' }).items).toEqual([]);
});

test('every journey of every scenario has a diagram', () => {
  const slugs = readdirSync('scenarios');
  expect(slugs.length).toBeGreaterThan(5);
  for (const slug of slugs) {
    const file = readdirSync(`scenarios/${slug}`).find((name) => name.endsWith('.faultline.json'));
    const loaded = load(readFileSync(`scenarios/${slug}/${file}`, 'utf8'));
    if (!loaded.ok) throw new Error(slug);
    const { design } = loaded.value;
    expect(journeysOf(design).length).toBeGreaterThan(0);
    for (const { id } of journeysOf(design))
      expect([slug, id, sequenceOf(design, { journey: id }).participants.length > 1]).toEqual([slug, id, true]);
  }
});
