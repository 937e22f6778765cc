import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import { contractChanges } from './contract-changes';

type Versions = NonNullable<NonNullable<Design['events']>[number]['versions']>;

function shop(
  versions: Versions,
  more: { readonly release?: number; readonly needs?: string[]; readonly protocol?: 'rest' | 'grpc'; readonly operations?: string[] } = {},
): Design {
  const { release = 1, needs = ['order'], protocol = 'rest', operations = ['Place'] } = more;
  return {
    version: 1,
    name: 'Shop',
    nodes: [
      { id: 'users', kind: 'client' },
      {
        id: 'orders',
        kind: 'service',
        name: 'Orders',
        release: { version: release },
        operations: operations.map((name) => ({ name, steps: [{ kind: 'publish', link: 'orders-events', event: 'OrderPlaced' }] })),
      },
      { id: 'events', kind: 'log', name: 'Events' },
      { id: 'reports', kind: 'service', name: 'Reports', operations: [{ name: 'OrderPlaced', steps: [], needs }] },
    ],
    links: [
      { id: 'users-orders', from: 'users', to: 'orders', protocol },
      { id: 'orders-events', from: 'orders', to: 'events', protocol: 'event' },
      { id: 'events-reports', from: 'events', to: 'reports', protocol: 'event' },
    ],
    journeys: operations.map((operation) => ({ id: operation.toLowerCase(), client: 'users', link: 'users-orders', operation })),
    events: [{ id: 'OrderPlaced', owner: 'orders', versions }],
  };
}

const one = [{ version: 1, fields: ['order', 'total'] }];
const changed = (before: Design, after: Design) => {
  const changes = contractChanges(before, after);
  if (!changes.ok) throw new Error(JSON.stringify(changes.problems));
  return changes.value;
};

test('nothing changed: nothing to say', () => {
  expect(changed(shop(one), shop(one))).toEqual([]);
});

test('a field more and a version more are additive', () => {
  expect(
    changed(
      shop(one),
      shop([
        { version: 1, fields: ['order', 'total', 'items'] },
        { version: 2, fields: ['order'] },
      ]),
    ),
  ).toEqual([
    { kind: 'additive', subject: 'event OrderPlaced', text: 'version 1 has items too', consumers: [] },
    { kind: 'additive', subject: 'event OrderPlaced', text: 'version 2 is new: order', consumers: [] },
  ]);
});

test('a field less breaks, and it says for whom', () => {
  expect(changed(shop(one), shop([{ version: 1, fields: ['total'] }]))).toEqual([
    { kind: 'breaking', subject: 'event OrderPlaced', text: 'version 1 lost order', consumers: ['Reports'] },
  ]);
  expect(changed(shop(one), shop([{ version: 1, fields: ['order'] }]))[0]).toMatchObject({ kind: 'breaking', consumers: [] });
});

test('a version that will go is deprecated; one that went, or that runs without a field, breaks', () => {
  const two = [...one, { version: 2, fields: ['order', 'sum'] }];
  expect(changed(shop(one), shop([{ ...one[0]!, deprecated: true }]))).toMatchObject([
    { kind: 'deprecated', text: 'version 1 will go', consumers: ['Reports'] },
  ]);
  expect(changed(shop(two), shop([two[1]!]))).toMatchObject([{ kind: 'breaking', text: 'version 1 is gone' }]);
  expect(changed(shop(two), shop(two, { release: 2 }))).toMatchObject([
    { kind: 'breaking', text: 'version 2 runs in place of 1, without total', consumers: [] },
  ]);
});

test('operations come and go, and change what they speak', () => {
  expect(changed(shop(one, { operations: ['Place', 'Cancel'] }), shop(one, { operations: ['Place', 'Track'] }))).toEqual([
    { kind: 'breaking', subject: 'Orders · Cancel', text: 'is gone', consumers: ['users'] },
    { kind: 'additive', subject: 'Orders · Track', text: 'is new', consumers: ['users'] },
  ]);
  expect(changed(shop(one), shop(one, { protocol: 'grpc' }))).toEqual([
    { kind: 'breaking', subject: 'Orders · Place', text: 'no longer over REST over HTTP, but over gRPC', consumers: ['users'] },
  ]);
});

test('a consumer that asks for more than there is breaks itself', () => {
  expect(changed(shop(one), shop(one, { needs: ['order', 'currency'] }))).toEqual([
    {
      kind: 'breaking',
      subject: 'event OrderPlaced',
      text: 'Reports now needs currency, which version 1 does not hold',
      consumers: ['Reports'],
    },
  ]);
});

test('a design that does not check is refused', () => {
  expect(contractChanges(shop(one), { ...shop(one), links: [{ id: 'a', from: 'x', to: 'y' }] })).toMatchObject({ ok: false });
});
