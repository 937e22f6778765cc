import { describe, expect, test } from 'vitest';
import naive from '../../scenarios/checkout-naive/design.faultline.json';
import checkout from '../../scenarios/checkout/design.faultline.json';
import saga from '../../scenarios/checkout-saga/design.faultline.json';
import poison from '../../scenarios/poison-message/design.faultline.json';
import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { buildTrace } from '../../engine/measure/trace/build-trace';
import { TraceFinder } from '../../engine/measure/trace/find-traces';
import type { Doing, Trace } from '../../engine/measure/trace/trace';
import { boundedShelf, TraceShelf } from '../../engine/measure/trace/trace-shelf';
import type { Trail } from '../../engine/measure/trace/trail';
import { Simulation } from '../../engine/simulate/simulation';
import { traceNames } from '../../engine/simulate/tracing/trace-names';
import { traceMistakes } from '../swarm/trace-law';

/** Keeps every request there is. */
class WholeShelf extends TraceShelf {
  readonly all: Trail[] = [];

  override ended(trail: Trail): void {
    super.ended(trail);
    trail.holders += 1;
    this.all.push(trail);
  }
}

function traced(design: Design, seconds: number): { simulation: Simulation; traces: Trace[]; wrong: string[] } {
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, 1, undefined, (clock, luck) => new WholeShelf(clock, luck, 20_000_000));
  simulation.runUntil(seconds * 1e9);
  const names = traceNames(simulation.model, simulation.tracer!, design);
  const { all, missed } = simulation.tracer!.shelf as WholeShelf;
  expect(missed).toBe(0);
  return {
    simulation,
    traces: all.map((trail) => buildTrace(trail, names, simulation.now)),
    wrong: all.flatMap((trail) => traceMistakes(trail, names, simulation.now)),
  };
}

/** Traffic that stops, so that everything comes to its end within the run. */
const drained = (design: Design): Design => ({
  ...design,
  nodes: design.nodes!.map((node) =>
    node.kind === 'client'
      ? { ...node, params: { traffic: { kind: 'open', rate: 60, curve: { kind: 'step', to: 0, startAfter: '10s' } } } }
      : node,
  ),
});

/** Slow now and then, with timeouts, retries, a breaker, a fallback, branches side by side, and a queue behind. */
const shop: Design = {
  version: 1,
  name: 'Shop',
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 60 } } },
    {
      id: 'web',
      kind: 'gateway',
      operations: [
        {
          name: 'buy',
          steps: [
            { kind: 'parallel', branches: [[{ kind: 'call', link: 'web-stock' }], [{ kind: 'call', link: 'web-prices' }]] },
            { kind: 'call', link: 'web-pay', onError: 'fallback' },
            { kind: 'publish', link: 'web-mail', event: 'Bought' },
          ],
        },
      ],
    },
    { id: 'stock', kind: 'service', params: { replicas: 1, workers: 1, serviceTime: { kind: 'exponential', mean: '10ms' } } },
    {
      id: 'prices',
      kind: 'service',
      params: { replicas: 2, workers: 1, mode: 'async', serviceTime: { kind: 'exponential', mean: '5ms' }, errorRate: 0.2 },
    },
    { id: 'pay', kind: 'service', params: { replicas: 1, workers: 2, serviceTime: { kind: 'exponential', mean: '28ms' }, queueLimit: 40 } },
    { id: 'mail', kind: 'queue' },
    { id: 'mailer', kind: 'service', params: { replicas: 1, workers: 4, serviceTime: { kind: 'exponential', mean: '20ms' } } },
  ],
  links: [
    { id: 'users-web', from: 'users', to: 'web' },
    { id: 'web-stock', from: 'web', to: 'stock' },
    { id: 'web-prices', from: 'web', to: 'prices', policy: { retry: { attempts: 2, backoff: '5ms' } } },
    {
      id: 'web-pay',
      from: 'web',
      to: 'pay',
      policy: {
        timeout: '80ms',
        retry: { attempts: 2, backoff: '20ms' },
        breaker: { kind: 'consecutive', failures: 4, cooldown: '300ms' },
      },
    },
    { id: 'web-mail', from: 'web', to: 'mail' },
    { id: 'mail-mailer', from: 'mail', to: 'mailer' },
  ],
};

