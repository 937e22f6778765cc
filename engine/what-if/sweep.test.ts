import { describe, expect, test } from 'vitest';
import { success } from '../core/problem';
import type { Design } from '../design/schema';
import { serialCrew, sharedCrew } from './crew';
import { ask } from './definition';
import { remembering } from './remembered';
import { sampleReport } from './sample-report';
import { sweep } from './sweep';
import { type Sweep, zSweep } from './sweep-schema';
import { sweepTable } from './sweep-table';
import { perform, type RunOnce } from './tasks';

const shop: Design = {
  version: 1,
  name: 'Shop',
  seed: 10,
  run: { duration: '220s', warmup: '20s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 80 } } },
    { id: 'shop', kind: 'service', params: { replicas: 1, workers: 1, serviceTime: { kind: 'exponential', mean: '10ms' } } },
  ],
  links: [{ id: 'buy', from: 'users', to: 'shop', protocol: 'local' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '200ms' }],
};

async function swept(wanted: object, crew = serialCrew()): Promise<Sweep> {
  const result = await ask(sweep, { design: shop, ...wanted }, crew);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(zSweep.parse(result.value)).toEqual(result.value);
  return result.value;
}

const refused = async (wanted: object, crew = serialCrew()) => {
  const result = await ask(sweep, { design: shop, ...wanted }, crew);
  return result.ok ? [] : result.problems;
};

/** Runs that take no time: the figure is rate × 1000 + replicas + seed / 100. */
const quick: RunOnce = (design, options) => {
  const seed = options?.seed ?? 0;
  const params = (i: number) => design.nodes![i]!.params as { traffic: { rate: number }; replicas: number };
  const report = sampleReport({ seed, digest: `d${seed}`, events: 50_000 });
  return success({
    ...report,
    requests: { ...report.requests, throughput: params(0).traffic.rate * 1000 + params(1).replicas + seed / 100 },
  });
};
const figures = ['requests.throughput'];
const rate = { path: 'nodes.users.traffic.rate', values: [10, 20, 30] };
const replicas = { path: 'nodes.shop.replicas', from: 1, to: 2, count: 2 };

test('the mean wait of M/M/1 lies in the interval of each cell', async () => {
  // Method: 12 seeds of 200 s, 10,000 and 14,000 requests each; the mean wait 1 / (mu − lambda) − 1 / mu must lie within 1.45 times the 95 %
  // interval of each cell (99 % by Student's t), and the intervals are so narrow that another formula would not.
  const { cells } = await swept({
    parameters: [{ path: 'nodes.users.traffic.rate', values: [50, 70] }],
    figures: ['nodes.shop.queueWait.mean'],
    replications: 12,
  });
  for (const { values, figures: found } of cells) {
    const { mean, high } = found[0]!;
    const lambda = values[0]!;
    const wait = 1000 * (1 / (100 - lambda) - 1 / 100);
    const half = high! - mean!;
    expect(half / wait).toBeLessThan(0.1);
    expect(Math.abs(mean! - wait)).toBeLessThan(1.45 * half);
  }
});

describe('cells', () => {
  test('are all combinations, with the same seeds in each', async () => {
    const { cells, seeds, parameters } = await swept({ parameters: [rate, replicas], figures, replications: 2 }, serialCrew(quick));
    expect(seeds).toEqual([10, 11]);
    expect(parameters).toMatchObject([
      { path: 'nodes.users.traffic.rate', present: 80, scale: 'listed', values: [10, 20, 30], unit: '1/s' },
      { path: 'nodes.shop.replicas', present: 1, scale: 'linear', values: [1, 2] },
    ]);
    expect(cells.map(({ values, figures: [found] }) => [...values, found!.mean])).toEqual([
      [10, 1, expect.closeTo(10_001.105, 6)],
      [10, 2, expect.closeTo(10_002.105, 6)],
      [20, 1, expect.closeTo(20_001.105, 6)],
      [20, 2, expect.closeTo(20_002.105, 6)],
      [30, 1, expect.closeTo(30_001.105, 6)],
      [30, 2, expect.closeTo(30_002.105, 6)],
    ]);
    expect(cells[0]).toMatchObject({ slos: [{ id: 'fast' }, { id: 'up', metIn: 2 }], conserved: true });
  });

  test('do not depend on who does the runs', async () => {
    const wanted = { parameters: [rate, replicas], figures, replications: 3 };
    const late = sharedCrew(async (task, job) => {
      // The later a job comes, the sooner it is done.
      await new Promise((resolve) => setTimeout(resolve, 20 - (job.options.seed ?? 0)));
      return perform(task, job, quick);
    }, 5);
    expect(JSON.stringify(await swept(wanted, late))).toBe(JSON.stringify(await swept(wanted, serialCrew(quick))));
  });

  test('become a table, a row for each figure of each cell', async () => {
    const of = await swept({ parameters: [rate], figures: [...figures, 'requests.goodput'], replications: 2 }, serialCrew(quick));
    const { columns } = sweepTable(of);
    expect(columns.map(({ name }) => name)).toEqual(['nodes.users.traffic.rate', 'figure', 'n', 'mean', 'low', 'high', 'all met in']);
    expect(columns[0]!.values).toEqual([10, 10, 20, 20, 30, 30]);
    expect(columns[1]!.values.slice(0, 2)).toEqual(['requests.throughput', 'requests.goodput']);
    expect(columns[3]!.values[0]).toBe(of.cells[0]!.figures[0]!.mean);
  });
});

