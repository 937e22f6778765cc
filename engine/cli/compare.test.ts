import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zComparison } from '../what-if/compare-document';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const good = file('good.faultline.json', shop);
const scripted = file('scripted.faultline.json', {
  ...shop,
  faults: [{ id: 'slow', action: 'slow-down', target: { node: 'shop' }, params: { factor: 5 } }],
});
const few = ['--replications', '3', '--jobs', '1'];

describe('compare', () => {
  test('prints a verdict, what differs, and the numbers', async () => {
    const { code, out, err } = await ran('compare', good, '--set', 'nodes.shop.serviceTime=20ms', ...few);
    expect(err).toBe('');
    expect(out).toMatch(/^Shop \| with nodes\.shop\.serviceTime=20ms\n3 runs of each, 3 s/);
    expect(out).toMatch(/What differs\nshop: service time .* → 20ms\n/);
    expect(out).toMatch(/Answered in time +\d.*\/s/);
    expect(out).toMatch(/\d+ numbers compared; \d+ differ taken alone/);
    // Slower is worse: a build is to fail.
    expect(code).toBe(1);
    expect(out).toMatch(/^worse {2}/m);
  });

  test('with --json prints one document and nothing else', async () => {
    const { code, out, err } = await ran('compare', good, good, '--json', ...few);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(zComparison.parse(JSON.parse(out)).verdict.outcome).toBe('the same');
  });

  test('a fault of the script is what only the second meets; one that is written down is added', async () => {
    const byId = zComparison.parse(JSON.parse((await ran('compare', scripted, '--fault', 'slow', '--json', ...few)).out));
    expect(byId.changes).toMatchObject([{ kind: 'added', text: expect.stringContaining('slow added (slow-down') }]);
    const written = await ran('compare', good, '--fault', 'slow-down@shop:factor=5,from=1s,for=1s', '--json', ...few);
    expect(zComparison.parse(JSON.parse(written.out)).changes).toMatchObject([{ kind: 'added' }]);
    const both = await ran('compare', good, '--set', 'nodes.shop.workers=9', '--under', 'slow-down@shop:factor=5', '--json', ...few);
    expect(zComparison.parse(JSON.parse(both.out)).under).toEqual(['Slow down on shop (factor 5)']);
  });

  test.each([
    [['compare', good], 'nothing is changed'],
    [['compare', good, '--set', 'nodes.shop.replicas'], 'Write path=value'],
    [['compare', good, '--fault', 'slow-down@shap'], 'Did you mean "shop"?'],
    [['compare', good, '--fault', 'slow-dwn@shop'], 'Did you mean "slow-down"?'],
    [['compare', good, '--without', 'nodes.shop.rateLimit'], 'nothing at "nodes.shop.rateLimit"'],
    [['compare', good, join(folder, 'none.json')], 'There is no such file'],
  ])('%j is refused with a remedy', async (args, words) => {
    const { code, err } = await ran(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
