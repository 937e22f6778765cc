import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, test } from 'vitest';
import { apply } from '../../../engine/design/edits';
import type { Design } from '../../../engine/design/schema';
import { CARD } from '../../../engine/design/auto-layout';
import { sceneOf } from '../../../engine/design/scene';
import { moveEdits } from '../groups/moves';
import { layoutGraph, layoutShifts } from './graph';

/** The design as the layout leaves it; the same library as in the worker, here on the test's own thread. */
async function laidOut(design: Design, only?: readonly string[]): Promise<Design> {
  const scene = sceneOf(design);
  const laid = await new ELK().layout(layoutGraph(design, scene, only));
  return moveEdits(design, layoutShifts(design, scene, laid)).reduce(apply, design);
}

const shop: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'db', kind: 'database', position: { x: 0, y: 0 }, group: 'back' },
    { id: 'clients', kind: 'client', position: { x: 40, y: 20 } },
    { id: 'stock', kind: 'service', position: { x: 30, y: 60 }, group: 'back' },
    { id: 'orders', kind: 'service', position: { x: 70, y: 10 } },
    { id: 'mail', kind: 'service', position: { x: 10, y: 10 } },
  ],
  links: [
    { id: 'a', from: 'clients', to: 'orders' },
    { id: 'b', from: 'orders', to: 'stock' },
    { id: 'c', from: 'stock', to: 'db' },
    { id: 'd', from: 'orders', to: 'mail' },
  ],
  groups: [
    { id: 'back', kind: 'context', parent: 'all' },
    { id: 'all', kind: 'plain' },
  ],
  notes: [{ id: 'n', text: 'x', position: { x: 50, y: 500 }, attachedTo: 'mail' }],
};
const at = (design: Design, id: string) => design.nodes!.find((node) => node.id === id)!.position!;
const overlap = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.abs(a.x - b.x) < CARD.width && Math.abs(a.y - b.y) < CARD.height;

describe('laying out', () => {
  test('goes from left to right along the requests, covers nothing, and keeps the corner', async () => {
    const after = await laidOut(shop);
    const x = (id: string) => at(after, id).x;
    expect(x('clients')).toBeLessThan(x('orders'));
    expect(x('orders')).toBeLessThan(x('stock'));
    expect(x('stock')).toBeLessThan(x('db'));
    const places = after.nodes!.map(({ position }) => position!);
    for (const [i, a] of places.entries()) for (const b of places.slice(i + 1)) expect(overlap(a, b)).toBe(false);
    expect(Math.min(...places.map((place) => place.x))).toBe(0);
    // Who is not in a frame does not lie in it.
    const frame = sceneOf(after).groups.get('all')!;
    const mail = at(after, 'mail');
    const apart =
      mail.x >= frame.x + frame.width ||
      mail.x + CARD.width <= frame.x ||
      mail.y >= frame.y + frame.height ||
      mail.y + CARD.height <= frame.y;
    expect(apart).toBe(true);
  });

  test('a note goes along with its component', async () => {
    const after = await laidOut(shop);
    const [from, to] = [at(shop, 'mail'), at(after, 'mail')];
    expect(after.notes?.[0]?.position).toEqual({ x: 50 + to.x - from.x, y: 500 + to.y - from.y });
  });

  test('what is pinned stays and is covered by nothing', async () => {
    const pinned = { ...shop, nodes: shop.nodes!.map((node) => (node.id === 'orders' ? { ...node, pinned: true } : node)) };
    const after = await laidOut(pinned);
    expect(at(after, 'orders')).toEqual(at(shop, 'orders'));
    expect(after.nodes!.filter(({ position }) => overlap(position!, at(after, 'orders'))).map(({ id }) => id)).toEqual(['orders']);
  });

  test('of a selection, the rest stays', async () => {
    const after = await laidOut(shop, ['orders', 'mail']);
    expect(
      after.nodes!.filter(({ id }) => at(after, id).x !== at(shop, id).x || at(after, id).y !== at(shop, id).y).map(({ id }) => id),
    ).toEqual(['orders', 'mail']);
    expect(at(after, 'orders').x + CARD.width).toBeLessThan(at(after, 'mail').x);
  });

  test('a collapsed group is one card, and its content moves with it', async () => {
    const closed = { ...shop, groups: shop.groups!.map((group) => (group.id === 'all' ? { ...group, collapsed: true } : group)) };
    const graph = layoutGraph(closed, sceneOf(closed));
    expect(graph.children?.map(({ id }) => id).toSorted()).toEqual(['clients', 'group:all', 'mail', 'orders']);
    const after = await laidOut(closed);
    const shift = (id: string) => at(after, id).x - at(closed, id).x;
    expect(shift('stock')).toBe(shift('db'));
    expect(shift('stock')).not.toBe(0);
  });

  test('a large design is laid out in full', async () => {
    const nodes = Array.from({ length: 200 }, (_, i) => ({ id: `s${i}`, kind: 'service' as const, position: { x: 0, y: i } }));
    const links = Array.from({ length: 400 }, (_, i) => ({ id: `l${i}`, from: `s${i % 100}`, to: `s${100 + ((i * 37) % 100)}` }));
    const after = await laidOut({ version: 1, name: 'Large', nodes, links });
    const places = new Set(after.nodes!.map(({ position }) => `${position!.x},${position!.y}`));
    expect(places.size).toBe(200);
  });
});
