import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zReport } from '../measure/report';
import { zLessonReport } from '../what-if/lesson';
import { zReplications } from '../what-if/replicate';
import { zProblems } from './problems';
import { faultline } from './program';

const folder = mkdtempSync(join(tmpdir(), 'faultline-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const shop = {
  version: 1,
  name: 'Shop',
  run: { duration: '3s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 200 } } },
    { id: 'shop', kind: 'service', params: { serviceTime: { kind: 'exponential', mean: '5ms' } } },
  ],
  links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '1s' }],
};
const good = file('good.faultline.json', shop);
const slow = file('slow.faultline.json', { ...shop, slos: [{ id: 'fast', kind: 'latency', percentile: 50, below: '1ms' }] });
const broken = file('broken.faultline.json', {
  ...shop,
  nodes: [shop.nodes[0], { id: 'shop', kind: 'service', params: { workerz: 3 } }],
  seed: -1,
});
const idle = file('idle.faultline.json', { ...shop, links: [] });

async function ran(...args: string[]) {
  let out = '';
  let err = '';
  const bar: number[] = [];
  const code = await faultline(args, {
    version: '1.2.3',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    colors: false,
    progress: { start: () => bar.push(0), show: (share) => bar.push(share), stop: () => bar.push(1) },
  });
  return { code, out, err, bar };
}

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

