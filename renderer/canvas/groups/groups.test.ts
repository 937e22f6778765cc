import { describe, expect, test } from 'vitest';
import { apply, type Edit } from '../../../engine/design/edits';
import { limits } from '../../../engine/design/limits';
import { check } from '../../../engine/design/resolve';
import type { Design, DesignGroup } from '../../../engine/design/schema';
import { CARD } from '../../../engine/design/auto-layout';
import { bundlesOf } from './bundles';
import { groupNodeId, noteNodeId, thingOf } from './canvas-ids';
import { EMPTY_FRAME, FRAME_PADDING, frameAt, NOTE, sceneOf } from '../../../engine/design/scene';
import { collapse, emptyGroup, groupTogether, removeWithContent, ungroup } from './group-changes';
import { boxOf, joinEdits, joins, moveEdits, outermost } from './moves';
import { worstOf } from './use-worst';

const shop: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 } },
    { id: 'orders', kind: 'service', position: { x: 400, y: 100 }, group: 'sales' },
    { id: 'stock', kind: 'service', position: { x: 400, y: 300 }, group: 'core' },
    { id: 'db', kind: 'database', position: { x: 900, y: 300 }, group: 'core' },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'orders-stock', from: 'orders', to: 'stock' },
    { id: 'stock-db', from: 'stock', to: 'db', protocol: 'sql' },
    { id: 'clients-stock', from: 'clients', to: 'stock' },
  ],
  groups: [
    { id: 'sales', kind: 'context', parent: 'core' },
    { id: 'core', kind: 'plain' },
  ],
  notes: [
    { id: 'about', text: 'x', position: { x: 700, y: 500 }, attachedTo: 'orders' },
    { id: 'inside', text: 'x', position: { x: 700, y: 320 }, group: 'core' },
  ],
};
const withGroup = (id: string, change: Partial<DesignGroup>): Design => ({
  ...shop,
  groups: shop.groups!.map((group) => (group.id === id ? ({ ...group, ...change } as DesignGroup) : group)),
});
const after = (design: Design, edits: readonly Edit[]) => edits.reduce(apply, design);
const errors = (design: Design) => check(design).filter(({ severity }) => severity === 'error');
const { top, side, bottom } = FRAME_PADDING;

test('ids on the canvas and in the document lead to each other', () => {
  expect([groupNodeId('a'), noteNodeId('b'), 'c'].map(thingOf)).toEqual([
    { kind: 'group', id: 'a' },
    { kind: 'note', id: 'b' },
    { kind: 'node', id: 'c' },
  ]);
});

describe('frames', () => {
  test('lie around their content, inner ones included', () => {
    const { groups } = sceneOf(shop);
    expect(groups.get('sales')).toEqual({ x: 400 - side, y: 100 - top, width: CARD.width + 2 * side, height: CARD.height + top + bottom });
    const core = groups.get('core')!;
    expect({ x: core.x, y: core.y }).toEqual({ x: 400 - 2 * side, y: 100 - 2 * top });
    expect(core.x + core.width).toBe(900 + CARD.width + side);
    expect(core.y + core.height).toBe(300 + CARD.height + bottom);
  });

  test('of nothing stand where they were put, or below all else', () => {
    const groups: DesignGroup[] = [
      { id: 'a', kind: 'plain', position: { x: 5, y: 6 } },
      { id: 'b', kind: 'plain' },
    ];
    const scene = sceneOf({ ...shop, groups, nodes: shop.nodes!.slice(0, 1), notes: [], links: [] });
    expect(scene.groups.get('a')).toEqual({ x: 5, y: 6, ...EMPTY_FRAME });
    expect(scene.groups.get('b')?.y).toBeGreaterThan(CARD.height);
  });

  test('a collapsed group hides what is in it, and is a card where its frame began', () => {
    const before = sceneOf(shop).groups.get('core')!;
    const scene = sceneOf(withGroup('core', { collapsed: true }));
    expect(scene.groups).toEqual(new Map([['core', { x: before.x, y: before.y, ...CARD }]]));
    expect(Object.fromEntries(scene.hidden.nodes)).toEqual({ orders: 'core', stock: 'core', db: 'core' });
    expect(Object.fromEntries(scene.hidden.groups)).toEqual({ sales: 'core' });
    expect(Object.fromEntries(scene.hidden.notes)).toEqual({ inside: 'core' });
    expect(boxOf(shop, scene, 'orders')).toBeUndefined();
  });

  test('the innermost open one is found, but none of those that are dragged', () => {
    const scene = sceneOf(shop);
    const point = { x: 500, y: 150 };
    expect(frameAt(shop, scene, point)).toBe('sales');
    expect(frameAt(shop, scene, point, new Set(['sales']))).toBe('core');
    expect(frameAt(shop, scene, point, new Set(['core']))).toBeNull();
    expect(frameAt(shop, scene, { x: 10, y: 10 })).toBeNull();
  });
});

