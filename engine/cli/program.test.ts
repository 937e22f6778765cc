import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zReport } from '../measure/report';
import { zReplications } from '../what-if/replicate';
import { zProblems } from './problems';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const good = file('good.faultline.json', shop);
const slow = file('slow.faultline.json', { ...shop, slos: [{ id: 'fast', kind: 'latency', percentile: 50, below: '1ms' }] });
const broken = file('broken.faultline.json', {
  ...shop,
  nodes: [shop.nodes[0], { id: 'shop', kind: 'service', params: { workerz: 3 } }],
  seed: -1,
});
const idle = file('idle.faultline.json', { ...shop, links: [] });

describe('run', () => {
  test('prints tables for people', async () => {
    const { code, out, err, bar } = await ran('run', good);
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/^Shop\n3 s simulated, the first 1 s left out of the account; seed 1; /);
    expect(out).toMatch(/Node +Rate 1\/s +Errors +p50 ms +p95 ms +p99 ms +Utilization +Max backlog\nusers .*–\nshop .* %/);
    expect(out).toContain('met     p99 of all journeys below 1s');
    expect(out).toMatch(/Digest [0-9a-f]+\n$/);
    expect(bar.at(-1)).toBe(1);
    expect(bar.every((share, i) => share >= (bar[i - 1] ?? 0))).toBe(true);
  });

  test('with --json prints one document and nothing else', async () => {
    const { code, out, err } = await ran('run', good, '--json', '--seed', '7', '--duration', '2s', '--warmup', '500ms');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(zReport.parse(JSON.parse(out))).toMatchObject({ design: 'Shop', seed: 7, simulated: 2, warmup: 0.5 });
  });

  test('gives the same bytes for the same seed, and others for another', async () => {
    const [once, again, other] = [
      await ran('run', good, '--json'),
      await ran('run', good, '--json'),
      await ran('run', good, '--json', '--seed', '2'),
    ];
    expect(again.out).toBe(once.out);
    expect(other.out).not.toBe(once.out);
  });

  test('with --replications prints means and their intervals', async () => {
    const tables = await ran('run', good, '--replications', '3');
    expect(tables.code).toBe(0);
    expect(tables.out).toMatch(/3 runs of 3 s, .*seeds 1 to 3/);
    expect(tables.out).toMatch(/shop +\d+(\.\d+)? ± \d/);
    const { code, out } = await ran('run', good, '--replications', '3', '--json', '--seed', '4294967295');
    const document = zReplications.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(document.runs.map(({ seed }) => seed)).toEqual([4_294_967_295, 0, 1]);
    expect(new Set(document.runs.map(({ digest }) => digest)).size).toBe(3);
    expect(document.slos).toMatchObject([{ met: true, metIn: 3 }]);
  });

  test('with --warmup auto says how much was left out, and why', async () => {
    const { code, out } = await ran('run', good, '--warmup', 'auto', '--duration', '20s');
    expect(code).toBe(0);
    expect(out).toMatch(
      /the first [\d.]+ s left out of the account; .*\nMSER-5: of 200 means of the requests in flight over 0\.1 s each, .*\.\n/,
    );
    const many = await ran('run', good, '--warmup', 'auto', '--duration', '20s', '--replications', '2', '--json');
    expect(zReplications.parse(JSON.parse(many.out)).warmupRule.by).toBe('mser-5');
  });

  test('with --precision runs until it is sure enough, and says which figure held out', async () => {
    const { code, out } = await ran(
      'run',
      good,
      '--precision',
      '50%',
      '--figure',
      'requests.goodput',
      '--figure',
      'nodes.shop.service.mean',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/Asked for ± 50\.0 %: reached after 10 runs; \S+ held out longest\.\n.*requests\.goodput ± /);
    const capped = await ran('run', good, '--precision', '0.1%', '--replications', '4');
    expect(capped.out).toMatch(/Asked for ± 0\.1 %: not reached in 4 runs: requests\.\S+ held out at ± /);
    const unknown = await ran('run', good, '--precision', '5%', '--figure', 'nodes.shop.speed');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toContain('No run has a number at "nodes.shop.speed".');
  });

  test('ends with 1 when an objective is missed', async () => {
    const { code, out } = await ran('run', slow);
    expect(code).toBe(1);
    expect(out).toContain('missed  p50 of all journeys below 1ms');
    expect((await ran('run', slow, '--replications', '2')).code).toBe(1);
  });

  test('ends with 2 and every problem when the design is bad', async () => {
    const { code, out, err } = await ran('run', broken);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('error seed\n');
    expect(err).toContain(
      'error nodes.shop.params.workerz\n  There is no field "workerz" in "params".\n  Did you mean "workers"? Rename it, or remove it.\n2 errors\n',
    );
    const json = await ran('run', broken, '--json');
    expect(json).toMatchObject({ code: 2, err: '' });
    expect(zProblems.parse(JSON.parse(json.out))).toMatchObject({
      ok: false,
      problems: [{ where: 'seed' }, { where: 'nodes.shop.params.workerz' }],
    });
  });

  test('mentions warnings beside the account', async () => {
    const { code, out, err } = await ran('run', idle);
    expect({ code, err }).toEqual({ code: 1, err: '2 warnings; faultline check lists them.\n' });
    expect(out).toContain('Nothing degraded.');
    expect((await ran('run', idle, '--json')).err).toBe('');
  });

  test('a warm-up that leaves nothing is bad usage', async () => {
    expect(await ran('run', good, '--duration', '1s', '--warmup', '2s')).toMatchObject({ code: 2, out: '' });
  });
});

