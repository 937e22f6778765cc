import { describe, expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { check } from '../../engine/design/resolve';
import type { Design, DesignNode } from '../../engine/design/schema';
import { addLinked, insertEdits, insertNew } from './insert';

const shop: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'clients', kind: 'client' },
    {
      id: 'orders',
      kind: 'service',
      operations: [
        {
          name: 'place',
          steps: [
            { kind: 'work', time: '2ms' },
            { kind: 'parallel', branches: [[{ kind: 'call', link: 'pay', operation: 'refund' }], [{ kind: 'read', link: 'store' }]] },
          ],
        },
      ],
    },
    {
      id: 'payments',
      kind: 'service',
      operations: [
        { name: 'charge', steps: [{ kind: 'work', time: '1ms' }] },
        { name: 'refund', steps: [{ kind: 'work', time: '1ms' }] },
      ],
    },
    { id: 'db', kind: 'database' },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders', policy: { timeout: '2s' } },
    { id: 'pay', from: 'orders', to: 'payments', protocol: 'grpc', policy: { timeout: '1s', retry: { attempts: 2 } } },
    { id: 'store', from: 'orders', to: 'db', protocol: 'sql', policy: { timeout: '1s' } },
  ],
};
const errors = (design: Design) => check(design).filter(({ severity }) => severity === 'error');
const put = (node: DesignNode, link: string) => insertNew(shop, node, link).reduce(apply, shop);
const link = (design: Design, id: string) => design.links?.find((each) => each.id === id);

describe('a component put into a link', () => {
  test('the first half keeps name and policy, the second is new; named operations are handed on', () => {
    expect(errors(shop)).toEqual([]);
    const after = put({ id: 'proxy', kind: 'service' }, 'pay');
    expect(link(after, 'pay')).toEqual({ ...shop.links![1], to: 'proxy' });
    expect(link(after, 'proxy-payments')).toEqual({ id: 'proxy-payments', from: 'proxy', to: 'payments', protocol: 'rest' });
    // Payments' first operation would be another one.
    expect(after.nodes?.find(({ id }) => id === 'proxy')?.operations).toEqual([
      {
        name: 'refund',
        steps: [
          { kind: 'work', time: '5ms' },
          { kind: 'call', link: 'proxy-payments', operation: 'refund' },
        ],
      },
    ]);
    expect(after.nodes?.[1]).toBe(shop.nodes![1]);
    expect(errors(after)).toEqual([]);
  });

  test('a queue makes calls messages, and a service before a store makes reads calls', () => {
    const queued = put({ id: 'queue', kind: 'queue' }, 'pay');
    expect(queued.nodes?.[1]?.operations?.[0]?.steps[1]).toMatchObject({
      branches: [[{ kind: 'publish', link: 'pay', event: 'refund' }], [{ kind: 'read' }]],
    });
    expect(link(queued, 'pay')?.protocol).toBe('event');
    expect(errors(queued)).toEqual([]);
    const fronted = put({ id: 'repository', kind: 'service' }, 'store');
    expect(fronted.nodes?.[1]?.operations?.[0]?.steps[1]).toMatchObject({
      branches: [[{ kind: 'call' }], [{ kind: 'call', link: 'store' }]],
    });
    expect(link(fronted, 'repository-db')?.protocol).toBe('sql');
    expect(errors(fronted)).toEqual([]);
  });

  test.each([
    ['a client', { id: 'others', kind: 'client' }, 'pay'],
    ['an end of it', { id: 'payments', kind: 'service' }, 'pay'],
    ['into no link', { id: 'proxy', kind: 'service' }, 'nowhere'],
  ] as const)('not %s', (_what, node, id) => {
    const there = shop.nodes!.some((each) => each.id === node.id);
    expect(there ? insertEdits(shop, node.id, id) : insertNew(shop, node, id)).toEqual([]);
  });

  test('one that is linked to both already stays beside', () => {
    const linked = { ...shop, links: [...shop.links!, { id: 'x', from: 'payments', to: 'db' }] };
    expect(insertEdits(linked, 'payments', 'store')).toEqual([]);
  });
});

test('a component is added with a link to it, or alone where none may lead to it', () => {
  expect(addLinked(shop, { id: 'cache', kind: 'cache' }, 'orders')).toMatchObject([
    { kind: 'add-node' },
    { kind: 'add-link', link: { id: 'orders-cache', from: 'orders', to: 'cache', protocol: 'redis' } },
  ]);
  expect(addLinked(shop, { id: 'bots', kind: 'client' }, 'orders')).toHaveLength(1);
});

describe('in a large design, of which only the surroundings are checked', () => {
  const crowd = Array.from({ length: 400 }, (_, i): DesignNode => ({ id: `other-${i}`, kind: 'service' }));
  const large: Design = { ...shop, nodes: [...(shop.nodes ?? []), ...crowd] };

  test('a component goes into a link as in a small one', () => {
    const small: Design = { ...shop, nodes: [...(shop.nodes ?? []), { id: 'other-0', kind: 'service' }] };
    expect(insertEdits(large, 'other-0', 'pay')).toEqual(insertEdits(small, 'other-0', 'pay'));
    expect(insertEdits(large, 'other-0', 'pay').length).toBeGreaterThan(2);
  });

  test('but not where calls would go round, however long the way back is', () => {
    const chain = ['payments', 'other-1', 'other-2', 'other-3', 'other-0'];
    const back = chain.slice(1).map((to, i) => ({ id: `back-${i}`, from: chain[i] ?? '', to }));
    expect(insertEdits({ ...large, links: [...(large.links ?? []), ...back] }, 'other-0', 'pay')).toEqual([]);
  });
});