describe('moving', () => {
  test('a group takes its content along, a component the notes on it, each once', () => {
    const moved = after(
      shop,
      moveEdits(
        shop,
        new Map([
          [groupNodeId('sales'), { x: 10, y: 20 }],
          ['orders', { x: 10, y: 20 }],
        ]),
      ),
    );
    expect(moved.nodes?.map(({ position }) => position)).toEqual([
      { x: 0, y: 0 },
      { x: 410, y: 120 },
      { x: 400, y: 300 },
      { x: 900, y: 300 },
    ]);
    expect(moved.notes?.map(({ position }) => position)).toEqual([
      { x: 710, y: 520 },
      { x: 700, y: 320 },
    ]);
  });

  test('of nothing by nothing is no edit', () => {
    expect(
      moveEdits(
        shop,
        new Map([
          ['orders', { x: 0.2, y: 0 }],
          ['gone', { x: 50, y: 0 }],
        ]),
      ),
    ).toEqual([]);
  });

  test('an empty frame goes where it is put', () => {
    const made = emptyGroup(shop, { x: 10.4, y: 10 }, null);
    const grown = after(shop, made.edits);
    const moved = after(grown, moveEdits(grown, new Map([[groupNodeId(made.id), { x: 5, y: -5 }]])));
    expect(moved.groups?.at(-1)?.position).toEqual({ x: 15, y: 5 });
  });

  test('what is let go in a frame joins it, outside of its own it leaves', () => {
    const scene = sceneOf(shop);
    const at = (x: number, y: number) => ({ x, y, ...CARD });
    expect(joins(shop, scene, new Map([['clients', at(420, 120)]]))).toEqual(new Map([['clients', 'sales']]));
    expect(joins(shop, scene, new Map([['orders', at(420, 120)]]))).toEqual(new Map());
    expect(joins(shop, scene, new Map([['orders', at(-900, 0)]]))).toEqual(new Map([['orders', null]]));
    // A group cannot go into itself.
    expect(joins(shop, scene, new Map([[groupNodeId('core'), at(420, 120)]]))).toEqual(new Map());
  });

  test('the last one to leave leaves an empty frame where it was, and takes the notes on it along', () => {
    const scene = sceneOf(shop);
    const moved = after(shop, joinEdits(shop, scene, new Map([['orders', null]])));
    expect(moved.nodes?.[1]).not.toHaveProperty('group');
    const { x, y } = scene.groups.get('sales')!;
    expect(moved.groups?.[0]?.position).toEqual({ x, y });
    const into = after(shop, joinEdits(shop, scene, new Map([['orders', 'core']])));
    expect(into.notes?.[0]?.group).toBe('core');
    expect(errors(into)).toEqual([]);
  });
});

describe('grouping', () => {
  test('makes a frame inside of the one that holds all, around the outermost', () => {
    const made = groupTogether(shop, [groupNodeId('sales'), 'orders', 'stock'])!;
    const grown = after(shop, made.edits);
    expect(grown.groups?.find(({ id }) => id === made.id)).toMatchObject({ kind: 'plain', parent: 'core', name: 'Group' });
    expect(grown.groups?.find(({ id }) => id === 'sales')?.parent).toBe(made.id);
    expect(grown.nodes?.map(({ group }) => group)).toEqual([undefined, 'sales', made.id, 'core']);
    expect(errors(grown)).toEqual([]);
    expect(groupTogether(shop, [])).toBeNull();
  });

  test('stops where groups would nest too deep', () => {
    let design: Design = { ...shop, groups: [], notes: [], nodes: shop.nodes!.map(({ group: _, ...node }) => node) };
    let id = 'orders';
    for (let depth = 0; depth < limits.groupDepth; depth++) {
      const made = groupTogether(design, [id])!;
      design = after(design, made.edits);
      id = groupNodeId(made.id);
      expect(errors(design)).toEqual([]);
    }
    expect(groupTogether(design, [id])).toBeNull();
    expect(groupTogether(design, ['orders'])).toBeNull();
  });

  test('a frame goes alone, or with its content and what hung on that', () => {
    expect(after(shop, ungroup(shop, ['core'])).nodes?.map(({ group }) => group)).toEqual([undefined, 'sales', undefined, undefined]);
    const gone = after(shop, removeWithContent(shop, ['core']));
    expect(gone.nodes?.map(({ id }) => id)).toEqual(['clients']);
    expect(gone).not.toHaveProperty('groups');
    expect(gone.notes).toEqual([{ id: 'about', text: 'x', position: { x: 700, y: 500 } }]);
    expect(gone.links).toEqual([]);
  });

  test('collapsing and expanding leaves the design as it was', () => {
    const closed = apply(shop, collapse(shop, ['core'], true));
    expect(closed.groups?.[1]?.collapsed).toBe(true);
    expect(apply(closed, collapse(closed, ['core'], false))).toEqual(shop);
  });

  test('of several things only the outermost count', () => {
    expect(outermost(shop, ['orders', groupNodeId('sales'), noteNodeId('inside'), groupNodeId('core'), 'clients'])).toEqual([
      groupNodeId('core'),
      'clients',
    ]);
  });
});

describe('links of a collapsed group', () => {
  test('end at its card, several between the same two as one, and none is drawn within it', () => {
    const { hidden } = sceneOf(withGroup('core', { collapsed: true }));
    expect(bundlesOf(shop.links!, hidden.nodes)).toMatchObject([
      { source: 'clients', target: 'group:core', links: [{ id: 'in' }, { id: 'clients-stock' }] },
    ]);
    const inner = sceneOf(withGroup('sales', { collapsed: true })).hidden.nodes;
    expect(bundlesOf(shop.links!, inner).map(({ id, source, target }) => [id, source, target])).toEqual([
      ['in', 'clients', 'group:sales'],
      ['orders-stock', 'group:sales', 'stock'],
      ['stock-db', 'stock', 'db'],
      ['clients-stock', 'clients', 'stock'],
    ]);
  });

  test('its card shows the worst state, and whose it is', () => {
    expect(worstOf([])).toBeNull();
    expect(
      worstOf([
        ['a', 'healthy'],
        ['b', 'failing'],
        ['c', 'busy'],
        ['d', 'failing'],
      ]),
    ).toEqual(['b', 'failing']);
  });
});

test('a note without a size has one', () => {
  expect(boxOf(shop, sceneOf(shop), noteNodeId('about'))).toEqual({ x: 700, y: 500, ...NOTE });
});
