import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import { CARD } from '../../engine/design/auto-layout';
import { addition } from './add-component';

const design: Design = {
  version: 1,
  name: 'One service',
  nodes: [{ id: 'orders', kind: 'service', position: { x: 0, y: 0 } }],
  links: [],
};
const at = { x: 1000, y: 500 };
const grown = (...args: Parameters<typeof addition>) => addition(...args).edits.reduce(apply, args[0]);

test('without a neighbour it stands around the place', () =>
  expect(grown(design, 'cache', { at, linked: true }).nodes?.[1]?.position).toEqual({
    x: 1000 - CARD.width / 2,
    y: 500 - CARD.height / 2,
  }));

test('beside a component it stands to its right and is called by it', () => {
  const after = grown(design, 'database', { beside: 'orders', at, linked: true });
  expect(after.nodes?.[1]?.position).toEqual({ x: CARD.width + 70, y: 0 });
  expect(after.links).toEqual([{ id: 'orders-database', from: 'orders', to: 'database', protocol: 'sql' }]);
});

test('clients stand to the left and call', () => {
  const after = grown(design, 'client', { beside: 'orders', at, linked: true });
  expect(after.nodes?.[1]?.position?.x).toBeLessThan(0);
  expect(after.links?.[0]).toMatchObject({ from: 'client', to: 'orders' });
});

test('two clients are not linked, and nothing is linked unasked', () => {
  const clients = grown(design, 'client', { at, linked: false });
  expect(addition(clients, 'client', { beside: 'client', at, linked: true }).link).toBeNull();
  expect(addition(design, 'cache', { beside: 'orders', at, linked: false }).link).toBeNull();
});

test('a second one beside the same component covers neither', () => {
  const twice = grown(grown(design, 'database', { beside: 'orders', at, linked: true }), 'cache', { beside: 'orders', at, linked: true });
  const [, first, second] = twice.nodes!.map((node) => node.position!);
  expect(Math.abs(first!.x - second!.x) >= CARD.width || Math.abs(first!.y - second!.y) >= CARD.height).toBe(true);
  expect(twice.links).toHaveLength(2);
});