describe('run with a lesson beside the design', () => {
  const claim = (text: string, path: string, value: number, tolerance: number, unit = '') => ({
    text,
    measure: path,
    value,
    tolerance,
    unit,
  });
  const steps = [
    { id: 'well', title: 'All is well', text: '', claims: [claim('{value} arrive.', 'nodes.shop.rate', 200, 40, '/s')] },
    {
      id: 'down',
      title: 'The shop is down',
      text: '',
      actions: [{ kind: 'inject', fault: { id: 'down', action: 'error-rate', target: { node: 'shop' }, params: { share: 1 } } }],
      claims: [
        claim('Of all calls {value} fail.', 'nodes.shop.errorShare', 1, 0, '%'),
        claim('Nobody waits longer than {value}.', 'nodes.shop.queueWait.max', -5, 1, 'ms'),
      ],
    },
  ];
  const beside = (name: string, lesson: unknown): string => {
    mkdirSync(join(folder, name));
    if (lesson !== null) file(join(name, 'lesson.json'), lesson);
    return file(join(name, 'design.faultline.json'), shop);
  };
  const whole = (content: object) => ({ version: 1, title: 'Down', summary: '', ...content });
  const taught = beside('taught', whole({ steps }));

  test('prints every claim with the number that it has now, and marks those that are off', async () => {
    const { code, out, err, bar } = await ran('run', taught);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Shop\n[^]*Digest [0-9a-f]+\n\nThe lesson in numbers: Down\n/);
    expect(out).toMatch(/\n1\. All is well\n {2}\d+ \/s arrive\.\n {2}Goodput \d+ \/s\. Nothing degraded\.\n/);
    expect(out).toMatch(/\n2\. The shop is down\n {2}Of all calls 100\.0 % fail\.\n/);
    expect(out).toMatch(/\n✗ Nobody waits longer than [\d.]+ ms\. The lesson claims -5\.00 ms ± 1\.00 ms\.\n/);
    expect(out).toMatch(/ {2}Goodput 0 \/s\. First to degrade: shop \(100 % of its calls failed\)\.\n/);
    expect(out).toMatch(/\n1 of 3 claims of the lesson does not hold in these runs \(✗\)\.\n$/);
    expect(bar.at(-1)).toBe(1);
    // The lesson is told on the run that was asked for.
    const other = await ran('run', taught, '--seed', '5', '--duration', '2s', '--warmup', '500ms');
    expect(other.out).toContain('The claims are about runs as long as the design says');
    expect(out).not.toContain('The claims are about');
  });

  test('--no-lesson leaves it out; so does a design that has none', async () => {
    const { code, out } = await ran('run', taught, '--no-lesson');
    expect(code).toBe(0);
    expect(out).not.toContain('lesson');
    const without = await ran('run', beside('nowhere', null));
    expect(without).toMatchObject({ code: 0, out, err: '' });
  });

  test('--json is one report, as without a lesson; with --lesson it is one document with both', async () => {
    const json = await ran('run', taught, '--json');
    const report = zReport.parse(JSON.parse(json.out));
    const both = await ran('run', taught, '--json', '--lesson');
    expect(both).toMatchObject({ code: 0, err: '' });
    const document = zLessonReport.parse(JSON.parse(both.out));
    expect(document.report).toEqual(report);
    expect(document.steps).toMatchObject([
      { id: 'well', digest: report.digest, degraded: [], claims: [{ claimed: 200, holds: true }] },
      { id: 'down', goodput: 0, degraded: [{ subject: 'shop' }], claims: [{ measured: 1, holds: true }, { holds: false }] },
    ]);
  });

  test('what is wrong with a lesson is a warning, never more', async () => {
    const broken = beside('broken', whole({ steps: [{ id: 'x', titel: 'Well' }] }));
    const plain = await ran('run', broken, '--no-lesson');
    expect(plain.err).toBe('');
    const { code, out, err } = await ran('run', broken);
    expect({ code, out }).toEqual({ code: 0, out: plain.out });
    expect(err).toMatch(/^warning lesson\.json steps\.x\.title\n/);
    expect(await ran('run', beside('torn', '{ "version": 1,'))).toMatchObject({ code: 0, out: plain.out });
    const missing = await ran('run', join(folder, 'nowhere', 'design.faultline.json'), '--json', '--lesson');
    expect(missing.code).toBe(0);
    expect(missing.err).toContain('There is no such file');
    expect(zLessonReport.parse(JSON.parse(missing.out)).steps).toEqual([]);
  });

  test('a step that cannot be done ends the lesson there', async () => {
    const impossible = { id: 'no', title: 'No', text: '', actions: [{ kind: 'edit', edit: { kind: 'replace-link' } }] };
    const { code, out, err } = await ran('run', beside('impossible', whole({ steps: [steps[0], impossible, steps[1]] })));
    expect(code).toBe(0);
    expect(err).toMatch(/^warning lesson\.json steps\.no\.actions\n {2}This is no edit\./);
    expect(out).toContain('1. All is well');
    expect(out).not.toContain('The shop is down');
  });

  test('with --replications it is left out, and says so', async () => {
    const tables = await ran('run', taught, '--replications', '2');
    expect(tables.out).toContain('The lesson is left out of replications');
    expect((await ran('run', taught, '--replications', '2', '--no-lesson')).out).not.toContain('lesson');
    expect((await ran('run', join(folder, 'nowhere', 'design.faultline.json'), '--replications', '2')).out).not.toContain('lesson');
    const quiet = await ran('run', taught, '--replications', '2', '--json');
    expect(quiet.err).toBe('');
    const { out, err } = await ran('run', taught, '--replications', '2', '--json', '--lesson');
    expect(zReplications.parse(JSON.parse(out))).toBeTruthy();
    expect(err).toContain('left out of replications');
  });

  test('the code is that of the run', async () => {
    mkdirSync(join(folder, 'missed'));
    file(join('missed', 'lesson.json'), whole({ steps }));
    const missed = file(join('missed', 'design.faultline.json'), {
      ...shop,
      slos: [{ id: 'fast', kind: 'latency', percentile: 50, below: '1ms' }],
    });
    expect((await ran('run', missed)).code).toBe(1);
    expect((await ran('run', missed, '--json', '--lesson')).code).toBe(1);
  });
});

describe('check', () => {
  test('lists problems, and ends with 2 only for errors', async () => {
    expect(await ran('check', good)).toMatchObject({ code: 0, out: 'No problems.\n', err: '' });
    const warned = await ran('check', idle);
    expect(warned.code).toBe(0);
    expect(warned.out).toMatch(/^warning nodes\.users\n.*\n {2}.*\n[^]*2 warnings\n$/);
    const refused = await ran('check', broken);
    expect(refused.code).toBe(2);
    expect(refused.out).toMatch(/2 errors\n$/);
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
