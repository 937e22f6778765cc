import { describe, expect, test } from 'vitest';
import { apply } from './edits';
import { check } from './resolve';
import type { Design } from './schema';
import type { StepInput } from './step-schema';

const call = (link: string): StepInput => ({ kind: 'call', link });
const design = (steps: StepInput[]): Design => ({
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'shop', kind: 'service', operations: [{ name: 'main', steps }] },
    { id: 'cache', kind: 'cache' },
    { id: 'store', kind: 'database' },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-cache', from: 'shop', to: 'cache', policy: { timeout: '1s' } },
    { id: 'shop-store', from: 'shop', to: 'store', policy: { timeout: '1s' } },
  ],
  journeys: [{ id: 'buy', client: 'users', link: 'users-shop' }],
  slos: [
    { id: 'fast', kind: 'latency', journey: 'buy' },
    { id: 'up', kind: 'availability' },
  ],
  faults: [
    { id: 'cut', action: 'partition', target: { link: 'shop-cache' } },
    { id: 'slow', action: 'slow-down', target: { node: 'cache' } },
  ],
});
const stepsAfter = (steps: StepInput[], link: string) =>
  apply(design(steps), { kind: 'remove-link', id: link }).nodes?.[1]?.operations?.[0]?.steps;

describe('removing a link', () => {
  test('takes out the steps that use it, however deep', () => {
    const deep: StepInput[] = [
      call('shop-store'),
      call('shop-cache'),
      {
        kind: 'choose',
        by: 'probability',
        branches: [
          { share: 1, steps: [call('shop-store')] },
          { share: 2, steps: [call('shop-cache')] },
        ],
      },
    ];
    expect(stepsAfter(deep, 'shop-store')).toEqual([
      call('shop-cache'),
      {
        kind: 'choose',
        by: 'probability',
        branches: [
          { share: 1, steps: [] },
          { share: 2, steps: [call('shop-cache')] },
        ],
      },
    ]);
  });

  test('leaves what a cache’s misses do', () => {
    const lookUp: StepInput = {
      kind: 'choose',
      by: 'cache-hit',
      link: 'shop-cache',
      hit: [{ kind: 'work', time: '1ms' }],
      miss: [call('shop-store')],
    };
    expect(stepsAfter([lookUp], 'shop-cache')).toEqual([call('shop-store')]);
    expect(stepsAfter([lookUp], 'shop-store')).toEqual([{ ...lookUp, miss: [] }]);
  });

  test('takes out branches that are left empty, and asks for no more than are left', () => {
    const parallel: StepInput = { kind: 'parallel', need: 2, branches: [[call('shop-cache')], [call('shop-store')], [call('shop-store')]] };
    expect(stepsAfter([parallel], 'shop-store')).toEqual([{ kind: 'parallel', need: 1, branches: [[call('shop-cache')]] }]);
    expect(stepsAfter([{ kind: 'parallel', branches: [[call('shop-store')]] }], 'shop-store')).toEqual([]);
  });

  test('leaves other nodes the same object', () => {
    const before = design([call('shop-store')]);
    const after = apply(before, { kind: 'remove-link', id: 'shop-cache' });
    expect(after.nodes?.[1]).toBe(before.nodes?.[1]);
  });
});

const errors = (of: Design) => check(of).filter(({ severity }) => severity === 'error');

test.each(['users', 'shop', 'cache', 'store'])('removing node %s leaves a design without errors', (id) => {
  const before = design([
    { kind: 'choose', by: 'cache-hit', link: 'shop-cache', hit: [], miss: [{ kind: 'parallel', branches: [[call('shop-store')]] }] },
  ]);
  const kept = JSON.stringify(before);
  expect(errors(before)).toEqual([]);
  const after = apply(before, { kind: 'remove-node', id });
  expect(errors(after)).toEqual([]);
  expect(after.nodes?.map((node) => node.id)).not.toContain(id);
  expect(JSON.stringify(before)).toBe(kept);
});

test('removing a link to a store leaves limits that keep their own counts', () => {
  const store = { link: 'shop-cache' };
  const before = design([]);
  const limited: Design = {
    ...before,
    nodes: before.nodes!.map((node) =>
      node.id === 'shop' ? { ...node, kind: 'service', params: { rateLimit: { rate: 5, store } } } : node,
    ),
    links: before.links!.map((link) => (link.id === 'shop-store' ? { ...link, policy: { rateLimit: { kind: 'gcra', store } } } : link)),
  };
  expect(errors(limited)).toEqual([]);
  const after = apply(limited, { kind: 'remove-link', id: 'shop-cache' });
  expect(errors(after)).toEqual([]);
  expect(after.nodes?.[1]?.params).toEqual({ rateLimit: { rate: 5 } });
  expect(after.links?.[1]?.policy).toEqual({ rateLimit: { kind: 'gcra' } });
  expect(apply(limited, { kind: 'remove-link', id: 'users-shop' }).nodes?.[1]).toBe(limited.nodes![1]);
});

test('removing a journey’s link removes the objective about it, and no other', () => {
  expect(apply(design([]), { kind: 'remove-link', id: 'users-shop' }).slos).toEqual([{ id: 'up', kind: 'availability' }]);
});

test('moving nodes touches only those that are named, whatever they are called', () => {
  const before: Design = {
    version: 1,
    name: 'x',
    nodes: [
      { id: 'constructor', kind: 'service' },
      { id: 'b', kind: 'service' },
    ],
  };
  const after = apply(before, { kind: 'move-nodes', positions: { b: { x: 1.4, y: 2.6 } } });
  expect(after.nodes).toEqual([before.nodes?.[0], { ...before.nodes?.[1], position: { x: 1, y: 3 } }]);
});
