import { expect, test } from 'vitest';
import { apply } from './edits';
import { examine } from './resolve';
import type { Design } from './schema';

const design: Design = {
  version: 1,
  name: 'Shop',
  entities: [{ id: 'order' }],
  events: [{ id: 'OrderPlaced', owner: 'orders' }],
  nodes: [
    { id: 'clients', kind: 'client' },
    {
      id: 'orders',
      kind: 'service',
      operations: [
        {
          name: 'place',
          steps: [
            {
              kind: 'parallel',
              branches: [[{ kind: 'call', link: 'pay', operation: 'charge' }], [{ kind: 'effect', effect: 'Placed', entity: 'order' }]],
            },
            { kind: 'publish', link: 'out', event: 'OrderPlaced' },
          ],
        },
      ],
    },
    {
      id: 'payments',
      kind: 'service',
      operations: [
        { name: 'charge', steps: [] },
        { name: 'refund', steps: [] },
      ],
    },
    { id: 'topic', kind: 'topic', params: { filters: [{ link: 'mail', events: ['OrderPlaced'] }] } },
    {
      id: 'mailer',
      kind: 'service',
      operations: [
        { name: 'Other', steps: [] },
        { name: 'OrderPlaced', steps: [] },
      ],
    },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders', policy: { timeout: '1s' } },
    { id: 'pay', from: 'orders', to: 'payments', policy: { timeout: '1s' } },
    { id: 'out', from: 'orders', to: 'topic' },
    { id: 'mail', from: 'topic', to: 'mailer' },
  ],
  journeys: [{ id: 'buy', client: 'clients', link: 'in', operation: 'place' }],
  slos: [{ id: 'fast', kind: 'latency', journey: 'buy' }],
  invariants: [{ id: 'once', kind: 'at-most-once', effect: 'Placed' }],
};
const errors = (of: Design) => examine(of).problems.filter(({ severity }) => severity === 'error');
const holds = (of: Design, name: string) => JSON.stringify(of).includes(`"${name}"`);

test.each([
  [{ node: 'payments', operation: 'charge' }, 'charge'],
  [{ node: 'orders', operation: 'place' }, 'place'],
  [{ entity: 'order' }, 'order'],
  [{ event: 'OrderPlaced' }, 'OrderPlaced'],
  [{ effect: 'Placed' }, 'Placed'],
  [{ journey: 'buy' }, 'buy'],
] as const)('another name for %j reaches every place', (thing, old) => {
  expect(errors(design)).toEqual([]);
  const after = apply(design, { kind: 'rename', thing, to: 'another' });
  expect(holds(design, old)).toBe(true);
  expect(holds(after, old)).toBe(false);
  expect(errors(after)).toEqual([]);
  // There and back is where one was.
  const [key] = Object.keys(thing).filter((each) => each !== 'node');
  expect(apply(after, { kind: 'rename', thing: { ...thing, [key!]: 'another' }, to: old })).toEqual(design);
});

test('an operation of the same name at another node keeps it', () => {
  const after = apply(design, { kind: 'rename', thing: { node: 'mailer', operation: 'OrderPlaced' }, to: 'welcome' });
  expect(holds(after, 'OrderPlaced')).toBe(true);
  expect(after.nodes?.[4]).toMatchObject({ operations: [{ name: 'Other' }, { name: 'welcome' }] });
});

test('what called an operation that is taken out calls the first one', () => {
  const after = apply(design, { kind: 'remove-operation', node: 'payments', operation: 'charge' });
  expect(after.nodes?.[2]).toMatchObject({ operations: [{ name: 'refund' }] });
  expect(holds(after, 'charge')).toBe(false);
  expect(errors(after)).toEqual([]);
  const bare = apply(after, { kind: 'remove-operation', node: 'payments', operation: 'refund' });
  expect(bare.nodes?.[2]).toEqual({ id: 'payments', kind: 'service' });
  expect(apply(design, { kind: 'remove-operation', node: 'orders', operation: 'place' }).journeys?.[0]).toEqual({
    id: 'buy',
    client: 'clients',
    link: 'in',
  });
});

test('without its entity a step means what the client draws', () => {
  const after = apply(design, { kind: 'remove-entity', entity: 'order' });
  expect(after.entities).toEqual([]);
  expect(holds(after, 'order')).toBe(false);
});

test('nodes that a change leaves alone are the same objects', () => {
  const after = apply(design, { kind: 'rename', thing: { entity: 'order' }, to: 'purchase' });
  expect(after.nodes?.[2]).toBe(design.nodes?.[2]);
  expect(after.nodes?.[1]).not.toBe(design.nodes?.[1]);
});