describe('is refused', () => {
  test('ten million cells, with what they would take, after one run', async () => {
    let runs = 0;
    const counting: RunOnce = (...given) => {
      runs += 1;
      return quick(...given);
    };
    const wanted = { parameters: [{ ...rate, values: undefined, from: 1, to: 100, count: 10_000_000 }], figures, replications: 5 };
    const problems = await refused(JSON.parse(JSON.stringify(wanted)) as object, serialCrew(counting));
    expect(problems).toMatchObject([{ code: 'sweep-too-large' }]);
    // 50 million runs of 50,000 events at a million a second are 28.9 days.
    expect(problems[0]!.message).toBe(
      '10,000,000 cells make 50,000,000 runs; at a million events a second, one processor would need about 29 days.',
    );
    expect(runs).toBe(1);
  });

  test.each([
    ['a parameter that is not there', [{ path: 'nodes.shop.replica', values: [1] }], 'no-such-parameter'],
    ['a value outside', [{ path: 'nodes.shop.replicas', values: [1, 0] }], 'out-of-range'],
    ['half a replica', [{ path: 'nodes.shop.replicas', from: 1.5, to: 3, count: 3 }], 'out-of-range'],
    ['equal factors from 0', [{ path: 'nodes.users.traffic.rate', from: 0, to: 3, count: 3, scale: 'log' }], 'no-log-of-zero'],
    ['three parameters', [rate, rate, rate], 'bad-what-if'],
    ['no value', [{ path: 'nodes.shop.replicas', values: [] }], 'bad-what-if'],
  ])('%s', async (_what, parameters, code) => {
    expect((await refused({ parameters, figures, replications: 1 }, serialCrew(quick)))[0]).toMatchObject({ code });
  });

  test('a figure that no run has', async () => {
    expect(await refused({ parameters: [rate], figures: ['requests.goodputt'], replications: 1 }, serialCrew(quick))).toMatchObject([
      { code: 'no-such-figure', where: 'requests.goodputt' },
    ]);
  });

  test('what cannot run at some value, with the value', async () => {
    const wanted = { parameters: [rate], figures, replications: 1, duration: 1, warmup: 2 };
    const [problem] = await refused(wanted);
    expect(problem).toMatchObject({ code: 'warmup-too-long' });
    expect(problem!.message).toContain('With nodes.users.traffic.rate = 10:');
  });
});

describe('stopped and gone on with', () => {
  const wanted = { parameters: [rate, replicas], figures, replications: 3 };
  const memoryOf = (known: Map<string, unknown>) => ({
    recall: (key: string) => known.get(key),
    keep: (key: string, done: unknown) => void known.set(key, JSON.parse(JSON.stringify(done))),
  });

  test('only what was not done is done, and the answer is the same to the byte', async () => {
    const known = new Map<string, unknown>();
    const cancel = new AbortController();
    let runs = 0;
    const counting: RunOnce = (...given) => {
      runs += 1;
      return quick(...given);
    };
    const crew = remembering(serialCrew(counting), memoryOf(known), '1');
    const stopped = ask(sweep, { design: shop, ...wanted }, crew, {
      signal: cancel.signal,
      onProgress: (share) => {
        if (share > 0.4) cancel.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    const before = known.size;
    expect(before).toBeGreaterThan(3);
    expect(before).toBeLessThan(18);
    // A result in the midst is lost.
    known.delete([...known.keys()][2]!);
    runs = 0;
    const heard: number[] = [];
    const again = await ask(sweep, { design: shop, ...wanted }, crew, { onProgress: (share) => heard.push(share) });
    expect(runs).toBe(18 - before + 1);
    expect(JSON.stringify(again)).toBe(JSON.stringify(success(await swept(wanted, serialCrew(quick)))));
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });

  test('of another engine, all is done again', async () => {
    const known = new Map<string, unknown>();
    await ask(sweep, { design: shop, ...wanted }, remembering(serialCrew(quick), memoryOf(known), '1'));
    expect(known.size).toBe(18);
    await ask(sweep, { design: shop, ...wanted }, remembering(serialCrew(quick), memoryOf(known), '2'));
    expect(known.size).toBe(36);
  });
});
