import { expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design } from '../schema';

const design = (step: object, more: Partial<Design> = {}, entities?: object): Design =>
  ({
    version: 1,
    name: 'd',
    nodes: [
      { id: 'users', kind: 'client', params: entities ? { entities } : {} },
      { id: 'shop', kind: 'service', operations: [{ name: 'buy', steps: [step] }] },
      { id: 'store', kind: 'database' },
    ],
    links: [
      { id: 'users-shop', from: 'users', to: 'shop' },
      { id: 'shop-store', from: 'shop', to: 'store', policy: { timeout: '1s' } },
    ],
    ...more,
  }) as Design;

const found = (...of: Parameters<typeof design>) =>
  check(design(...of))
    .filter(({ code }) => ['missing-owner', 'missing-entity', 'entities-not-drawn'].includes(code))
    .map(({ code, where }) => `${code} ${where}`);
const write = (entity?: string) => ({ kind: 'write', link: 'shop-store', ...(entity !== undefined && { entity }) });
const at = 'nodes.shop.operations.0.steps.0';
const drawn = { kind: 'uniform', count: 10 };

test('a step about what no client draws is told, whether it names an entity or none', () => {
  expect(found(write())).toEqual([`entities-not-drawn ${at}`]);
  expect(found(write('sku'), { entities: [{ id: 'sku' }] })).toEqual([`entities-not-drawn ${at}`]);
  expect(found(write('order'), { entities: [{ id: 'order', by: 'request' }] })).toEqual([]);
  expect(found(write(), {}, drawn)).toEqual([]);
});

test('an entity that is not there, and an owner that is not there, are errors', () => {
  expect(found(write('sku'), {}, drawn)).toEqual([`missing-entity ${at}.entity`]);
  expect(found(write('sku'), { entities: [{ id: 'sku', owner: 'nobody' }] }, drawn)).toEqual(['missing-owner entities.sku.owner']);
});
