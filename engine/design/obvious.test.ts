import { expect, test } from 'vitest';
import { obviousSteps, writeOut } from './obvious';
import { examine } from './resolve';
import type { Design, DesignNode } from './schema';
import { stepWords } from './step-words';

const design: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'orders', kind: 'service', name: 'Orders API' },
    { id: 'stock', kind: 'service', name: 'Stock' },
    { id: 'cache', kind: 'cache' },
    { id: 'events', kind: 'queue', name: 'Events' },
    { id: 'mailer', kind: 'service' },
  ],
  links: [
    { id: 'orders-events', from: 'orders', to: 'events' },
    { id: 'orders-stock', from: 'orders', to: 'stock' },
    { id: 'orders-cache', from: 'orders', to: 'cache' },
    { id: 'cache-stock', from: 'cache', to: 'stock' },
    { id: 'events-mailer', from: 'events', to: 'mailer' },
  ],
};
const node = (of: Design, id: string): DesignNode => of.nodes!.find((each) => each.id === id)!;
const words = (of: Design, id: string) => obviousSteps(of, node(of, id)).map((step) => stepWords(step, of));

test('work, then calls in order, then messages', () => {
  expect(words(design, 'orders')).toEqual(['Work: the node’s own service time', 'Call Stock', 'Call cache', 'Publish a message to Events']);
  expect(words(design, 'stock')).toEqual(['Work: the node’s own service time']);
});

test('the link to a store of a rate limit is not called as a matter of course', () => {
  const limited: Design = {
    ...design,
    nodes: design.nodes!.map((each) =>
      each.id === 'orders' ? { ...each, kind: 'service', params: { rateLimit: { store: { link: 'orders-cache' } } } } : each,
    ),
  };
  expect(words(limited, 'orders').slice(1)).toEqual(['Call Stock', 'Publish a message to Events']);
});

test('written out, it has the names that callers use, and an event that goes where the message went', () => {
  expect(writeOut(design, node(design, 'stock'))).toEqual({
    ok: true,
    operations: [{ name: 'handle', steps: [{ kind: 'work', own: true }] }],
  });
  const written = writeOut(design, node(design, 'orders'));
  expect(written).toMatchObject({
    ok: true,
    operations: [{ name: 'handle', steps: [{}, {}, {}, { kind: 'publish', event: 'OrdersAPIDone' }] }],
  });
  const asked: Design = {
    ...design,
    journeys: [],
    nodes: [
      ...design.nodes!,
      { id: 'web', kind: 'service', operations: [{ name: 'x', steps: [{ kind: 'call', link: 'web-orders', operation: 'place' }] }] },
    ],
    links: [...design.links!, { id: 'web-orders', from: 'web', to: 'orders' }],
  };
  expect(writeOut(asked, node(asked, 'orders'))).toMatchObject({ ok: true, operations: [{ name: 'place' }] });
});

test('it is as valid as before', () => {
  let after = design;
  for (const each of design.nodes!) {
    const written = each.kind === 'queue' ? null : writeOut(after, each);
    if (written?.ok)
      after = { ...after, nodes: after.nodes!.map((old) => (old.id === each.id ? { ...old, operations: [...written.operations] } : old)) };
  }
  const errors = (of: Design) => examine(of).problems.filter(({ severity }) => severity === 'error');
  expect(errors(after)).toEqual(errors(design));
});

test('what no steps can say is refused with the reason', () => {
  expect(writeOut(design, node(design, 'cache'))).toMatchObject({ ok: false, why: expect.stringContaining('only when it does not find') });
  const broken = { ...design, links: [{ id: 'Bad Id', from: 'orders', to: 'stock' }] };
  expect(writeOut(broken, node(broken, 'stock')).ok).toBe(false);
});
