import { beforeAll, describe, expect, test } from 'vitest';
import { type Crew, serialCrew } from '../../engine/what-if/crew';
import { type RightSize, rightSize, type RightSizeWanted } from '../../engine/what-if/right-size';
import { design, exponential, link, station, stream } from '../laws/designs';
import { nativeEngine } from '../support/native-engine';
import { answered } from './support';

let crew: Crew;
beforeAll(async () => {
  const { run } = await nativeEngine();
  crew = serialCrew(run);
});

const sizes = (wanted: RightSizeWanted): Promise<RightSize> => answered(rightSize, wanted, crew);

/** Erlang's delay formula by its recursion: the chance to wait, and the mean sojourn [in units of 1/μ = 1]. */
function sojourn(erlangs: number, c: number): number {
  let b = 1;
  for (let n = 1; n <= c; n++) b = (erlangs * b) / (n + erlangs * b);
  const wait = b / (1 - (erlangs / c) * (1 - b));
  return 1 + wait / (c - erlangs);
}

// Method: seeded runs; the bound is put in the middle between the closed forms of two sizes, so that each is surely on its side.
describe('right-sizing', () => {
  test('M/M/c: the fewest workers that meet a bound on the mean sojourn are those of Erlang’s formula', async () => {
    // 16 erlangs; each worker does 50 a second of the reference, 5,000 of ours.
    const fewest = 20;
    const bound = (sojourn(16, fewest) + sojourn(16, fewest - 1)) / 2;
    const found = await sizes({
      design: design([stream(800), station('server', exponential(0.02), { workers: 10 })], [link('clients', 'server')]),
      sizes: [{ parameter: 'nodes.server.workers', max: 60 }],
      conditions: [{ figure: 'nodes.server.total.mean', below: bound * 0.2 }],
      duration: 0.6,
      warmup: 0.1,
      replications: 40,
    });
    expect(found.outcome).toBe('found');
    expect(found.best!.sizes).toEqual([fewest]);
    expect(found.runnerUp!.sizes[0]).toBeGreaterThan(fewest);
    expect(found.tighter).toMatchObject([{ size: fewest - 1, because: 'simulated', missed: ['nodes.server.total.mean'] }]);
    expect(found.present.verdict).toBe('missed');
  });

  test('a tandem with prices: what is dear is spared, and what is cheap makes up for it', async () => {
    const found = await sizes({
      design: design(
        [
          stream(150),
          { ...station('front', exponential(0.01)), prices: { replicaHour: 1 } },
          { ...station('back', exponential(0.01)), prices: { replicaHour: 5 } },
        ],
        [link('clients', 'front'), link('front', 'back')],
      ),
      conditions: [{ figure: 'requests.latency.p95', below: 0.62 }],
      load: 2,
      duration: 0.6,
      warmup: 0.1,
    });
    expect(found.outcome).toBe('found');
    const { sizes: best, cost } = found.best!;
    expect(cost).toBe(best[0]! + 5 * best[1]!);
    expect(best[0]).toBeGreaterThan(best[1]!);
    // 300 a second over 100 for each.
    expect(best[1]).toBeGreaterThan(3);
    expect(found.tried.filter((each) => each.verdict === 'met').every((each) => each.cost >= cost)).toBe(true);
    expect(found.best!.costPerHour.mean).toBeCloseTo(cost, 6);
  });

  test('where not even the largest sizes do, it says so', async () => {
    const found = await sizes({
      design: design([stream(500), station('server', exponential(0.01))], [link('clients', 'server')], {
        slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1ms' }],
      }),
      sizes: [{ parameter: 'nodes.server.replicas', max: 3 }],
      duration: 1,
      warmup: 0.1,
    });
    expect(found).toMatchObject({ outcome: 'none', best: null, runnerUp: null });
  });

  test('sizes that answer the newest requests quickly and leave the others are too small', async () => {
    const found = await sizes({
      design: design(
        [stream(250), station('server', exponential(0.01), { discipline: { kind: 'lifo' } })],
        [link('clients', 'server')],
        // Of the requests that are answered, half are answered at once, by however few.
        { slos: [{ id: 'fast', kind: 'latency', percentile: 50, below: '1s' }] },
      ),
      sizes: [{ parameter: 'nodes.server.replicas', max: 8 }],
      duration: 1,
      warmup: 0.1,
    });
    expect(found.best!.sizes).toEqual([3]);
    expect(found.present.conditions).toMatchObject([
      { id: 'fast', verdict: 'met' },
      { id: 'finished', verdict: 'missed' },
    ]);
  });

  test('what is no number of instances is refused', async () => {
    const one = design([stream(50), station('server', exponential(0.01))], [link('clients', 'server')], {
      slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1ms' }],
    });
    const refused = await rightSize({ design: one, sizes: [{ parameter: 'nodes.server.replica' }] }, crew);
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'no-such-parameter' }] });
  });
});
