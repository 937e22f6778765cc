import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zChaos } from '../what-if/chaos-matrix';
import { zKnee } from '../what-if/knee';
import { zMetastability } from '../what-if/metastability';
import { zRightSize } from '../what-if/right-size';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-what-ifs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'shop.faultline.json');
// One worker that could do 200 a second.
const server = { id: 'shop', kind: 'service', params: { replicas: 1, workers: 1, serviceTime: { kind: 'exponential', mean: '5ms' } } };
const users = { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 60 } } };
const slos = [
  { id: 'fast', kind: 'latency', percentile: 90, below: '100ms' },
  { id: 'up', kind: 'availability', atLeast: 0.9 },
];
writeFileSync(path, JSON.stringify({ ...shop, nodes: [users, server], slos }));
const short = ['--jobs', '1', '--replications', '5'];
const json = (out: string): unknown => JSON.parse(out) as unknown;

// Method: rough answers from few short runs; the answers themselves are tested in test/what-if.
describe('knee', () => {
  const rough = ['--duration', '4s', '--warmup', '1s', '--tolerance', '50%', ...short];

  test('says where it is, what gives way, and what was tried', async () => {
    const { code, out, err } = await ran('knee', path, ...rough);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/Highest load that is borne: \d\.\d+ ×, [\d.,]+ requests per second; with 95 % from/);
    expect(out).toContain('shop runs short of workers first');
    expect(out).toMatch(/Load +Arrivals 1\/s +Runs +fast +up +finished +Busiest/);
  });

  test('a build fails where it is lower than it must be; --json prints the document', async () => {
    const { code, out } = await ran('knee', path, '--json', '--at-least', '10', ...rough);
    expect(code).toBe(1);
    expect(zKnee.parse(json(out))).toMatchObject({ outcome: 'found', axis: { parameter: null } });
  });

  test('a parameter and a condition of one’s own; what is wrong with them', async () => {
    const asked = ['--parameter', 'nodes.users.traffic.rate', '--condition', 'nodes.shop.utilization<0.5'];
    const { out } = await ran('knee', path, '--json', ...asked, ...rough);
    const { knee } = zKnee.parse(json(out));
    expect(knee!.low).toBeLessThan(100);
    expect(knee!.high).toBeGreaterThan(100);
    expect(await ran('knee', path, '--condition', 'fast')).toMatchObject({ code: 2 });
    expect((await ran('knee', path, '--parameter', 'nodes.users.traffic.rat')).err).toContain('Did you mean nodes.users.traffic.rate?');
  });
});

test('right-size prints sizes, cost and reasons', async () => {
  const rough = ['--duration', '4s', '--warmup', '1s', '--load', '5', ...short];
  const { code, out, err } = await ran('right-size', path, ...rough);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/The cheapest that surely do cost \d/);
  expect(out).toMatch(/nodes\.shop\.replicas +1\.00 +1 +\d/);
  const found = zRightSize.parse(json((await ran('right-size', path, '--json', '--size', 'nodes.shop.replicas:max=1', ...rough)).out));
  expect(found.outcome).toBe('none');
  expect(await ran('right-size', path, '--size', 'nodes.shop.replicas:mix=1')).toMatchObject({ code: 2 });
});

test('metastability prints a map', async () => {
  const rough = ['--before', '2s', '--lasts', '2s', '--within', '4s', '--watched', '5s', '--jobs', '1', '--replications', '1'];
  const { code, out, err } = await ran('metastability', path, '--loads', '0.5,5', '--sizes', '1,2', ...rough);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/0\.5 × +recovers, 0 s +recovers/);
  expect(out).toMatch(/5 × +overloaded +overloaded/);
  const slow = ['--loads', '1', '--sizes', '1', '--trigger', 'slow-down@shop:factor=2', '--vary', 'duration', '--json'];
  const found = zMetastability.parse(json((await ran('metastability', path, ...slow, ...rough)).out));
  expect(found.trigger).toMatchObject({ action: 'slow-down', target: { node: 'shop' }, size: 'duration' });
  expect(await ran('metastability', path, '--loads', 'many', '--sizes', '1')).toMatchObject({ code: 2 });
});

test('chaos prints what breaks, and fails unless that may break', async () => {
  const rough = ['--fault', 'error-rate:share=0.9', '--fault', 'traffic-surge:factor=1', '--jobs', '1', '--replications', '2'];
  const { code, out } = await ran('chaos', path, ...rough);
  expect(code).toBe(1);
  expect(out).toMatch(/shop\nbreaks {4}error-rate\n/);
  expect(out).toMatch(/1\. error-rate at shop breaks, .*requests harmed: up missed in 2 of 2 runs/);
  const allowed = await ran('chaos', path, '--json', '--may-break', '@shop', ...rough);
  expect(allowed.code).toBe(0);
  expect(zChaos.parse(json(allowed.out)).counts.breaks).toBe(1);
  expect(await ran('chaos', path, '--may-break', 'shop')).toMatchObject({ code: 2 });
});
