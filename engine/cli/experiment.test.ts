import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zExperiments } from '../what-if/experiment-document';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-experiment-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const fault = (factor: number) => ({
  id: 'slow',
  action: 'slow-down',
  target: { node: 'shop' },
  params: { factor },
  startAfter: '6s',
  duration: '2s',
});
const tried = file('tried.faultline.json', {
  ...shop,
  experiments: [
    { id: 'mild', faults: [fault(1.01)], hypothesis: { recovery: '2s' } },
    { id: 'grave', name: 'A grave one', faults: [fault(1000)], hypothesis: { recovery: '2s' } },
  ],
});
const deleted = file('deleted.faultline.json', {
  ...shop,
  experiments: [{ id: 'gone', faults: [{ ...fault(2), target: { node: 'deleted' } }] }],
});

describe('experiment', () => {
  test('ends well where the hypothesis holds', async () => {
    const { code, out, err } = await ran('experiment', tried, 'mild', '--replications', '2', '--jobs', '1');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Shop\n\nmild\n2 runs of 20 s, seeds 1 to 2; faults from 6 s to 8 s\n {2}Slow down on shop/);
    expect(out).toMatch(/\nholds {2}Holds in all of 2 runs/);
    expect(out).toMatch(/Objective +Before +During +After +Met again after s\n.* met .* met .* met/);
  });

  test('does all of them when none is named, and fails where one does not hold', async () => {
    const { code, out } = await ran('experiment', tried, '--replications', '1', '--jobs', '1', '--json');
    expect(code).toBe(1);
    const document = zExperiments.parse(JSON.parse(out));
    expect(document.experiments.map(({ id, verdict }) => [id, verdict.outcome])).toEqual([
      ['mild', 'holds'],
      ['grave', 'broken'],
    ]);
    const tables = await ran('experiment', tried, 'grave', '--replications', '1', '--jobs', '1');
    expect(tables.out).toMatch(/Evidence with seed 1 \(broken\)\n {2}p99 .* while faults were on/);
  });

  test('refuses one on a node that was deleted, with its place and a remedy', async () => {
    const { code, err } = await ran('experiment', deleted);
    expect(code).toBe(2);
    expect(err).toContain('experiments.gone.faults.slow.target');
    expect(err).toContain('Name what exists, or remove the fault.');
  });
});
