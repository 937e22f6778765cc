import { describe, expect, test } from 'vitest';
import { apply } from './edits';
import { load, save } from './file';
import { zonesOfGroups } from './group-zones';
import { contentOf, withGroups } from './groups';
import { limits } from './limits';
import { check, resolve } from './resolve';
import type { Design, DesignGroup } from './schema';

const shop: Design = {
  version: 1,
  name: 'Shop',
  zones: [
    { id: 'eu-1a', region: 'eu' },
    { id: 'eu-1b', region: 'eu' },
    { id: 'us-1a', region: 'us' },
  ],
  nodes: [
    { id: 'clients', kind: 'client' },
    { id: 'orders', kind: 'service', group: 'sales', position: { x: 40, y: 50 } },
    { id: 'stock', kind: 'service', group: 'core' },
    { id: 'db', kind: 'database', group: 'europe' },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders', policy: { timeout: '1s' } },
    { id: 'orders-stock', from: 'orders', to: 'stock', policy: { timeout: '1s' } },
    { id: 'stock-db', from: 'stock', to: 'db', policy: { timeout: '1s' } },
  ],
  groups: [
    { id: 'europe', kind: 'region', region: 'eu' },
    { id: 'core', kind: 'zone', zone: 'eu-1a', parent: 'europe' },
    { id: 'sales', kind: 'context', name: 'Sales', parent: 'core' },
  ],
  notes: [{ id: 'why', text: '**Why** this?', position: { x: 0, y: 0 }, attachedTo: 'orders', group: 'sales' }],
};
const told = (design: Design) => check(design).filter(({ code }) => /group|zone|note/.test(code));

describe('a file with groups', () => {
  test('loads without a word and is written again to the byte', () => {
    expect(told(shop)).toEqual([]);
    const text = save(shop);
    const loaded = load(text);
    expect(loaded.ok && save(loaded.value.design)).toBe(text);
  });

  test.each<[string, DesignGroup[], string, string]>([
    ['an unknown parent', [{ id: 'sales', kind: 'context', parent: 'nowhere' }], 'in-missing-group', 'groups.sales.parent'],
    [
      'a group in itself',
      [
        { id: 'a', kind: 'plain', parent: 'b' },
        { id: 'b', kind: 'plain', parent: 'a' },
      ],
      'group-in-itself',
      'groups.a.parent',
    ],
    ['an unknown zone', [{ id: 'core', kind: 'zone', zone: 'mars' }], 'group-of-missing-zone', 'groups.core.zone'],
    ['an empty region', [{ id: 'europe', kind: 'region', region: 'mars' }], 'region-without-zones', 'groups.europe.region'],
    [
      'a zone in a region that is not its own',
      [
        { id: 'europe', kind: 'region', region: 'us' },
        { id: 'core', kind: 'zone', zone: 'eu-1a', parent: 'europe' },
      ],
      'zone-outside-its-region',
      'groups.core.parent',
    ],
    ['a node in no group that there is', [], 'in-missing-group', 'nodes.orders.group'],
    ['a note in no group that there is', [{ id: 'core', kind: 'plain' }], 'in-missing-group', 'notes.why.group'],
  ])('%s is told with place and remedy', (_what, groups, code, where) => {
    const problem = told({ ...shop, groups }).find((each) => each.code === code && each.where === where);
    expect(problem?.remedy).toMatch(/\.$/);
  });

  test('groups nest only so deep', () => {
    const deep = Array.from(
      { length: limits.groupDepth + 1 },
      (_, i): DesignGroup => ({
        id: `g${i}`,
        kind: 'plain',
        ...(i > 0 && { parent: `g${i - 1}` }),
      }),
    );
    expect(told({ version: 1, name: 'Deep', groups: deep }).map(({ code, where }) => [code, where])).toEqual([
      ['groups-too-deep', `groups.g${limits.groupDepth}.parent`],
    ]);
  });

  test('a note about a node that is gone, and a node drawn in a zone where it does not run', () => {
    expect(told({ ...shop, notes: [{ id: 'why', text: 'x', position: { x: 0, y: 0 }, attachedTo: 'gone' }] })).toMatchObject([
      { code: 'note-on-missing-node', where: 'notes.why.attachedTo' },
    ]);
    const elsewhere = { ...shop, nodes: shop.nodes!.map((node) => (node.id === 'stock' ? { ...node, zones: ['us-1a'] } : node)) };
    expect(told(elsewhere)).toMatchObject([{ code: 'node-outside-its-zone', where: 'nodes.stock.zones' }]);
  });

  test('a group that cannot be read is not called missing', () => {
    const broken = { ...shop, groups: [...shop.groups!.slice(0, 2), { id: 'sales', kind: 'tribe' }] } as unknown as Design;
    expect(check(broken).map(({ code, where }) => [code, where])).toEqual([['unknown-choice', 'groups.sales.kind']]);
  });
});

