import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ran, shop } from './try-out';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'faultline-sweep-'));
  file = path.join(folder, 'shop.faultline.json');
  writeFileSync(file, JSON.stringify({ ...shop, run: { duration: '1s', warmup: '200ms' } }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => path.join(folder, name);

describe('faultline sweep', () => {
  test('prints a line as a table', async () => {
    const { code, out, bar } = await ran('sweep', file, '--param', 'nodes.users.traffic.rate=100,200', '--replications', '2');
    expect(code).toBe(0);
    expect(out).toContain('2 cells of 2 runs, 4 in all; seeds 1 to 2, the same in every cell');
    expect(out).toContain('nodes.users.traffic.rate is 200 1/s in the design');
    expect(out).toMatch(/requests\.goodput +requests\.latency\.mean +requests\.latency\.p99 +All objectives met/);
    expect(out).toMatch(/100 1\/s +.* 2 of 2/);
    expect(bar.at(-1)).toBe(1);
  });

  test('prints a map for each figure', async () => {
    const more = ['--param', 'nodes.shop.serviceTime.mean=1ms..4ms:3:log', '--param', 'nodes.shop.replicas=1..2', '--replications', '1'];
    const { code, out } = await ran('sweep', file, ...more, '--figure', 'nodes.shop.utilization');
    expect(code).toBe(0);
    expect(out).toContain('nodes.shop.serviceTime.mean down, nodes.shop.replicas across');
    expect(out).toMatch(/\n {3,}1 replicas +2 replicas\n/);
    expect(out).toMatch(/\n2ms +0\.\d+ +0\.\d+\n/);
  });

  test('writes the document and tables, and leaves files alone that exist', async () => {
    const asked = ['sweep', file, '--param', 'nodes.shop.replicas=1..3', '--replications', '2', '--json'];
    const first = await ran(...asked, '--csv', at('a.csv'), '--parquet', at('a.parquet'));
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({
      format: 'faultline-sweep-1',
      cells: [{ values: [1] }, { values: [2] }, { values: [3] }],
    });
    expect(readFileSync(at('a.csv'), 'utf8').split('\n')).toHaveLength(1 + 3 * 3 + 1);
    expect(readFileSync(at('a.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    const again = await ran(...asked, '--csv', at('a.csv'));
    expect(again).toMatchObject({ code: 2, out: first.out });
    expect(again.err).toContain('--force');
  });

  test('goes on where it was stopped, with the same answer', async () => {
    const asked = ['sweep', file, '--param', 'nodes.shop.replicas=1..2', '--replications', '2', '--json'];
    const whole = await ran(...asked, '--results', at('r.jsonl'));
    const lines = readFileSync(at('r.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 4);
    expect((await ran(...asked, '--results', at('r.jsonl'))).code).toBe(2);
    // Killed in the midst of writing the third.
    writeFileSync(at('r.jsonl'), `${lines.slice(0, 3).join('\n')}\n${lines[3]!.slice(0, 40)}`);
    const resumed = await ran(...asked.slice(0, -1), '--results', at('r.jsonl'), '--resume');
    expect(resumed.err).toContain('2 results found');
    appendFileSync(at('r.jsonl'), 'not a result\n');
    const third = await ran(...asked, '--results', at('r.jsonl'), '--resume');
    expect(third).toMatchObject({ code: 0, out: whole.out });
    expect(readFileSync(at('r.jsonl'), 'utf8').match(/"key"/g)).toHaveLength(4 + 1);
  });

  test.each([
    [['--param', 'nodes.shop.replica=1..3'], 'Did you mean nodes.shop.replicas?'],
    [['--param', 'nodes.shop.replicas'], 'says no values'],
    [['--param', 'nodes.shop.replicas=1..many'], 'says no values'],
    [['--param', 'nodes.shop.replicas=0..3'], 'Stay between 1 and'],
    [['--param', 'nodes.shop.replicas=1..2', '--results', '/no-such-folder/r.jsonl'], 'cannot be written (ENOENT)'],
    [['--param', 'nodes.users.traffic.rate=1..1000:10000000'], '10,000,000 cells make 50,000,000 runs'],
    [Array.from({ length: 3 }, () => ['--param', 'nodes.shop.replicas=1..2']).flat(), 'one parameter or two'],
  ])('%j is refused', async (args, words) => {
    const { code, err } = await ran('sweep', file, ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});

describe('faultline tornado', () => {
  test('ranks parameters with their bars', async () => {
    const { code, out } = await ran('tornado', file, '--replications', '4', '--by', 'x2', '--figure', 'nodes.shop.utilization', '--all');
    expect(code).toBe(0);
    expect(out).toContain('Each parameter × 0.50 and × 2.00');
    expect(out).toMatch(/nodes\.users\.traffic\.rate +200 1\/s +100 1\/s: -0\.\d+ .*█/);
  });

  test('answers a program with one document', async () => {
    const { code, out } = await ran('tornado', file, '--param', 'nodes.shop.serviceTime.mean', '--replications', '3', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ format: 'faultline-tornado-1', bars: [{ path: 'nodes.shop.serviceTime.mean', unit: 'ms' }] });
  });

  test.each([
    [['--by', '200%'], 'Write a share below 100%'],
    [['--param', 'nodes.shop.colour'], 'The design has no number at "nodes.shop.colour"'],
    [['--figure', 'requests.nothing'], 'No run has a number'],
  ])('%j is refused', async (args, words) => {
    const { code, err } = await ran('tornado', file, ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
