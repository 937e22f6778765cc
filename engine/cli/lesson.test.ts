import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zReport } from '../measure/report';
import { zLessonReport } from '../what-if/lesson';
import { zReplications } from '../what-if/replicate';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
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
    expect(err).toMatch(/^warning lesson\.json steps\.x\.title \S+\n/);
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
    expect(err).toMatch(/^warning lesson\.json steps\.no\.actions \S+\n {2}This is no edit\./);
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
