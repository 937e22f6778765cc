import { expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { examine } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { type StepInput, stepSchemas } from '../../engine/design/step-schema';
import { branchesOf } from './branches';
import { offersFor, shapeOf, wrappers } from './offers';

const design: Design = {
  version: 1,
  name: 'Shop',
  entities: [{ id: 'sku', by: 'entity', stock: 100 }],
  nodes: [
    { id: 'orders', kind: 'service', operations: [{ name: 'place', steps: [{ kind: 'publish', link: 'out', event: 'OrderPlaced' }] }] },
    {
      id: 'stock',
      kind: 'service',
      operations: [
        { name: 'reserve', steps: [] },
        { name: 'release', steps: [{ kind: 'effect', effect: 'Released' }] },
      ],
    },
    { id: 'db', kind: 'database' },
    { id: 'cache', kind: 'cache' },
    { id: 'events', kind: 'queue' },
    { id: 'mail', kind: 'external' },
  ],
  links: [
    { id: 'orders-stock', from: 'orders', to: 'stock', policy: { timeout: '1s' } },
    { id: 'orders-db', from: 'orders', to: 'db', policy: { timeout: '1s' } },
    { id: 'orders-cache', from: 'orders', to: 'cache', policy: { timeout: '1s' } },
    { id: 'out', from: 'orders', to: 'events' },
  ],
};
const orders = design.nodes![0]!;
const offers = offersFor(design, orders);
const withSteps = (of: Design, steps: StepInput[]): Design =>
  apply(of, { kind: 'replace-node', node: { ...orders, operations: [{ name: 'place', steps }] } });
const errors = (of: Design) => examine(of).problems.filter(({ severity }) => severity === 'error');

test('there is one for each way to use what is linked, and for what could be', () => {
  const labels = offers.map(({ label }) => label);
  expect(labels).toEqual(
    expect.arrayContaining([
      'Call stock · reserve',
      'Call stock · release',
      'Read from db',
      'Write to cache',
      'Look up in cache: found or not',
      'Publish OrderPlaced to events',
      'Publish a new event to events',
      'Effect: Released',
      'Call mail',
    ]),
  );
  expect(offers.find(({ label }) => label === 'Call mail')).toMatchObject({
    group: 'With a new link',
    link: { from: 'orders', to: 'mail' },
  });
  expect(new Set(offers.map(({ id }) => id)).size).toBe(offers.length);
});

test.each(offers.map((offer) => [offer.label, offer] as const))('%s makes a design that runs', (_, { step, link, shape }) => {
  expect(shapeOf(step)).toBe(shape);
  const linked = link ? apply(design, { kind: 'add-link', link }) : design;
  expect(errors(withSteps(linked, [step]))).toEqual([]);
});

test('every kind of step is offered', () => {
  expect([...new Set(offers.map(({ shape }) => shape))].toSorted()).toEqual(Object.keys(stepSchemas).toSorted());
});

test('a step can be put into others, and branches come and go', () => {
  for (const { wrap } of wrappers) {
    const wrapped = wrap({ kind: 'wait' });
    expect(errors(withSteps(design, [wrapped]))).toEqual([]);
    const branches = branchesOf(wrapped);
    if (!branches) continue;
    const more = branches.add();
    expect(errors(withSteps(design, [more]))).toEqual([]);
    const key = more.kind === 'saga' ? 'stages.1.steps' : more.kind === 'try' ? 'unknown' : 'branches.1';
    const fewer = branchesOf(more)?.removeOf(key)?.();
    expect(fewer && errors(withSteps(design, [fewer]))).toEqual([]);
  }
  expect(branchesOf({ kind: 'parallel', branches: [[]] })?.removeOf('branches.0')).toBeUndefined();
  expect(branchesOf({ kind: 'parallel', need: 2, branches: [[], []] })?.removeOf('branches.0')?.()).toEqual({
    kind: 'parallel',
    need: 1,
    branches: [[]],
  });
});