describe('frames of zones and regions', () => {
  test('say where nodes run: the nearest one, in all zones of a region what has replicas', () => {
    expect(Object.fromEntries(zonesOfGroups(shop))).toEqual({ orders: ['eu-1a'], stock: ['eu-1a'], db: ['eu-1a', 'eu-1b'] });
    const resolved = resolve(shop);
    expect(resolved.ok && resolved.value.nodes.map(({ zones }) => zones)).toEqual([[], ['eu-1a'], ['eu-1a'], ['eu-1a', 'eu-1b']]);
  });

  test('do not outvote zones of the node’s own, and say nothing to a client twice', () => {
    const nodes = shop.nodes!.map((node) => ({ ...node, group: 'europe', ...(node.id === 'db' && { zones: ['us-1a'] }) }));
    expect(zonesOfGroups({ ...shop, nodes }).get('db')).toBeUndefined();
    expect(zonesOfGroups({ ...shop, nodes }).get('clients')).toEqual(['eu-1a']);
  });

  test('a zone that is removed leaves a plain frame', () => {
    const after = apply(shop, { kind: 'set-zones', zones: shop.zones!.slice(1) });
    expect(after.groups?.[1]).toEqual({ id: 'core', kind: 'plain', parent: 'europe' });
    expect(told(after)).toEqual([]);
  });
});

describe('edits', () => {
  test('a group that is removed leaves its content to the one around it', () => {
    const after = withGroups(
      shop,
      shop.groups!.filter(({ id }) => id !== 'core'),
    );
    expect(after.groups?.[1]).toMatchObject({ id: 'sales', parent: 'europe' });
    expect(after.nodes?.map(({ group }) => group)).toEqual([undefined, 'sales', 'europe', 'europe']);
    const none = withGroups(shop, []);
    expect(none).not.toHaveProperty('groups');
    expect([...none.nodes!, ...none.notes!].some((item) => 'group' in item)).toBe(false);
    expect(told(none)).toEqual([]);
  });

  test('nodes and notes go in and out', () => {
    const after = apply(shop, {
      kind: 'set-groups',
      groups: shop.groups!,
      members: { nodes: { clients: 'sales', db: null }, notes: { why: null } },
    });
    expect(after.nodes?.map(({ group }) => group)).toEqual(['sales', 'sales', 'core', undefined]);
    expect(after.notes?.[0]?.group).toBeUndefined();
    expect(contentOf(after, 'europe')).toEqual({ groups: ['core', 'sales'], nodes: ['clients', 'orders', 'stock'], notes: [] });
  });

  test('removing a node frees its note, and a group that it leaves empty stays where it was', () => {
    const bare: Design = { ...shop, notes: [{ id: 'why', text: 'x', position: { x: 0, y: 0 }, attachedTo: 'orders' }] };
    const after = apply(bare, { kind: 'remove-node', id: 'orders' });
    expect(after.notes?.[0]).not.toHaveProperty('attachedTo');
    expect(after.groups?.find(({ id }) => id === 'sales')?.position).toEqual({ x: 40, y: 50 });
    expect(told(after)).toEqual([]);
  });
});
