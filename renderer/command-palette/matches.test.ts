import { IconBook } from '@tabler/icons-react';
import { expect, test, vi } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Entry } from './entry';
import { findEntries } from './find-entries';
import { searchGroups } from '../pick-list/pick';
import { atFirst } from './matches';

vi.mock('../canvas/reveal', () => ({ reveal: () => undefined }));

const entry = (id: string, group: string): Entry => ({ id, title: id, group, Icon: IconBook, run: () => undefined });

test('what was taken last stands first, once', () => {
  const first = atFirst([entry('undo', 'Edit'), entry('redo', 'Edit'), entry('fit', 'View')], ['fit', 'gone']);
  expect(first.map(({ id, group }) => `${group}: ${id}`)).toEqual(['Recent: fit', 'Edit: undo', 'Edit: redo']);
});

test('a group stands in one place, where its best is', () => {
  const found = searchGroups([entry('a payment', 'Links'), entry('pay', 'Components'), entry('pay late', 'Links')], 'pay');
  expect(found.map(({ id }) => id)).toEqual(['pay', 'pay late', 'a payment']);
});

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    {
      id: 'orders',
      kind: 'service',
      name: 'Orders',
      operations: [{ name: 'place', steps: [{ kind: 'publish', link: 'out', event: 'OrderPlaced' }] }],
    },
    { id: 'events', kind: 'log' },
  ],
  links: [{ id: 'out', from: 'orders', to: 'events', protocol: 'event' }],
  events: [{ id: 'OrderLost' }],
};

test('components, links, operations and events are found by name', () => {
  const all = findEntries(design);
  expect(searchGroups(all, 'place').map(({ id }) => id)).toEqual(['operation:orders:place', 'event:OrderPlaced']);
  expect(all.map(({ title, note }) => [title, note])).toEqual([
    ['Orders', 'Service'],
    ['events', 'Log'],
    ['Orders → events', undefined],
    ['place', 'of Orders'],
    ['OrderLost', 'nobody publishes it'],
    ['OrderPlaced', 'from Orders'],
  ]);
});
