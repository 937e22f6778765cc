import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ran } from '../../engine/cli/try-out';
import { zReport } from '../../engine/measure/report';
import { commands } from '../../renderer/commands/registry';
import { dockTabs } from '../../renderer/dock/tabs';
import { studio } from '../../renderer/store/studio';

// Runs in the copy of the project in which the steps of CONTRIBUTING.md were taken: uses what was added there.

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'faultline-added-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const to = path.join(folder, name);
  writeFileSync(to, typeof content === 'string' ? content : JSON.stringify(content));
  return to;
};
const design = (more: object = {}, link: object = {}, params: object = {}) => ({
  version: 1,
  name: 'Post',
  run: { duration: '10s', warmup: '0s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100 } } },
    { id: 'shop', kind: 'service', params },
    { id: 'mail', kind: 'mail-server', name: 'Post', params: { connections: 40 } },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop', ...link },
    { id: 'shop-mail', from: 'shop', to: 'mail' },
  ],
  ...more,
});
const reportOf = async (name: string, of: object) => {
  const { code, out, err } = await ran('run', file(name, of), '--json');
  expect([code, err]).toEqual([0, '']);
  return zReport.parse(JSON.parse(out));
};
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

test('the kind of component runs in a design, 40 connections for 100 mails of 300 ms a second', async () => {
  const mail = (await reportOf('post.faultline.json', design())).nodes.find(({ id }) => id === 'mail');
  expect(mail?.utilization).toBeGreaterThan(0.7);
  expect(mail?.utilization).toBeLessThan(0.8);
});

test('and is known to whoever edits a file, and to the documents', () => {
  const schema = read('engine/design/design.schema.json');
  for (const word of ['mail-server', 'noisy-neighbour', 'resting-limit']) expect(schema).toContain(`"${word}"`);
  expect(read('docs/components/mail-server.md')).toContain('| Connections | `connections` | Mails that it sends at once.');
  expect(read('docs/components/all-parameters.md')).toContain('## Mail server');
});

test('the fault strikes while it is on, and is undone', async () => {
  const fault = { id: 'noise', action: 'noisy-neighbour', target: { node: 'shop' }, params: { wait: '1s' }, startAfter: '3s' };
  const p99 = async (name: string, faults: object[]) =>
    (await reportOf(name, design({ faults }))).nodes.find(({ id }) => id === 'shop')?.total?.p99 ?? 0;
  const [quiet, short, long] = [
    await p99('quiet.json', []),
    await p99('short.json', [{ ...fault, duration: '10ms' }]),
    await p99('long.json', [{ ...fault, duration: '5s' }]),
  ];
  expect(long).toBeGreaterThan(quiet + 500);
  expect(short).toBeLessThan(long - 200);
  expect(read('docs/faults/noisy-neighbour.md')).toContain('| `share` |');
});

test('the mechanism decides in a run', async () => {
  const rateLimit = { kind: 'resting-limit', limit: 10, rest: '1s' };
  const { requests } = await reportOf('limited.json', design({}, { policy: { rateLimit } }));
  // Ten pass, then it rests for a second.
  expect(requests.ok).toBeGreaterThan(80);
  expect(requests.ok).toBeLessThan(110);
  expect(read('docs/README.md')).toContain('mechanisms/resting-limit.md');
});

test('the check reports, with place and remedy', async () => {
  const { nodes, ...rest } = design();
  const { out } = await ran(
    'check',
    file('long.faultline.json', { ...rest, nodes: nodes.map((node) => ({ ...node, name: 'x'.repeat(60) })) }),
  );
  expect(out).toContain('long-name');
  expect(out).toContain('Say it in fewer words.');
  expect(read('docs/findings.md')).toContain('Name too long for a picture');
});

test('the exporter writes', async () => {
  const { code, out } = await ran('export', file('out.faultline.json', design()), '--to', 'graph-json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    nodes: [{ id: 'users' }, { id: 'shop' }, { id: 'mail', kind: 'mail-server', name: 'Post' }],
    links: [{}, {}],
  });
  expect(read('docs/export.md')).toContain('`graph-json`');
});

test('the importer reads, and what comes in runs', async () => {
  const { code, out, err } = await ran('import', file('shop.arrows', 'Shop => Payments\nPayments => Bank\n'));
  expect([code, err]).toEqual([0, expect.stringContaining('2 arrows')]);
  const imported = JSON.parse(out) as { nodes: object[]; links: object[]; run?: object };
  expect([imported.nodes.length, imported.links.length]).toEqual([4, 3]);
  const { requests } = await reportOf('arrows.faultline.json', { ...imported, run: { duration: '10s', warmup: '1s' } });
  expect(requests.ok).toBeGreaterThan(100);
});

test('the scenario, its prompt and its challenge are listed', async () => {
  expect((await ran('scenarios')).out).toContain('late-bills');
  expect((await ran('challenges')).out).toContain('Why are the bills late?');
  const prompt = await ran('critique', path.join(root, 'scenarios/late-bills/design.faultline.json'), '--prompt', 'late-bills', '--json');
  expect(prompt.err).toBe('');
});

test('the panel is a tab and a command', () => {
  expect(dockTabs.map(({ id }): string => id)).toContain('census');
  expect(commands.find(({ id }) => id === 'view.census')?.title).toBe('Show census');
});

test('the command does what it says', () => {
  const { nodes = [] } = studio.getState().document;
  commands.find(({ id }) => id === 'edit.select-services')!.run();
  const services = nodes.filter(({ kind }) => kind === 'service').map(({ id }) => id);
  expect(studio.getState().selection.nodes).toEqual(services);
});

test('the page of the documents is there', () => {
  expect(existsSync(path.join(root, 'docs/reading-charts.md'))).toBe(true);
});
