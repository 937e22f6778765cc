import { expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignFault } from '../design/schema';
import { zFault } from '../design/schema';
import type { ServerState } from './model';
import { Simulation } from './simulation';

const crash: DesignFault = { id: 'down', action: 'replica-crash', target: { node: 'shop' }, params: { count: 2 } };
const users = { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } } as const;
const shop: Design = {
  version: 1,
  name: 'shop',
  nodes: [users, { id: 'shop', kind: 'service', params: { replicas: 2, workers: 3 } }],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
};
const without: Design = { version: 1, name: 'shop', nodes: [users] };

function resolved(design: Design) {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test.each([
  ['a fault of the script that goes with it', { ...shop, faults: [crash] }, false],
  ['a fault set by hand that ends later', shop, true],
])('replicas of a node that was removed stay down: %s', (_what, design, byHand) => {
  const simulation = new Simulation(resolved(design), 1);
  const node = simulation.model.node('shop') as ServerState;
  if (byHand) simulation.inject(zFault.parse(crash));
  simulation.runUntil(1e9);
  expect(node.up).toHaveLength(0);
  simulation.change(resolved(without), 'edit');
  simulation.runUntil(2e9);
  simulation.heal('down');
  expect(node.removed).toBe(true);
  expect(node.up).toHaveLength(0);
  expect(node.stats.capacity).toBe(0);
});

test('replicas of a node that is there come back when the fault ends', () => {
  const simulation = new Simulation(resolved(shop), 1);
  const node = simulation.model.node('shop') as ServerState;
  simulation.inject(zFault.parse({ ...crash, duration: '1s' }));
  expect(node.stats.capacity).toBe(0);
  simulation.runUntil(2e9);
  expect(node.up).toHaveLength(2);
  expect(node.stats.capacity).toBe(6);
});
