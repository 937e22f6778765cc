import { describe, expect, test } from 'vitest';
import type { Design } from './schema';
import { withSetting } from './setting';

const design: Design = {
  version: 1,
  name: 'Test',
  nodes: [
    { id: 'shop', kind: 'service', params: { replicas: 2 } },
    { id: 'bank', kind: 'external' },
  ],
  links: [{ id: 'pay', from: 'shop', to: 'bank', policy: { timeout: '3s', breaker: { kind: 'consecutive' } } }],
};
const set = (path: string, value?: unknown): unknown => {
  const result = withSetting(design, { path, value });
  return result.ok ? result.value : result.problems;
};

describe('a setting', () => {
  test('finds numbers with and without the fields that only hold others', () => {
    expect(set('nodes.shop.replicas', 4)).toMatchObject({ nodes: [{ params: { replicas: 4 } }, { id: 'bank' }] });
    expect(set('nodes.shop.params.replicas', 4)).toEqual(set('nodes.shop.replicas', 4));
    expect(set('links.pay.latency', '5ms')).toMatchObject({ links: [{ policy: { timeout: '3s' }, network: { latency: '5ms' } }] });
    expect(set('run.duration', '2min')).toMatchObject({ run: { duration: '2min' } });
  });

  test('puts a mechanism in, and takes it out again', () => {
    expect(set('links.pay.bulkhead', { limit: 8 })).toMatchObject({ links: [{ policy: { bulkhead: { limit: 8 }, timeout: '3s' } }] });
    expect(set('nodes.bank.errorRate', 0.5)).toMatchObject({ nodes: [{}, { params: { errorRate: 0.5 } }] });
    expect(set('links.pay.breaker')).toEqual({ ...design, links: [{ ...design.links![0], policy: { timeout: '3s' } }] });
    expect(set('nodes.bank')).toEqual({ ...design, nodes: [design.nodes![0]], links: [] });
    expect(design.links![0]!.policy!.breaker).toBeDefined();
  });

  test('what is not there is a problem with its place, and the nearest name', () => {
    expect(set('nodes.shap.replicas', 4)).toMatchObject([
      { code: 'no-such-part', where: 'nodes.shap', remedy: expect.stringContaining('Did you mean "shop"') },
    ]);
    expect(set('nodes.shop.replica', 4)).toMatchObject([
      { code: 'no-such-field', where: 'nodes.shop.replica', remedy: expect.stringContaining('"replicas"') },
    ]);
    expect(set('links.pay.bulkhead')).toMatchObject([{ code: 'nothing-to-remove', where: 'links.pay.bulkhead' }]);
  });
});
