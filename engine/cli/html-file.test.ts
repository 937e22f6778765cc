import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ran, shop } from './try-out';

const folder = mkdtempSync(path.join(tmpdir(), 'faultline-html-'));
const design = path.join(folder, 'shop.faultline.json');
writeFileSync(design, JSON.stringify(shop));
const report = path.join(folder, 'report.html');

test('run --html writes a report beside what it prints, over an older one too', async () => {
  for (const seed of ['1', '2']) {
    const { code, out } = await ran('run', design, '--seed', seed, '--json', '--html', report);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ format: 'faultline-report-1' });
    expect(readFileSync(report, 'utf8')).toContain(`seed ${seed};`);
  }
});

test('with --replications, and for a comparison, it is the report of that', async () => {
  await ran('run', design, '--replications', '2', '--html', report);
  expect(readFileSync(report, 'utf8')).toContain('seeds 1 to 2');
  await ran('compare', design, '--set', 'nodes.shop.workers=2', '--replications', '2', '--html', report);
  expect(readFileSync(report, 'utf8')).toContain('Shop compared');
});

test('a file that is no report of ours is left alone, and a folder that is not there is told', async () => {
  const before = readFileSync(design, 'utf8');
  expect(await ran('run', design, '--html', design)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('no report of Faultline'),
  });
  expect(readFileSync(design, 'utf8')).toBe(before);
  expect(await ran('run', design, '--html', path.join(folder, 'nowhere', 'x.html'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('ENOENT'),
  });
});

test('a queue that cannot be reached ends with 2 and says what to do', async () => {
  for (const command of [['worker'], ['run', design, '--replications', '2'], ['compare', design, '--set', 'nodes.shop.workers=2']]) {
    expect(await ran(...command, '--queue', 'redis://localhost')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--queue'),
    });
  }
});
