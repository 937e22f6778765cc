import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zReport } from '../measure/report';
import { zReplications } from '../what-if/replicate';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const design = file('shop.faultline.json', { ...shop, run: { duration: '3s', warmup: '0s' } });
const two = file('two.faultline.json', {
  ...shop,
  nodes: [...shop.nodes, { id: 'bots', kind: 'client' }],
  links: [...shop.links, { id: 'bots-shop', from: 'bots', to: 'shop' }],
});
const reportOf = async (...args: string[]) => {
  const { out, code } = await ran('run', ...args, '--json');
  return { code, report: zReport.parse(JSON.parse(out)) };
};

test('a trace takes the place of the client’s traffic, its column that of the node’s work', async () => {
  const { code, report } = await reportOf(design, '--trace', file('a.csv', 'time_ms,shop_ms,tenant\n0,10,a\n500,20,b\n1000,30,a\n'));
  expect(code).toBe(0);
  expect(report.requests).toMatchObject({ arrived: 3, ok: 3 });
  expect(report.nodes.find(({ id }) => id === 'shop')!.service.mean).toBe(20);
  expect(report.tenants.map(({ id, arrived }) => [id, arrived])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('replays what was measured: a Node service at 80 % load, recorded arrivals and service times', async () => {
  const { trace, runs, calibration } = JSON.parse(
    readFileSync(new URL('../../test/measured/data/svcq_c1_rho08.json', import.meta.url), 'utf8'),
  ) as {
    trace: { t: number[]; s: number[] };
    runs: { p99: number }[];
    calibration: { perRequestServerOccupancyOverheadMs: number; fixedPathLatencyMs: number };
  };
  const occupancy = calibration.perRequestServerOccupancyOverheadMs;
  const rows = trace.t.map((t, i) => `${t},${trace.s[i]! + occupancy}`);
  const server = file('server.faultline.json', {
    version: 1,
    name: 'Server',
    run: { duration: '2min', warmup: '0s' },
    nodes: [
      { id: 'users', kind: 'client' },
      { id: 'server', kind: 'service', params: { replicas: 1, workers: 1, queueLimit: 100_000 } },
    ],
    links: [{ id: 'users-server', from: 'users', to: 'server', network: { latency: calibration.fixedPathLatencyMs / 2 } }],
  });
  const { report } = await reportOf(server, '--trace', file('measured.csv', `time_ms,server_ms\n${rows.join('\n')}\n`));
  const measured = runs.map(({ p99 }) => p99).toSorted((a, b) => a - b)[1]!;
  expect(report.requests.ok).toBe(trace.t.length);
  expect(Math.abs(report.requests.latency.p99! / measured - 1)).toBeLessThan(0.03);
});

test('a recorded rate: as many requests as lie under it', async () => {
  const { report } = await reportOf(design, '--trace', file('rate.csv', 'time_s,rate\n0,0\n1,1000\n3,1000\n'));
  // Nothing for a second, then 1000 in each of two; Poisson, four standard deviations.
  expect(Math.abs(report.requests.arrived - 2000)).toBeLessThan(4 * Math.sqrt(2000));
});

test('replications replay the same arrivals with other luck', async () => {
  const { out } = await ran(
    'run',
    design,
    '--trace',
    file('b.csv', 'time_ms\n0\n1\n2\n3\n'),
    '--replications',
    '3',
    '--jobs',
    '1',
    '--json',
  );
  const { requests, runs } = zReplications.parse(JSON.parse(out));
  expect(requests.arrived).toMatchObject({ mean: 4, low: 4, high: 4 });
  expect(new Set(runs.map(({ digest }) => digest)).size).toBe(3);
});

test('what a shorter run leaves out is said', async () => {
  const { err } = await ran('run', design, '--trace', file('long.csv', 'time_s\n1\n2\n4\n5\n'), '--no-lesson');
  expect(err).toBe('The recording lasts 5s, the run 3s: 2 of 4 requests are not sent. --duration says how long it runs.\n');
});

describe('refused, with the remedy', () => {
  const trace = file('c.csv', 'time_ms\n1\n');
  test.each([
    ['a table with a mistake', [design, '--trace', file('bad.csv', 'time_ms\nx\n')], 'trace line 2', 'Write a number'],
    ['a file that is not there', [design, '--trace', join(folder, 'none.csv')], 'file', 'Check the path.'],
    [
      'a column for nothing',
      [design, '--trace', file('d.csv', 'time_ms,query_ms\n1,1\n')],
      'trace column query',
      'Name the column like the node',
    ],
    [
      'a journey of nobody',
      [design, '--trace', file('e.csv', 'time_ms,journey\n1,users-shopp\n')],
      'trace line 2',
      'Did you mean "users-shop"?',
    ],
    ['a choice between clients', [two, '--trace', trace], '--trace-client', 'Add --trace-client and one of: users, bots.'],
    ['a client that is not there', [two, '--trace', trace, '--trace-client', 'shop'], '--trace-client', 'Its clients are: users, bots.'],
  ])('%s', async (_, args, where, remedy) => {
    const { code, err, out } = await ran('run', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`error ${where}\n`);
    expect(err).toContain(remedy);
  });

  test('of several clients the one named replays it', async () => {
    const { report } = await reportOf(two, '--trace', trace, '--trace-client', 'bots', '--warmup', '0s');
    expect(report.nodes.find(({ id }) => id === 'bots')!.rate).toBeCloseTo(1 / 3, 9);
  });
});
