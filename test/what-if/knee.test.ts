import { beforeAll, describe, expect, test } from 'vitest';
import type { Design, DesignNode } from '../../engine/design/schema';
import { type Crew, serialCrew } from '../../engine/what-if/crew';
import { findKnee, type Knee, type KneeWanted } from '../../engine/what-if/knee';
import { design, exponential, link, SPEED, station, stream } from '../laws/designs';
import { nativeEngine } from '../support/native-engine';
import { answered } from './support';

let crew: Crew;
beforeAll(async () => {
  const { run } = await nativeEngine();
  crew = serialCrew(run);
});

const kneeOf = (wanted: KneeWanted): Promise<Knee> => answered(findKnee, wanted, crew);

const system = (rate: number, server: DesignNode, more: Partial<Design> = {}): Design =>
  design([stream(rate), server], [link('clients', 'server')], more);

/** Share of calls that find all servers and all places taken: M/M/c/K from its balance equations. */
function lossOf(lambda: number, mu: number, c: number, K: number): number {
  let [weight, total] = [1, 1];
  for (let n = 1; n <= K; n++) {
    weight *= lambda / (mu * Math.min(n, c));
    total += weight;
  }
  return weight / total;
}

/** The value between two at which something that rises reaches a bound. */
function solve(of: (x: number) => number, bound: number, [from, to]: readonly [number, number]): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (of(middle) < bound) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Whether the estimate is within 1 % of theory, and the interval holds it and is no wider than 1 % itself, as anything would lie in a wide
 * one; what is not so, in words.
 */
function disagreements({ outcome, knee }: Knee, theory: number): string[] {
  if (!knee) return [outcome];
  const { narrow, low, high, estimate } = knee;
  return [
    ...(narrow && high - low <= 0.0101 * high ? [] : [`the interval is too wide: ${low} to ${high}`]),
    ...(low < theory && theory < high ? [] : [`${theory} is not from ${low} to ${high}`]),
    ...(Math.abs(estimate / theory - 1) < 0.01 ? [] : [`${estimate} is not ${theory}`]),
  ];
}

// Method: seeded runs of some 10⁵ requests each, up to 80 at one load; theory must lie in the knee's 95 % interval of at most 1 %.
describe('the knee is where the closed form says', () => {
  // The reference's rates: 100 a second are served; ours are SPEED times as fast.
  const mm1 = (slo: Partial<Design>) => system(50, station('server', exponential(0.01)), slo);

  test('M/M/1, p95 of the sojourn: λ = μ − ln 20 / t', { timeout: 300_000 }, async () => {
    const below = 0.0015;
    const found = await kneeOf({
      design: mm1({ slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1500us' }] }),
      duration: 3.3,
      warmup: 0.3,
      replications: 640,
    });
    expect(disagreements(found, (100 - Math.log(20) / (below * SPEED)) / 50)).toEqual([]);
    expect(found.broke).toMatchObject({ conditions: ['fast'], node: 'server', kind: 'workers' });
  });

  test('M/M/1, mean sojourn: λ = μ − 1 / t', { timeout: 300_000 }, async () => {
    const found = await kneeOf({
      design: mm1({}),
      conditions: [{ figure: 'nodes.server.total.mean', below: 0.5 }],
      duration: 3.3,
      warmup: 0.3,
      replications: 640,
    });
    expect(disagreements(found, (100 - 1 / (0.0005 * SPEED)) / 50)).toEqual([]);
  });

  test('M/M/4/20, loss of 1 %', { timeout: 300_000 }, async () => {
    const found = await kneeOf({
      design: system(100, station('server', exponential(0.02), { workers: 4, queueLimit: 16 }), {
        slos: [{ id: 'let-in', kind: 'availability', atLeast: 0.99 }],
      }),
      duration: 2.1,
      warmup: 0.1,
      replications: 640,
    });
    expect(disagreements(found, solve((rate) => lossOf(rate, 50, 4, 20), 0.01, [1, 400]) / 100)).toEqual([]);
  });

  test('a queue that serves the newest first answers quickly for ever, and leaves the others unanswered: then it does not bear the load', async () => {
    const found = await kneeOf({
      design: mm1({
        nodes: [stream(50), station('server', exponential(0.01), { discipline: { kind: 'lifo' } })],
        slos: [{ id: 'fast', kind: 'latency', percentile: 50, below: '1500us' }],
      }),
      duration: 3.3,
      warmup: 0.3,
      tolerance: 0.05,
    });
    // A load of 1/0.9 of what can be served leaves one request in ten behind.
    expect(found).toMatchObject({ outcome: 'found', broke: { conditions: ['finished'] } });
    expect(found.knee!.low).toBeLessThan(100 / 50 / 0.9);
    expect(found.knee!.high).toBeGreaterThan(100 / 50 / 0.9);
  });

  test('the lowest value that does: one worker is too few for 1.5 erlangs, two are enough', async () => {
    const found = await kneeOf({
      design: system(150, station('server', exponential(0.01)), {
        slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1500us' }],
      }),
      parameter: 'nodes.server.workers',
      seek: 'lowest',
      max: 16,
      duration: 1.1,
      warmup: 0.1,
    });
    expect(found).toMatchObject({ outcome: 'found', axis: { seek: 'lowest' }, knee: { met: 2, missed: 1 }, broke: { value: 1 } });
  });

  test('what bears every load that a design may have is met everywhere', async () => {
    const found = await kneeOf({
      design: system(900, station('server', exponential(0.001), { workers: 400 }), {
        slos: [{ id: 'up', kind: 'availability', atLeast: 0.5 }],
      }),
      duration: 0.2,
      warmup: 0.1,
    });
    // 100,000 a second are the most that a client may send: 1.11 times as many.
    expect(found).toMatchObject({ outcome: 'met everywhere', knee: null });
    expect(found.points.at(-1)!.value).toBeCloseTo(100_000 / (900 * SPEED), 2);
  });

  test('the load of one client of two', async () => {
    const clients = [stream(50), { ...stream(40), id: 'others' }];
    const found = await kneeOf({
      design: design([...clients, station('server', exponential(0.01))], [link('clients', 'server'), link('others', 'server')], {
        slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1500us' }],
      }),
      client: 'others',
      duration: 3.3,
      warmup: 0.3,
      replications: 160,
      tolerance: 0.05,
    });
    // λ = μ − ln 20 / t, of which 50 come from the other client.
    const theory = (100 - Math.log(20) / (0.0015 * SPEED) - 50) / 40;
    expect(found.axis).toMatchObject({ client: 'others', title: 'Load of others' });
    expect(found.knee!.low).toBeLessThan(theory);
    expect(found.knee!.high).toBeGreaterThan(theory);
  });
});