describe('check', () => {
  test('lists problems, and ends with 2 only for errors', async () => {
    expect(await ran('check', good)).toMatchObject({ code: 0, out: 'No problems.\n', err: '' });
    const warned = await ran('check', idle);
    expect(warned.code).toBe(0);
    expect(warned.out).toMatch(/^warning nodes\.users client-without-links\n.*\n {2}.*\n[^]*2 warnings\n$/);
    const refused = await ran('check', broken);
    expect(refused.code).toBe(2);
    expect(refused.out).toMatch(/2 errors\n$/);
  });

  test('with --fix prints the mended design, and never writes over a file unasked', async () => {
    const alone = { ...shop, nodes: [shop.nodes[0], { id: 'shop', kind: 'service', params: { replicas: 1 } }] };
    const weak = file('weak.faultline.json', alone);
    const shown = await ran('check', weak, '--fix');
    expect(shown).toMatchObject({ code: 0, err: expect.stringContaining('nodes.shop.params.replicas single-replica: Run two replicas\n') });
    expect(JSON.parse(shown.out)).toMatchObject({ nodes: [{ id: 'users' }, { id: 'shop', params: { replicas: 2 } }] });
    expect(JSON.parse(readFileSync(weak, 'utf8'))).toEqual(alone);
    const refused = await ran('check', weak, '--fix', '--output', weak);
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is such a file already') });
    expect(await ran('check', weak, '--fix', '--output', weak, '--force')).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(weak, 'utf8')).toBe(shown.out);
    expect(await ran('check', weak, '--output', weak)).toMatchObject({ code: 2, out: '' });
  });

  test('says what the design lets be, and counts it apart', async () => {
    const known = file('let-be.faultline.json', {
      ...shop,
      nodes: [shop.nodes[0], { id: 'shop', kind: 'service', params: { replicas: 1 } }],
      ignored: [{ code: 'single-replica', place: 'nodes.shop', reason: 'A prototype.' }],
    });
    const { code, out } = await ran('check', known);
    expect(code).toBe(0);
    expect(out).toContain('ignored nodes.shop.params.replicas single-replica: A prototype.\n');
    expect(out).toMatch(/\(1 ignored\)\n$/);
  });

  test('with --json prints one document', async () => {
    expect(zProblems.parse(JSON.parse((await ran('check', good, '--json')).out))).toEqual({
      format: 'faultline-problems-1',
      ok: true,
      problems: [],
    });
    expect(zProblems.parse(JSON.parse((await ran('check', broken, '--json')).out)).ok).toBe(false);
  });
});

describe('a file that cannot be read ends with 2 and says why', () => {
  const big = file('big.faultline.json', ' '.repeat(6_000_000));
  const binary = join(folder, 'binary.faultline.json');
  writeFileSync(binary, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
  const link = join(folder, 'folder');
  mkdirSync(link);

  test.each([
    ['missing', join(folder, 'none.json'), 'There is no such file'],
    ['a folder', link, 'This is a folder'],
    ['too big', big, 'The file is larger than 5 MB'],
    ['not text', binary, 'The file is not text in UTF-8'],
    ['endless', '/dev/zero', 'The file is larger than 5 MB'],
    ['empty', '/dev/null', 'The file is not valid JSON'],
  ])('%s', async (_what, path, words) => {
    for (const command of ['run', 'check']) {
      const { code, out, err } = await ran(command, path);
      expect(code).toBe(2);
      expect(out + err).toContain(words);
    }
  });
});

describe('usage', () => {
  test.each([
    [[]],
    [['fly']],
    [['run']],
    [['run', good, 'more']],
    [['run', good, '--sed', '1']],
    [['run', good, '--seed', '1.5']],
    [['run', good, '--seed', '-1']],
    [['run', good, '--duration', '60']],
    [['run', good, '--duration', 'soon']],
    [['run', good, '--duration', '8d']],
    [['run', good, '--replications', '0']],
    [['run', good, '--warmup', 'automatic']],
    [['run', good, '--precision', '2']],
    [['run', good, '--precision', '0%']],
    [['run', good, '--precision', '80%']],
    [['run', good, '--jobs', '0']],
    [['schema', 'poem']],
  ])('%j is refused with 2', async (args) => {
    const { code, out, err } = await ran(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  test.each([['--help'], ['run', '--help'], ['--version']])('%s is no mistake', async (...args) => {
    const { code, out, err } = await ran(...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/Usage: faultline|1\.2\.3/);
  });
});

test.each(['design', 'report', 'lesson-report', 'replications', 'problems'])('schema %s prints a JSON Schema', async (name) => {
  const { code, out } = await ran('schema', name);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringContaining('json-schema.org') as string, type: 'object' });
});
