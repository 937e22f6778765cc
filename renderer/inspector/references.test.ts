import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { effectNames, eventNames, optionsFor } from './references';

const design: Design = {
  version: 1,
  name: 'Shop',
  entities: [{ id: 'order', name: 'Order' }],
  events: [{ id: 'Cataloged' }],
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers' },
    { id: 'orders', kind: 'service', operations: [{ name: 'place', steps: [{ kind: 'publish', link: 'out', event: 'OrderPlaced' }] }] },
    { id: 'db', kind: 'database' },
    { id: 'cache', kind: 'cache' },
    { id: 'events', kind: 'queue' },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'to-db', from: 'orders', to: 'db' },
    { id: 'to-cache', from: 'orders', to: 'cache' },
    { id: 'out', from: 'orders', to: 'events' },
  ],
  journeys: [{ id: 'buy', client: 'clients', link: 'in' }],
  invariants: [{ id: 'x', kind: 'sum', add: ['Reserved'], subtract: ['Released'], stock: 3 }],
};

test.each([
  ['call-link', { node: 'orders' }, ['to-db', 'to-cache']],
  ['outgoing-link', { node: 'orders', link: 'to-db' }, ['to-cache']],
  ['store-link', { node: 'orders' }, ['to-db', 'to-cache']],
  ['cache-link', { node: 'orders' }, ['to-cache']],
  ['queue-link', { node: 'orders' }, ['out']],
  ['entry-link', { siblings: { client: 'clients' } }, ['in']],
  ['operation', { siblings: { link: 'in' } }, ['place']],
  ['operation', { siblings: { link: 'gone' } }, []],
  ['client', {}, ['clients']],
  ['node', {}, ['orders', 'db', 'cache']],
  ['entity', {}, ['order']],
  ['journey', {}, ['buy']],
  ['event', {}, ['Cataloged', 'OrderPlaced']],
  ['effect', {}, ['Reserved', 'Released']],
] as const)('a field that names a thing of kind %s offers those that fit, at %j', (what, place, values) => {
  expect(optionsFor(what, design, place).map(({ value }) => value)).toEqual(values);
});

test('people read names, not ids', () => {
  expect(optionsFor('client', design, {})).toEqual([{ value: 'clients', label: 'Shoppers' }]);
  expect(optionsFor('entity', design, {})).toEqual([{ value: 'order', label: 'Order' }]);
});

test('a name in use is listed once', () => {
  const twice: Design = { ...design, events: [{ id: 'OrderPlaced' }] };
  expect(eventNames(twice)).toEqual(['OrderPlaced']);
  expect(effectNames({ version: 1, name: 'empty' })).toEqual([]);
});
