import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { zDistribution } from '../../engine/core/distribution';
import { zLink } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { zBreaker } from '../../engine/policies/breaker-params';
import { zPolicy } from '../../engine/policies/params';
import { zLoadBalancing } from '../../engine/policies/replica-params';
import { zRateLimit } from '../../engine/policies/rate-limit-params';
import { type VariantModel, fieldModel, properties } from './field-model';
import { readVariant, startValue, switchVariant, withLink, withProperty, writeVariant } from './values';

const variantModel = (schema: z.ZodType): VariantModel => {
  const model = fieldModel(schema);
  if (model?.kind !== 'variant') throw new Error('no variant');
  return model;
};
const property = (schema: z.ZodType, key: string) => {
  const found = properties(schema).find((p) => p.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe('withProperty', () => {
  const replicas = property(nodeKinds.service.params, 'replicas');
  const serviceTime = property(nodeKinds.queue.params, 'redeliveryDelay');

  test('a value equal to the default stays out of the document', () => {
    expect(withProperty({ workers: 4, replicas: 5 }, replicas, 2)).toEqual({ workers: 4 });
    expect(withProperty({ redeliveryDelay: '5s' }, serviceTime, '1000ms')).toEqual({});
  });
  test('keeps the order of what was there', () => {
    expect(Object.keys(withProperty({ replicas: 5, workers: 4 }, replicas, 9))).toEqual(['replicas', 'workers']);
  });
  test('an optional part that was switched on stays, though it holds only defaults', () => {
    expect(withProperty({}, property(zPolicy, 'breaker'), { kind: 'consecutive' })).toEqual({ breaker: { kind: 'consecutive' } });
    expect(withProperty({ breaker: { kind: 'consecutive' } }, property(zPolicy, 'breaker'), undefined)).toEqual({});
  });
});

describe('switching on', () => {
  test.each(properties(zPolicy).filter(({ optional }) => optional))('$key starts with a value that the schema takes', ({ key, model }) => {
    const policy = zPolicy.safeParse({ [key]: startValue(model) });
    expect(policy.error?.issues).toBeUndefined();
  });
  test('network latency starts with a value that the schema takes', () => {
    const network = property(zLink.shape.network.unwrap(), 'latency');
    expect(zDistribution.safeParse(startValue(network.model)).success).toBe(true);
  });
});

test('a store that is switched on begins with a link of the node, if there is one', () => {
  const gcra = variantModel(zRateLimit).variants.find(({ value }) => value === 'gcra')!;
  const { model } = gcra.properties.find(({ key }) => key === 'store')!;
  expect(withLink(model, startValue(model), 'edge-redis')).toEqual({ link: 'edge-redis' });
  expect(withLink(model, startValue(model), undefined)).toEqual(startValue(model));
  expect(withLink(variantModel(zRateLimit), {}, 'edge-redis')).toEqual({});
});

describe('variants', () => {
  const distribution = variantModel(zDistribution);

  test('a bare duration is the constant one', () => {
    expect(readVariant(distribution, '80ms')).toMatchObject({ variant: { value: 'constant' }, fields: { value: '80ms' } });
    const constant = distribution.variants[0];
    expect(constant && writeVariant(distribution, constant, { value: '3ms' })).toBe('3ms');
  });
  test('keeps its size when the shape changes', () => {
    expect(switchVariant(distribution, '80ms', 'exponential')).toEqual({ kind: 'exponential', mean: '80ms' });
    expect(switchVariant(distribution, '80ms', 'lognormal')).toEqual({ kind: 'lognormal', p50: '80ms', p99: '320ms' });
    expect(switchVariant(distribution, { kind: 'gamma', mean: '7ms', cv: 2 }, 'lognormal-mean')).toEqual({
      kind: 'lognormal-mean',
      mean: '7ms',
      cv: 2,
    });
    expect(switchVariant(distribution, { kind: 'exponential', mean: '7ms' }, 'constant')).toBe('7ms');
  });
  test.each(distribution.variants)('every switch to $value is a distribution that the schema takes', ({ value }) => {
    for (const from of ['5ms', '1h', '1us', { kind: 'uniform', min: '3ms', max: '9ms' }]) {
      expect(zDistribution.safeParse(switchVariant(distribution, from, value)).error?.issues).toBeUndefined();
    }
  });
  test('a variant that is a word is written as one', () => {
    const balancing = variantModel(zLoadBalancing);
    expect(readVariant(balancing, 'random')).toMatchObject({ variant: { value: 'random' }, fields: {} });
    expect(switchVariant(balancing, { kind: 'power-of-choices', choices: 4 }, 'random')).toBe('random');
    for (const { value } of balancing.variants) {
      expect(zLoadBalancing.safeParse(switchVariant(balancing, value === 'random' ? 'round-robin' : 'random', value)).success).toBe(true);
    }
  });
  test('a rate limit without a kind is a token bucket, and stays one without', () => {
    const limit = variantModel(zRateLimit);
    const bucket = limit.variants[0]!;
    expect(startValue(limit)).toEqual({});
    expect(readVariant(limit, { rate: 5 })).toEqual({ variant: bucket, fields: { rate: 5 } });
    expect(writeVariant(limit, bucket, { rate: 6 })).toEqual({ rate: 6 });
    expect(writeVariant(limit, bucket, { kind: 'token-bucket', rate: 6 })).toEqual({ kind: 'token-bucket', rate: 6 });
    expect(switchVariant(limit, { rate: 6, per: 'tenant' }, 'gcra')).toEqual({ kind: 'gcra', rate: 6, per: 'tenant' });
    expect(switchVariant(limit, { kind: 'gcra', rate: 6 }, 'token-bucket')).toEqual({ rate: 6 });
  });
  test.each(variantModel(zRateLimit).variants)('every switch to $value is a rate limit that the schema takes', ({ value }) => {
    for (const { value: from } of variantModel(zRateLimit).variants) {
      const before = { kind: from, per: 'entity', keys: 7 };
      expect(zRateLimit.safeParse(switchVariant(variantModel(zRateLimit), before, value)).error?.issues).toBeUndefined();
    }
  });
  test('a breaker keeps its cooldown', () => {
    expect(switchVariant(variantModel(zBreaker), { kind: 'consecutive', failures: 3, cooldown: '5s' }, 'time-window')).toEqual({
      kind: 'time-window',
      cooldown: '5s',
    });
  });
});
