import { expect, test } from 'vitest';
import { isLit, readStepPlace, stepPlace } from './operations-ui';

test.each([
  ['nodes.orders.operations.0.steps.2', '2'],
  ['nodes.orders.operations.0.steps.2.link', '2'],
  ['nodes.orders.operations.0.steps.1.branches.0.3.operation', '1.branches.0.3'],
  ['nodes.orders.operations.0.steps.1.branches.1.steps.0', '1.branches.1.steps.0'],
  ['nodes.orders.operations.0.steps.1.stages.0.compensate.2.entity', '1.stages.0.compensate.2'],
  ['nodes.orders.operations.0.steps.1.miss.0.steps.4', '1.miss.0.steps.4'],
  ['nodes.orders.operations.0.steps.2.needs.0', '2'],
])('%s is about step %s', (place, path) => {
  expect(readStepPlace(place)).toEqual({ node: 'orders', operation: 0, path });
  expect(place.startsWith(stepPlace('orders', 0, path))).toBe(true);
});

test('other places are about no step', () => {
  for (const place of ['nodes.orders', 'nodes.orders.operations.0.name', 'links.steps.0', '']) expect(readStepPlace(place)).toBeNull();
});

test('a step lights itself and what lies within it', () => {
  const at = (path: string) => stepPlace('orders', 0, path);
  expect(isLit(at('1.branches.0.0'), at('1'))).toBe(true);
  expect(isLit(at('1'), at('1'))).toBe(true);
  expect(isLit(at('10'), at('1'))).toBe(false);
  expect(isLit(null, at('1'))).toBe(false);
  expect(isLit(at('1'), null)).toBe(false);
});
