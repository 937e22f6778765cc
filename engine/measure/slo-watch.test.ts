import { describe, expect, test } from 'vitest';
import { load } from '../design/file';
import { resolve } from '../design/resolve';
import { Simulation } from '../simulate/simulation';
import { burnRate } from './error-budget';
import { SloWatch } from './slo-watch';

const SECOND = 1e9;

/** A fault makes a tenth of the answers errors from 20 s on: 1 % may fail, so the budget burns ten times as fast as allowed. */
const design = {
  version: 1,
  name: 'shop',
  run: { duration: '60s', warmup: '0s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 500 } } },
    { id: 'api', kind: 'external', params: { latency: { kind: 'constant', value: '5ms' } } },
  ],
  links: [{ id: 'users-api', from: 'users', to: 'api' }],
  slos: [
    { id: 'up', kind: 'availability', atLeast: 0.99 },
    { id: 'fast', kind: 'latency', percentile: 90, below: '1s' },
  ],
  faults: [{ id: 'errors', action: 'error-rate', target: { node: 'api' }, params: { share: 0.1 }, startAfter: '20s' }],
};

function watched(until: number) {
  const loaded = load(JSON.stringify(design));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const resolved = resolve(loaded.value.design);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, 1);
  const watch = new SloWatch(resolved.value.slos);
  watch.begin(simulation.model);
  const marks = [];
  for (let second = 1; second <= until; second++) {
    simulation.runUntil(second * SECOND);
    marks.push(...watch.look(simulation.model, second * SECOND));
  }
  return { ...watch.take(), marks, stats: simulation.model.journeys[0]!.stats, watch, simulation };
}

describe('the error budget', () => {
  test('is whole while all goes well', () => {
    const { lines, marks } = watched(15);
    expect(lines[0]).toMatchObject({ budgetLeft: 1, burn: 0, missed: false, bad: 0, measured: 1, unit: 'share' });
    expect(lines[1]).toMatchObject({ budgetLeft: 1, burn: 0, objective: 1000, unit: 'ms' });
    expect(marks).toEqual([]);
  });

  test('burns at the share that fails, divided by the share that may', () => {
    const { lines, marks, stats } = watched(40);
    const [up] = lines;
    const finished = stats.ok + stats.degraded + stats.late + stats.failed;
    expect(up!.bad).toBe(stats.failed + stats.late);
    expect(up!.counted).toBe(finished);
    expect(up!.budgetLeft).toBeCloseTo(1 - stats.failed / finished / 0.01, 9);
    // Five seconds of 500 requests at a tenth: 10 ± 5 %, so within 8 and 12 by a wide margin.
    expect(up!.burn).toBeGreaterThan(8);
    expect(up!.burn).toBeLessThan(12);
    expect(up!.budgetLeft).toBeLessThan(-3);
    expect(marks.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['slo-breach up']);
  });

  test('has a row a second, handed out once', () => {
    const { times, values, watch } = watched(30);
    expect(times).toHaveLength(30);
    expect(values).toHaveLength(30 * 2 * 6);
    expect(watch.take().times).toHaveLength(0);
    expect(watch.take().lines).toHaveLength(2);
  });

  test('begins anew where it is told to', () => {
    const { simulation, watch } = watched(25);
    expect(watch.take().lines[0]!.bad).toBeGreaterThan(0);
    watch.begin(simulation.model);
    watch.look(simulation.model, 25 * SECOND);
    expect(watch.take().lines[0]).toMatchObject({ bad: 0, counted: 0 });
  });
});

describe('burn rate', () => {
  const all = { id: 'a', kind: 'availability', atLeast: 1 } as const;
  test('is nothing without requests, and endless where nothing may fail', () => {
    expect(burnRate(all, { counted: 0, bad: 0, measured: Number.NaN })).toBeNaN();
    expect(burnRate(all, { counted: 10, bad: 0, measured: 1 })).toBe(0);
    expect(burnRate(all, { counted: 10, bad: 1, measured: 0.9 })).toBe(Number.POSITIVE_INFINITY);
  });
  test('of a latency counts those slower than the bound', () => {
    const p99 = { id: 'l', kind: 'latency', percentile: 99, below: 5e8 } as const;
    expect(burnRate(p99, { counted: 1000, bad: 20, measured: 700 })).toBeCloseTo(2, 9);
  });
});
