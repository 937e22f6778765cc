import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import { autoLayout, CARD, freePlace, placesOf } from '../../engine/design/auto-layout';
import { newLink, newNode, noLinkBecause, removal, usualProtocol } from './changes';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'clients', kind: 'client' },
    { id: 'service', kind: 'service' },
    { id: 'database', kind: 'database' },
    { id: 'events', kind: 'queue' },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'service' },
    { id: 'store', from: 'service', to: 'database' },
  ],
};

test('a new component has an id of its own and whole pixels', () => {
  expect(newNode(design, 'service', { x: 1.4, y: -2.6 })).toEqual({
    id: 'service-2',
    kind: 'service',
    name: 'Service 2',
    position: { x: 1, y: -3 },
  });
});

test('a new link speaks what the two would speak', () => {
  expect(usualProtocol('service', 'database')).toBe('sql');
  expect(usualProtocol('service', 'queue')).toBe('event');
  expect(usualProtocol('queue', 'service')).toBe('event');
  expect(usualProtocol('gateway', 'service')).toBe('rest');
  expect(newLink(design, 'service', 'events')).toMatchObject({ id: 'service-events', from: 'service', to: 'events', protocol: 'event' });
});

test.each([
  ['service', 'service', /itself/],
  ['service', 'clients', /nothing calls/i],
  ['clients', 'service', /already/],
  ['service', 'nowhere', /nothing to link/],
])('no link from %s to %s', (from, to, why) => {
  expect(noLinkBecause(design, from, to)).toMatch(why);
});

test('removing nodes and links together names nothing twice', () => {
  const edits = removal(design, ['database'], ['store', 'in']);
  const after = edits.reduce(apply, design);
  expect(after.links).toEqual([]);
  expect(after.nodes?.map(({ id }) => id)).toEqual(['clients', 'service', 'events']);
});

test('laid out cards do not overlap', () => {
  const places = Object.values(autoLayout(design));
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) expect(Math.abs(a.x - b.x) >= CARD.width || Math.abs(a.y - b.y) >= CARD.height).toBe(true);
  }
});

test('what has a place keeps it, what has none goes below', () => {
  const placed: Design = {
    ...design,
    nodes: design.nodes?.map((node, i) => (i < 3 ? { ...node, position: { x: i * 300, y: 40 } } : node)) ?? [],
  };
  const places = placesOf(placed);
  expect(places['service']).toEqual({ x: 300, y: 40 });
  expect(places['events']?.y).toBeGreaterThanOrEqual(40 + CARD.height);
});

test('a new card covers no other', () => {
  const places: { x: number; y: number }[] = [];
  for (let i = 0; i < 30; i++) places.push(freePlace({ x: 100, y: 100 }, places));
  expect(places[0]).toEqual({ x: 100, y: 100 });
  expect(places[1]?.x).toBeGreaterThan(100);
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) expect(Math.abs(a.x - b.x) >= CARD.width || Math.abs(a.y - b.y) >= CARD.height).toBe(true);
  }
});
