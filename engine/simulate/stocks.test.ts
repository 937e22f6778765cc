import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignNode } from '../design/schema';
import type { StepInput } from '../design/step-schema';
import { linkColumn, linkColumns, nodeColumn, nodeColumns } from '../measure/columns';
import { FrameRecorder } from '../measure/frame-recorder';
import { run } from './run';
import { Simulation } from './simulation';

const sold = (stock: 'take' | 'take-if-enough'): StepInput => ({ kind: 'effect', effect: 'Sold', entity: 'sku', stock });
const check: StepInput = { kind: 'check', entity: 'sku' };
const work = (time: string): StepInput => ({ kind: 'work', time });

/** 100 buyers a second of one thing of which there are 50; they ask a store that does `steps`. */
function sale(steps: StepInput[], params: Extract<DesignNode, { kind: 'database' }>['params'] = {}): Design {
  return {
    version: 1,
    name: 'Sale',
    run: { duration: '4s', warmup: '0s' },
    entities: [{ id: 'sku', stock: 50 }],
    nodes: [
      {
        id: 'buyers',
        kind: 'client',
        params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant' }, entities: { kind: 'uniform', count: 1 } },
      },
      { id: 'shop', kind: 'gateway', operations: [{ name: 'buy', steps: [{ kind: 'write', link: 'shop-db', entity: 'sku' }] }] },
      { id: 'db', kind: 'database', params: { connections: 1000, ...params }, operations: [{ name: 'write', steps }] },
    ],
    links: [
      { id: 'buyers-shop', from: 'buyers', to: 'shop' },
      {
        id: 'shop-db',
        from: 'shop',
        to: 'db',
        protocol: 'sql',
        policy: { retry: { attempts: 3 }, breaker: { kind: 'consecutive', failures: 5 } },
      },
    ],
    invariants: [{ id: 'oversold', kind: 'sum', add: ['Sold'], stock: 50 }],
  };
}

function outcome(design: Design) {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { requests, ledger, links } = result.value;
  const { effects, invariants } = ledger!;
  return { requests, sold: effects[0]!, oversold: invariants[0]!.amount, link: links.find(({ id }) => id === 'shop-db')! };
}

describe('who sells more than there is', () => {
  test('check, then take: as many too many as come between', () => {
    // Method: a buyer each 10 ms, and 55 ms between check and take. So five more check before the last unit is taken.
    const { oversold, sold: effect, requests } = outcome(sale([check, work('55ms'), sold('take')]));
    expect(oversold).toBe(5);
    expect(effect.count).toBe(55);
    expect(requests.failuresByCause).toEqual({ 'out-of-stock': requests.failed });
  });

  test('nobody who takes only what is left', () => {
    const { oversold, sold: effect, requests, link } = outcome(sale([work('55ms'), sold('take-if-enough')]));
    expect([oversold, effect.count]).toEqual([0, 50]);
    expect(effect.refused).toBeGreaterThan(300);
    expect(requests.failuresByCause).toEqual({ 'out-of-stock': effect.refused });
    // A refusal is an answer: asked once each, and no breaker trips.
    expect(link.retries).toBe(0);
    expect(requests.failuresByCause['breaker-open']).toBeUndefined();
  });

  test('nobody who checks and takes under one lock', () => {
    // One at a time, so a faster query than buyers come.
    const { oversold, sold: effect } = outcome(sale([check, work('5ms'), sold('take')], { rowLocks: { timeout: '10s' } }));
    expect([oversold, effect.count]).toEqual([0, 50]);
    const slow = outcome(sale([check, work('55ms'), sold('take')], { rowLocks: { timeout: '10s' } }));
    expect(slow.oversold).toBe(0);
  });
});

test('a saga that is refused gives back what it has taken, and what others have taken stays', () => {
  const design = sale([work('1ms')]);
  const effect = (name: string, stock: 'take-if-enough' | 'give-back', entity: string): StepInput => ({
    kind: 'effect',
    effect: name,
    entity,
    stock,
  });
  const place: StepInput = {
    kind: 'saga',
    stages: [
      { steps: [effect('Seat', 'take-if-enough', 'seat')], compensate: [effect('SeatBack', 'give-back', 'seat')] },
      { steps: [effect('Meal', 'take-if-enough', 'meal')], attempts: 5 },
    ],
  };
  const resolved = resolve({
    ...design,
    entities: [
      { id: 'seat', stock: 100 },
      { id: 'meal', stock: 30 },
    ],
    nodes: design.nodes!.map((node) => (node.id === 'shop' ? { ...node, operations: [{ name: 'buy', steps: [place] }] } : node)),
    invariants: [],
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, 1);
  simulation.runUntil(2e9);
  const counts = Object.fromEntries(simulation.model.ledger.effects.map(({ name, count, refused }) => [name, [count, refused]]));
  const requests = counts['Seat']![0]!;
  expect(counts['Meal']).toEqual([30, requests - 30]);
  expect(counts['SeatBack']).toEqual([requests - 30, 0]);
});

test('whom is refused for want of stock is no error of anybody: all stay well, and the refusals are seen', () => {
  const resolved = resolve(sale([sold('take-if-enough')]));
  if (!resolved.ok) throw new Error('the design does not check');
  const simulation = new Simulation(resolved.value, 1);
  const recorder = new FrameRecorder(simulation.model);
  simulation.runUntil(2e9);
  recorder.tick(simulation.now);
  const { nodes, links } = recorder.take();
  const of = (column: 'errorShare' | 'failures') => ({
    nodes: simulation.model.nodes.map((_, i) => nodes[i * nodeColumns.length + nodeColumn[column]]!),
    links: simulation.model.links.map((_, i) => links[i * linkColumns.length + linkColumn[column]]!),
  });
  expect(of('errorShare')).toEqual({ nodes: [0, 0, 0], links: [0, 0] });
  for (const rate of [...of('failures').nodes, ...of('failures').links]) expect(rate).toBeGreaterThan(50);
});
