import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { Design, DesignNode } from '../../engine/design/schema';
import { Simulation } from '../../engine/simulate/simulation';
import { Autoscaler } from '../../engine/policies/autoscaler';
import { zAutoscaling } from '../../engine/policies/replica-params';
import { design, link, queue, station } from './designs';
import { once, prepareEngine } from './replications';

prepareEngine();

function started(of: Design, seed = 1): Simulation {
  const result = resolve(of);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return new Simulation(result.value, seed);
}
function server(simulation: Simulation, id = 'server') {
  const node = simulation.model.node(id);
  if (node?.role !== 'server') throw new Error('no server');
  return node;
}
const even = (rate: number, curve: object = { kind: 'constant' }): DesignNode =>
  ({ id: 'clients', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate, curve } } }) as DesignNode;
const poisson = (rate: number, more: object = {}): DesignNode => ({
  id: 'clients',
  kind: 'client',
  params: { traffic: { kind: 'open', rate }, ...more },
});

describe('pauses', () => {
  test('work is stretched by just the pauses that fall into it, to the nanosecond', () => {
    // Pauses of 10 ms after each 90 ms of running: [90, 100), [190, 200) … One call at 50 ms (20 calls a second), 95 ms of work.
    const simulation = started(queue(even(20), station('server', '95ms', { workers: 100, pauses: { every: '90ms', length: '10ms' } })));
    const { stats } = server(simulation);
    // 50 + 95 + pauses at 90 and at none other before 155.
    simulation.runUntil(155e6 - 1);
    expect(stats.completed).toBe(0);
    simulation.runUntil(155e6);
    expect(stats.completed).toBe(1);
    // The next came at 100 ms, when the pause was just over: 195 would be in a pause that begins at 190, so 205.
    simulation.runUntil(205e6 - 1);
    expect(stats.completed).toBe(1);
    simulation.runUntil(205e6);
    expect(stats.completed).toBe(2);
  });

  test('M/M/1 whose pauses are short and many is M/M/1 at the speed that they leave', () => {
    // Pauses of 10 µs after each 30 µs against work of 5 ms on average: a speed of 3/4, so λ = 75, μ = 150 · 3/4.
    const report = once(
      queue(poisson(75), station('server', { kind: 'exponential', mean: '6666667ns' }, { pauses: { every: '30us', length: '10us' } })),
      3,
      { seconds: 600, warmup: 20 },
    );
    // T = 1 / (μ' − λ) = 26.7 ms. One long run: 45,000 calls with this correlation have a standard error of about 1.6 %; three of them.
    expect(Math.abs(report.requests.latency.mean! / (1000 / (112.5 - 75)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(report.nodes.find(({ id }) => id === 'server')!.utilization! - 75 / 112.5)).toBeLessThan(0.02);
  });
});

describe('functions', () => {
  const fn = (params: object): DesignNode => ({ id: 'fn', kind: 'function', params });
  const alone = (rate: number, params: object) => design([poisson(rate), fn(params)], [link('clients', 'fn')]);

  test('share of cold starts with Poisson arrivals and no time at work: P(gap > keepAlive) = e^(−λK)', () => {
    for (const [rate, keepAlive] of [
      [2, 500],
      [1, 2000],
      [5, 100],
    ] as const) {
      const report = once(alone(rate, { serviceTime: '0ms', coldStart: '0ms', keepAlive: `${keepAlive}ms` }), 7, {
        seconds: 20_000,
        warmup: 0,
      });
      const node = report.nodes.find(({ id }) => id === 'fn')!;
      const p = Math.exp((-rate * keepAlive) / 1000);
      // Binomial: gaps are independent. Four standard deviations.
      expect(Math.abs(node.coldStarts / report.requests.arrived - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / report.requests.arrived));
    }
  });

  test('a call that starts an instance waits for it and no longer; further ones are throttled at the limit', () => {
    const simulation = started(
      design([even(10), fn({ serviceTime: '250ms', coldStart: '1s', keepAlive: '10min', limit: 2 })], [link('clients', 'fn')]),
    );
    const node = server(simulation, 'fn');
    // Calls at 100, 200 … ms: two instances start, eight calls and more are throttled until 1.1 s.
    simulation.runUntil(1.05e9);
    expect([node.stats.coldStarts, node.stats.rejected, node.up.length, node.stats.replicas.count]).toEqual([2, 8, 0, 2]);
    simulation.runUntil(1.349e9);
    expect(node.stats.completed).toBe(0);
    simulation.runUntil(1.35e9);
    expect(node.stats.completed).toBe(1);
  });

  test('provisioned instances are warm from the start and stay; others go after their keep-alive', () => {
    const simulation = started(
      design(
        [
          even(1, { kind: 'spike', factor: 0, startAfter: '3500ms', duration: '1h' }),
          fn({ provisioned: 1, coldStart: '1s', serviceTime: '1500ms', keepAlive: '5s' }),
        ],
        [link('clients', 'fn')],
      ),
    );
    const node = server(simulation, 'fn');
    simulation.runUntil(3e9);
    expect(node.stats.coldStarts).toBe(1);
    simulation.runUntil(60e9);
    expect([node.up.length, node.stats.completed]).toEqual([1, 3]);
  });
});

describe('autoscaling', () => {
  const scaling = { min: 2, max: 20, target: 50, up: { window: '0s' }, down: { window: '60s' } } as const;
  const ramp = queue(
    even(100, { kind: 'spike', factor: 6, startAfter: '62s', duration: '240s' }),
    station('server', '10ms', {
      replicas: 2,
      workers: 1,
      mode: 'blocking',
      loadBalancing: 'least-in-flight',
      autoscaling: scaling,
      startup: '5s',
    }),
  );

  test('each sync decides as the rule does for what it sees', () => {
    const simulation = started(ramp);
    const node = server(simulation);
    const { stats } = node;
    const rule = new Autoscaler(zAutoscaling.parse(scaling));
    const counts: number[] = [];
    let [busy, capacity] = [0, 0];
    const active = () => node.replicas.filter(({ retired }) => !retired).length;
    for (let t = 15e9; t <= 600e9; t += 15e9) {
      simulation.runUntil(t - 1);
      const before = active();
      const ready = node.up.length;
      simulation.runUntil(t);
      // What the sync saw at its own moment: a nanosecond more of the same.
      const [areaBusy, areaCapacity] = [stats.areaBusy, stats.areaCapacity];
      const usage = Math.round((1000 * ready * (areaBusy - busy)) / (areaCapacity - capacity));
      [busy, capacity] = [areaBusy, areaCapacity];
      counts.push(active());
      expect([t, active()]).toEqual([t, rule.sync(t, { replicas: before, ready, missing: 0, usage })]);
    }
    // 100/s need 1 busy worker: 2 at 50 %. 600/s need 6: 12.
    expect(counts.slice(0, 4)).toEqual([2, 2, 2, 2]);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(12);
    expect(counts.at(-1)).toBe(2);
  });

  test('the surge is met after it has been seen and replicas have started; replica-seconds count them', () => {
    const report = once(ramp, 1, { seconds: 600, warmup: 0 });
    const node = report.nodes.find(({ id }) => id === 'server')!;
    const marks = report.marks.filter(({ kind }) => kind === 'scaling').map(({ text }) => text);
    expect([marks[0], marks.at(-1)]).toEqual(['server scaled to 4', 'server scaled to 2']);
    expect(node.replicaSeconds!).toBeGreaterThan(2 * 600);
    expect(node.replicaSeconds!).toBeLessThan(20 * 600);
    expect(report.conservation.nodes.every((n) => n.arrived === n.completed + n.failed + n.inFlight)).toBe(true);
  });

  test('an autoscaler with nothing to do asks for no events, and wakes as if it had looked all the time', () => {
    const simulation = started(queue(even(0), station('server', '10ms', { replicas: 2, autoscaling: { min: 2 } })));
    simulation.runUntil(3600e9);
    expect(simulation.idle).toBe(true);
    expect(simulation.kernel.events).toBeLessThan(5);
  });
});

describe('health checks', () => {
  const crash = {
    id: 'crash',
    action: 'replica-crash',
    target: { node: 'server' },
    params: { count: 1 },
    startAfter: '12s',
    duration: '60s',
  } as const;
  const checked = (deadReplica: 'refuse' | 'black-hole') => ({
    ...queue(
      even(10),
      station('server', '1ms', { replicas: 2, healthCheck: { interval: '10s', timeout: '1s', failures: 3, successes: 2, deadReplica } }),
      { timeout: '500ms' },
    ),
    faults: [crash],
  });

  test.each([
    // Dead at 12 s; probes fail at 20, 30 and 40 s (a second later where the host is silent); alive at 72 s, good probes at 80 and 90 s.
    { deadReplica: 'refuse' as const, found: 40e9 },
    { deadReplica: 'black-hole' as const, found: 41e9 },
  ])('$deadReplica: half of the calls fail until the third failed probe, none after', ({ deadReplica, found }) => {
    const simulation = started(checked(deadReplica));
    const node = server(simulation);
    const { stats } = node;
    simulation.runUntil(found - 1);
    const failed = stats.failed;
    expect(Math.abs(failed - ((found - 12e9) / 1e9) * 5)).toBeLessThanOrEqual(2);
    simulation.runUntil(89e9);
    expect(stats.failed - failed).toBeLessThanOrEqual(1);
    expect(node.targets.length).toBe(1);
    simulation.runUntil(90e9);
    expect(node.targets.length).toBe(2);
    const callers = simulation.model.link('clients-server')!.stats;
    expect(callers.failed).toBe(stats.failed);
  });

  test('a replica that is added gets calls as soon as it has started', () => {
    const node = { replicas: 1, startup: '2s', healthCheck: { interval: '10s' } } as const;
    const before = queue(even(10), station('server', '1ms', node));
    const simulation = started(before);
    simulation.runUntil(5e9);
    const after = resolve(queue(even(10), station('server', '1ms', { ...node, replicas: 2 })));
    if (!after.ok) throw new Error('no design');
    simulation.change(after.value, 'two replicas');
    simulation.runUntil(7e9 - 1);
    expect(server(simulation).targets.length).toBe(1);
    simulation.runUntil(7e9);
    expect(server(simulation).targets.length).toBe(2);
  });

  test('without a check a death is known at once', () => {
    const plain = { ...queue(even(10), station('server', '1ms', { replicas: 2 })), faults: [crash] };
    const simulation = started(plain);
    simulation.runUntil(60e9);
    expect(server(simulation).stats.failed).toBe(0);
  });
});

test('outlier ejection: a replica that fails everything is out after five failures, for 30 s, then for 60 s', () => {
  const simulation = started(
    queue(
      even(10),
      station('server', '1ms', {
        replicas: 4,
        healthCheck: { interval: '10min' },
        outlierEjection: { failures: 5, baseTime: '30s', interval: '10s' },
      }),
    ),
  );
  const node = server(simulation);
  simulation.inject({
    id: 'x',
    action: 'replica-crash',
    target: { node: 'server' },
    params: { count: 1 },
    startAfter: 0,
    duration: undefined,
  } as never);
  simulation.runUntil(40e9 - 1);
  // Each fourth of ten calls a second meets it: five of them, and it is out.
  expect([node.stats.failed, node.targets.length]).toEqual([5, 3]);
  simulation.runUntil(50e9);
  expect(node.stats.failed).toBe(10);
  expect(simulation.marks.filter(({ text }) => text.includes('ejected after')).length).toBe(2);
  simulation.runUntil(99e9);
  expect(node.stats.failed).toBe(10);
});

test('start-up and warm-up: a replica that comes back takes calls after its start-up, and is slow at first', () => {
  const simulation = started(
    queue(even(10), station('server', '10ms', { replicas: 1, startup: '2s', warmUp: { over: 'time', factor: 3, duration: '10s' } })),
  );
  const node = server(simulation);
  const crash = {
    id: 'x',
    action: 'replica-crash',
    target: { node: 'server' },
    params: { count: 1 },
    startAfter: 0,
    duration: undefined,
  } as never;
  simulation.runUntil(1e9);
  simulation.inject(crash);
  simulation.runUntil(5e9);
  simulation.heal('x');
  simulation.runUntil(7e9 - 1);
  const before = node.stats.completed;
  expect(node.up.length).toBe(0);
  simulation.runUntil(7.1e9 + 28e6);
  expect(node.up.length).toBe(1);
  // The call of 7.0 s met a replica that was just ready: 30 ms; that of 7.1 s: 10 ms × (1 + 2 · 0.99).
  expect(node.stats.completed - before).toBe(1);
  simulation.runUntil(7.1e9 + 29.8e6);
  expect(node.stats.completed - before).toBe(2);
});