const spent = (traces: readonly Trace[], node: string, doing: Doing): number =>
  traces
    .flatMap(({ spans }) => spans)
    .filter((span) => span.node === node && (span.kind === 'operation' || span.kind === 'branch'))
    .flatMap(({ stretches }) => stretches)
    .reduce((sum, stretch) => sum + (stretch.doing === doing ? stretch.to - stretch.from : 0), 0);

describe('traces agree with what the run itself has measured', () => {
  const { simulation, traces, wrong } = traced(drained(shop), 60);
  const { model } = simulation;
  const spans = traces.flatMap((trace) => trace.spans);

  test('every request has one, and they are whole', () => {
    expect(traces.length).toBeGreaterThan(400);
    expect(traces.length).toBe(model.journeys[0]!.stats.arrived);
    expect(wrong).toEqual([]);
  });

  test('latencies add up to the run’s, to the nanosecond', () => {
    const { total, unserved } = model.journeys[0]!.stats;
    const failed = traces.filter(({ outcome }) => outcome === 'failed');
    const took = (some: readonly Trace[]): number => some.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(BigInt(took(traces))).toBe(total.total() + unserved.exact());
    expect(failed.length).toBe(model.journeys[0]!.stats.failed);
  });

  test.each(model.links.map(({ id }) => id))('%s: as many calls and attempts as its own count', (id) => {
    const { stats, queue } = model.link(id)!;
    const count = (kind: string): number => spans.filter((span) => span.link === id && span.kind === kind).length;
    // Attempts that a breaker refused are told, too, and were never sent. A message has one attempt, which is itself.
    const refused = spans.filter((span) => span.link === id && span.kind === 'attempt' && span.outcome === 'breaker-open').length;
    const [calls, attempts] = queue === null ? [count('call'), count('attempt') - refused] : [count('message'), count('message')];
    expect({ calls, attempts }).toEqual({ calls: stats.calls, attempts: stats.attempts });
  });

  test.each(['web', 'stock', 'prices', 'pay', 'mailer'])('%s: waiting and work are the run’s, to the nanosecond', (id) => {
    const { stats } = model.node(id)!;
    expect(BigInt(spent(traces, id, 'queue'))).toBe(stats.queueWait.total());
    expect(BigInt(spent(traces, id, 'service'))).toBe(stats.service.total());
  });

  test('it meets what it is meant to meet', () => {
    const outcomes = new Set(spans.map(({ outcome }) => outcome));
    for (const outcome of ['ok', 'degraded', 'timeout', 'breaker-open', 'error', 'left']) expect(outcomes).toContain(outcome);
  });
});

describe.each([
  ['checkout', checkout],
  ['checkout-saga', saga],
  ['checkout-naive', naive],
  ['poison-message', poison],
])('%s', (_name, file) => {
  const design = file as Design;
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error('does not check');
  const off = new Simulation(resolved.value, 1);
  const on = new Simulation(resolved.value, 1, undefined, boundedShelf);
  off.runUntil(15e9);
  on.runUntil(15e9);

  test('is the same run, whether requests are followed or not', () => {
    expect(on.digest).toBe(off.digest);
  });

  test('keeps traces, and all of them are whole', () => {
    const names = traceNames(on.model, on.tracer!, design);
    const kept = [...on.tracer!.shelf.kept()];
    expect(kept.length).toBeGreaterThan(40);
    expect(kept.flatMap((trail) => traceMistakes(trail, names, on.now))).toEqual([]);
  });
});

test('a request that broke an invariant is kept, and found by its number', () => {
  const design = naive as Design;
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error('does not check');
  const simulation = new Simulation(resolved.value, 1, undefined, boundedShelf);
  simulation.runUntil(20e9);
  const { model, tracer, now } = simulation;
  const finder = new TraceFinder(tracer!.shelf, traceNames(model, tracer!, design));
  model.ledger.settle(now);
  const broken = model.ledger.keepers.flatMap(({ first }) => first.map(({ requests }) => requests.at(-1)!));
  expect(broken.length).toBeGreaterThan(0);
  const found = finder.find({ outcome: 'broken' }, now);
  expect(found.traces.length).toBeGreaterThan(0);
  for (const { request } of found.traces)
    expect(model.ledger.keepers.some(({ first }) => first.length >= 100 || first.some(({ requests }) => requests.includes(request)))).toBe(
      true,
    );
  expect(finder.find({ requests: [found.traces[0]!.request] }, now).traces).toHaveLength(1);
});
