import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignFault, DesignNode } from '../design/schema';
import { zFault } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { Simulation } from './simulation';

const seconds = (s: number): number => Math.round(s * 1e9);

/** A client at even gaps, a service that does one step, and what it is done at. */
const shop = (step: StepInput, rate: number, behind: DesignNode): Design => ({
  version: 1,
  name: 'Shop',
  nodes: [
    {
      id: 'clients',
      kind: 'client',
      params: { traffic: { kind: 'open', arrivals: 'constant', rate }, entities: { kind: 'uniform', count: 100 } },
    },
    { id: 'shop', kind: 'external', params: { latency: '0ms' }, operations: [{ name: 'buy', steps: [step] }] },
    behind,
  ],
  links: [
    { id: 'in', from: 'clients', to: 'shop', protocol: 'local' },
    { id: 'out', from: 'shop', to: 'node', protocol: 'local' },
  ],
});
function started(design: Design): Simulation {
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return new Simulation(result.value, 1);
}
const server = (simulation: Simulation) => {
  const node = simulation.model.node('node');
  if (node?.role !== 'server') throw new Error('no server');
  return node;
};
const inject = (simulation: Simulation, action: DesignFault['action'], params: object): void =>
  simulation.inject(zFault.parse({ id: 'f', action, target: { node: 'node' }, params }));
const call: StepInput = { kind: 'call', link: 'out' };
const write: StepInput = { kind: 'write', link: 'out' };
const database = (params: object): DesignNode => ({ id: 'node', kind: 'database', params: { queryTime: '1ms', ...params } });

describe('slow disk', () => {
  const mean = (simulation: Simulation): number => server(simulation).stats.service.mean() / 1e6;

  test('every write waits for it, and the share of reads that is said', () => {
    const writes = started(shop(write, 100, database({})));
    inject(writes, 'slow-disk', { extra: '10ms', reads: 0 });
    writes.runUntil(seconds(2));
    expect(mean(writes)).toBeCloseTo(11, 6);
    const reads = started(shop(call, 1000, database({ connections: 1000 })));
    inject(reads, 'slow-disk', { extra: '10ms', reads: 0.25 });
    reads.runUntil(seconds(20));
    // 20,000 reads: four standard deviations of the share are 0.0125.
    expect(Math.abs(mean(reads) - 3.5)).toBeLessThan(0.125);
  });

  test('two add up, and each takes only itself away', () => {
    const simulation = started(shop(write, 100, database({})));
    inject(simulation, 'slow-disk', { extra: '10ms', reads: 0 });
    simulation.inject(zFault.parse({ id: 'g', action: 'slow-disk', target: { node: 'node' }, params: { extra: '5ms', reads: 0 } }));
    simulation.runUntil(seconds(1));
    expect(mean(simulation)).toBeCloseTo(16, 6);
    simulation.heal('f');
    expect(server(simulation).disk?.slowness).toEqual([{ extra: 5e6, reads: 0 }]);
    simulation.heal('g');
    expect(server(simulation).disk).toBe(null);
  });
});

describe('pool exhaustion', () => {
  test('so many connections are left, those in use are finished, and all are there again at the end', () => {
    const simulation = started(shop(call, 100, database({ queryTime: '50ms', connections: 20, queueLimit: 10_000 })));
    simulation.runUntil(seconds(1.001));
    expect(server(simulation).stats.busy).toBe(5);
    inject(simulation, 'pool-exhaustion', { left: 2 });
    expect([server(simulation).workers, server(simulation).stats.busy]).toEqual([2, 5]);
    simulation.runUntil(seconds(2.001));
    // 2 at 50 ms each: 40 a second of 100.
    expect([server(simulation).stats.busy, server(simulation).stats.capacity]).toEqual([2, 2]);
    expect(Math.abs(server(simulation).stats.waiting - 60)).toBeLessThanOrEqual(3);
    simulation.heal('f');
    expect([server(simulation).stats.busy, server(simulation).stats.capacity]).toEqual([20, 20]);
  });

  test('it outlives an edit of the node', () => {
    const of = (connections: number) => shop(call, 100, database({ queryTime: '50ms', connections }));
    const simulation = started(of(20));
    inject(simulation, 'pool-exhaustion', { left: 2 });
    const after = resolve(of(30));
    if (!after.ok) throw new Error('no design');
    simulation.change(after.value, 'more connections');
    expect(server(simulation).workers).toBe(2);
    simulation.heal('f');
    expect(server(simulation).workers).toBe(30);
  });
});

test('memory leak: replicas die one after the other, again and again, and the end of the fault starts them', () => {
  const simulation = started(shop(call, 100, { id: 'node', kind: 'service', params: { replicas: 2, serviceTime: '1ms' } }));
  inject(simulation, 'memory-leak', { lifetime: '10s', restart: '2s' });
  const up = (at: number): number => {
    simulation.runUntil(seconds(at));
    return server(simulation).up.length;
  };
  // The first dies at 5 and 17 s, the second at 10 and 22 s; each is back 2 s later.
  expect([4.99, 5, 6.99, 7, 9.99, 10, 11.99, 12, 17, 18.99, 19, 22].map(up)).toEqual([2, 1, 1, 2, 2, 1, 1, 2, 1, 1, 2, 1]);
  simulation.heal('f');
  expect(up(22.1)).toBe(2);
  expect(up(60)).toBe(2);
});

test('a semi-sync primary without replicas waits once, goes on without, and waits again when they are back', () => {
  const replication = { replicas: 1, mode: 'semi-sync', lag: '1ms', ackTimeout: '500ms' } as const;
  const design = shop(write, 10, { ...database({ replication }), zones: ['a', 'b'] });
  const simulation = started({ ...design, zones: [{ id: 'a' }, { id: 'b' }] });
  const values = () => {
    const line = server(simulation).stats;
    return [line.completed, line.failed];
  };
  simulation.inject(zFault.parse({ id: 'z', action: 'zone-loss', target: { zone: 'b' } }));
  simulation.runUntil(seconds(0.55));
  expect(values()).toEqual([0, 0]);
  simulation.runUntil(seconds(0.65));
  // The first has waited for 500 ms; those behind it that were waiting wait out their own time, new ones do not wait.
  expect(values()[0]).toBeGreaterThanOrEqual(1);
  simulation.runUntil(seconds(1.55));
  expect(values()).toEqual([15, 0]);
});
