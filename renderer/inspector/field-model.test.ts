import { describe, expect, test } from 'vitest';
import { zDistribution } from '../../engine/core/distribution';
import { zLink } from '../../engine/design/schema';
import { faultActions } from '../../engine/faults/registry';
import { nodeKinds } from '../../engine/nodes/registry';
import { zBreaker } from '../../engine/policies/breaker-params';
import { zPolicy, zRetry } from '../../engine/policies/params';
import { type FieldModel, fieldModel, properties, words } from './field-model';

const find = (list: ReturnType<typeof properties>, key: string) => {
  const found = list.find((property) => property.key === key);
  if (!found) throw new Error(`no property ${key}`);
  return found;
};

describe('fieldModel', () => {
  test.each(Object.values(nodeKinds))('every parameter of $kind has a field with words', (kind) => {
    const list = properties(kind.params);
    expect(list.map(({ key }) => key)).toEqual(Object.keys(kind.params.shape));
    everyField(list.map(({ model }) => model));
  });

  test.each(Object.values(faultActions))('every parameter of the fault $action has a field', (fault) => {
    const list = properties(fault.params);
    expect(list.map(({ key }) => key)).toEqual(Object.keys(fault.params.shape));
    everyField(list.map(({ model }) => model));
  });

  test('a policy reads as what each part is', () => {
    const list = properties(zPolicy);
    expect(Object.fromEntries(list.map(({ key, model }) => [key, model.kind]))).toEqual({
      propagateDeadline: 'toggle',
      rateLimit: 'variant',
      retry: 'group',
      throttle: 'group',
      breaker: 'variant',
      concurrencyLimit: 'variant',
      bulkhead: 'group',
      hedge: 'group',
      hangUpAtDeadline: 'toggle',
      timeout: 'duration',
      cancelOnTimeout: 'toggle',
      group: 'group',
      fallback: 'group',
      scope: 'choice',
    });
    expect(list.filter(({ optional }) => optional).map(({ key }) => key)).toEqual([
      'rateLimit',
      'retry',
      'throttle',
      'breaker',
      'concurrencyLimit',
      'bulkhead',
      'hedge',
      'timeout',
      'group',
      'fallback',
    ]);
  });

  test('units, ranges and defaults come through', () => {
    expect(find(properties(zRetry), 'attempts').model).toMatchObject({
      kind: 'number',
      whole: true,
      min: 2,
      max: 20,
      fallback: 3,
      unit: 'attempts',
    });
    expect(find(properties(zRetry), 'cap').model).toMatchObject({ kind: 'duration', min: 0, max: 3600e9, fallback: '2s' });
    expect(find(properties(zRetry), 'on').model).toMatchObject({ kind: 'choices', least: 1 });
    expect(find(properties(nodeKinds.gateway.params), 'errorRate').model).toMatchObject({ kind: 'share', fallback: 0 });
  });

  test('a breaker is one of several, told apart by kind', () => {
    const model = fieldModel(zBreaker);
    expect(model).toMatchObject({ kind: 'variant', tag: 'kind' });
    if (model?.kind !== 'variant') return;
    expect(model.variants.map(({ value }) => value)).toEqual([
      'consecutive',
      'count-window',
      'time-window',
      'resilience4j',
      'cockatiel',
      'opossum',
    ]);
    expect(model.variants[0]?.properties.map(({ key }) => key)).toEqual(['failures', 'cooldown', 'probes']);
    expect(model.plain).toBeUndefined();
  });

  test('a bare duration is the short form of the constant distribution', () => {
    const model = fieldModel(zDistribution);
    expect(model).toMatchObject({ kind: 'variant', plain: { is: 'constant', key: 'value', model: { kind: 'duration' } } });
  });

  test('ways of balancing are words where a word is enough, and objects where they have parameters', () => {
    const { model } = find(properties(nodeKinds.service.params), 'loadBalancing');
    expect(model).toMatchObject({ kind: 'variant', tag: 'kind', fallback: 'round-robin' });
    if (model.kind !== 'variant') return;
    expect(model.words).toEqual(['round-robin', 'random', 'least-in-flight', 'power-of-two']);
    expect(model.variants.map(({ title }) => title)).toContain('Consistent hashing');
    expect(model.variants[0]).toEqual({ value: 'round-robin', title: 'Round robin', properties: [] });
  });

  test('a link keeps its network and policy as groups', () => {
    expect(find(properties(zLink), 'network').model.kind).toBe('group');
    expect(find(properties(zLink), 'protocol').model.kind).toBe('choice');
  });
});

test('names become words', () => {
  expect(words('queueLimit')).toBe('Queue limit');
  expect(words('half-open')).toBe('Half open');
  expect(words('p99')).toBe('p99');
});

/** Walks down a model: nothing is without a description but the parts of a union. */
function everyField(models: readonly FieldModel[]): void {
  for (const model of models) {
    expect(model).toHaveProperty('description', expect.stringMatching(/\w/));
    if (model.kind === 'group') everyField(model.properties.map((property) => property.model));
    if (model.kind === 'variant') model.variants.forEach((variant) => everyField(variant.properties.map((property) => property.model)));
  }
}
