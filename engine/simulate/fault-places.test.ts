import { expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignFault } from '../design/schema';
import { zFault } from '../design/schema';
import type { ServerState } from './model';
import { Simulation } from './simulation';

const design: Design = {
  version: 1,
  name: 'many',
  groups: [{ id: 'left', kind: 'plain' }],
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 0 } } },
    ...Array.from({ length: 10 }, (_, i) => ({
      id: `s${i}`,
      kind: 'service' as const,
      params: { replicas: 10 },
      ...(i < 4 && { group: 'left' }),
    })),
  ],
  links: Array.from({ length: 10 }, (_, i) => ({ id: `l${i}`, from: 'users', to: `s${i}` })),
};

function simulated(target: object, action: DesignFault['action'] = 'slow-down', seed = 1, id = 'f'): Simulation {
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, seed);
  simulation.inject(zFault.parse({ id, action, target }));
  return simulation;
}

const servers = ({ model }: Simulation): ServerState[] => model.nodes.filter((node): node is ServerState => node.role === 'server');
const slow = (simulation: Simulation): string[] =>
  servers(simulation)
    .filter(({ slowdown }) => slowdown > 1)
    .map(({ id }) => id);
const down = (simulation: Simulation): number[] =>
  servers(simulation)[0]!
    .replicas.filter(({ up }) => !up)
    .map(({ index }) => index);

test('a kind is all nodes of it, a group all that lies in it, and all are healed together', () => {
  const simulation = simulated({ kind: 'service' });
  expect(slow(simulation)).toHaveLength(10);
  simulation.heal('f');
  expect(slow(simulation)).toEqual([]);
  expect(slow(simulated({ group: 'left' }))).toEqual(['s0', 's1', 's2', 's3']);
});

test('a fault of links is on the links to what matches', () => {
  const simulation = simulated({ group: 'left' }, 'packet-loss');
  expect(simulation.model.links.filter(({ loss }) => loss > 0).map(({ id }) => id)).toEqual(['l0', 'l1', 'l2', 'l3']);
});

test('a share is rounded up, the same for the same seed and fault, and another for others', () => {
  const drawn = slow(simulated({ kind: 'service', share: 0.31 }));
  expect(drawn).toHaveLength(4);
  expect(slow(simulated({ kind: 'service', share: 0.31 }))).toEqual(drawn);
  const others = [2, 3, 4].map((seed) => slow(simulated({ kind: 'service', share: 0.31 }, 'slow-down', seed)).join());
  expect(new Set([drawn.join(), ...others]).size).toBeGreaterThan(1);
  expect(slow(simulated({ kind: 'service', share: 0.31 }, 'slow-down', 1, 'g'))).not.toEqual(drawn);
});

test('each node is as likely as the others to be in a share', () => {
  // Method: 400 seeds draw 3 of 10; each node's count is binomial with mean 120 and standard deviation 9.2; all lie within 4 of those.
  const counts = new Map<string, number>();
  for (let seed = 1; seed <= 400; seed++)
    for (const id of slow(simulated({ kind: 'service', share: 0.3 }, 'slow-down', seed))) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect(counts.size).toBe(10);
  for (const count of counts.values()) expect(Math.abs(count - 120)).toBeLessThan(37);
});

test('a share of a node is a share of its replicas, and they come back', () => {
  const simulation = simulated({ node: 's0', share: 0.5 }, 'replica-crash');
  expect(down(simulation)).toHaveLength(5);
  expect(down(simulation)).not.toEqual([0, 1, 2, 3, 4]);
  simulation.heal('f');
  expect(down(simulation)).toEqual([]);
});
