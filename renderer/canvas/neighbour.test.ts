import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { neighbour } from './neighbour';

// clients → gateway → catalog
//                   ↘ orders → db
const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'db', kind: 'database', position: { x: 900, y: 200 } },
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 } },
    { id: 'gateway', kind: 'gateway', position: { x: 300, y: 0 } },
    { id: 'catalog', kind: 'service', position: { x: 600, y: 0 } },
    { id: 'orders', kind: 'service', position: { x: 600, y: 200 } },
    { id: 'lonely', kind: 'service', position: { x: 480, y: 30 } },
  ],
  links: [
    { id: 'a', from: 'clients', to: 'gateway' },
    { id: 'b', from: 'gateway', to: 'catalog' },
    { id: 'c', from: 'gateway', to: 'orders' },
    { id: 'd', from: 'orders', to: 'db' },
  ],
};

test.each([
  [null, 'right', 'clients'],
  ['clients', 'right', 'gateway'],
  ['gateway', 'right', 'catalog'],
  ['catalog', 'down', 'orders'],
  ['orders', 'up', 'catalog'],
  ['orders', 'left', 'gateway'],
  ['orders', 'right', 'db'],
  ['gateway', 'left', 'clients'],
  ['clients', 'left', null],
  ['clients', 'up', null],
] as const)('from %s %s is %s', (from, direction, to) => expect(neighbour(design, from, direction)).toBe(to));

test('every component can be reached by arrows', () => {
  const seen = new Set(['clients']);
  for (const id of seen)
    for (const direction of ['left', 'right', 'up', 'down'] as const) {
      const next = neighbour(design, id, direction);
      if (next !== null) seen.add(next);
    }
  expect([...seen].toSorted()).toEqual(design.nodes!.map(({ id }) => id).toSorted());
});
