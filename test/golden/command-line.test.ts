import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply } from '../../engine/design/edits';
import { save } from '../../engine/design/file';
import type { Design, DesignFault } from '../../engine/design/schema';
import { zReport } from '../../engine/measure/report';
import { reportOf, scenario, scenariosFolder } from './scenarios';

// The command line as a terminal starts it: built first where that is due.
const BUILD_AND_RUN = 120_000;
const faultline = path.join(scenariosFolder, '..', 'scripts', 'faultline.mjs');
const checkout = path.join(scenariosFolder, 'checkout', 'design.faultline.json');
const { design, lesson } = scenario('checkout');
const actions = (lesson?.steps ?? []).flatMap((step) => step.actions);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'faultline-story-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function terminal(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [faultline, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function fileOf(name: string, content: Design): string {
  const file = path.join(folder, `${name}.faultline.json`);
  writeFileSync(file, save(content));
  return file;
}

/** The lesson's fault as a script: it starts once the run is warm. */
const script = (): DesignFault[] => actions.flatMap((action) => (action.kind === 'inject' ? [{ ...action.fault, startAfter: '20s' }] : []));
const slow = (on: Design) => apply(on, { kind: 'set-faults', faults: script() });
const guarded = () => actions.reduce((now, action) => (action.kind === 'edit' ? apply(now, action.edit) : now), design);

test(
  'a healthy checkout ends with 0, and the JSON is the run that any other program would see',
  () => {
    const { status, stdout } = terminal('run', checkout, '--seed', '3', '--json');
    expect(status).toBe(0);
    expect(zReport.parse(JSON.parse(stdout))).toEqual(reportOf(design, { seed: 3 }));
  },
  BUILD_AND_RUN,
);

test(
  'the whole story stands in the terminal: healthy, slow, breaker, fallback, healed, every claim with its number',
  () => {
    const { status, stdout, stderr } = terminal('run', checkout);
    expect(status).toBe(0);
    // A first run may say there that it builds.
    expect(stderr).not.toContain('warning');
    const [, story = ''] = stdout.split('The lesson in numbers: ');
    const titles = (lesson?.steps ?? []).map(({ title }, i) => `${i + 1}. ${title}\n`);
    expect(titles).toHaveLength(5);
    // In this order, each once.
    expect(story.split('\n').flatMap((line) => titles.filter((title) => title === `${line}\n`))).toEqual(titles);
    const [, healthy = '', slow = '', breaker = '', fallback = '', healed = ''] = story.split(/^\d\. .*$/m);
    const claims = (lesson?.steps ?? []).flatMap((step) => step.claims);
    const lines = story.split('\n');
    const unsaid = claims.filter(({ text }) => {
      const [before = '', after = ''] = text.split('{value}');
      return !lines.some((line) => line.startsWith(`  ${before}`) && line.endsWith(after) && /\d/.test(line));
    });
    expect(unsaid).toEqual([]);
    expect(story).toContain(`All ${claims.length} claims of the lesson hold.`);
    const goodput = [healthy, slow, breaker, fallback, healed].map((part) => Number(/Goodput (\d+(\.\d+)?) \/s/.exec(part)?.[1]));
    expect(goodput[1]).toBeLessThan(60);
    expect(goodput[2]).toBeGreaterThan(400);
    expect(Math.min(goodput[0]!, goodput[3]!, goodput[4]!)).toBeGreaterThan(480);
    expect(slow).toMatch(/First to degrade: payments \(.*\); then orders, gateway\./);
    for (const part of [healthy, fallback, healed]) expect(part).toContain('Nothing degraded.');
  },
  BUILD_AND_RUN,
);

test(
  'with a slow provider it ends with 1 and says who degraded first',
  () => {
    const file = fileOf('slow', slow(design));
    const json = terminal('run', file, '--json');
    expect(json.status).toBe(1);
    expect(zReport.parse(JSON.parse(json.stdout)).degraded.map(({ subject }) => subject)).toEqual(['payments', 'orders', 'gateway']);
    const table = terminal('run', file);
    expect(table.status).toBe(1);
    // People read it in this order too.
    const [, story = ''] = table.stdout.split(/degraded/i);
    expect(story).toMatch(/payments[\s\S]*orders[\s\S]*gateway/);
  },
  BUILD_AND_RUN,
);

test(
  'with breaker, bulkhead and fallback the same provider harms nothing: 0 again',
  () => {
    const { status, stdout } = terminal('run', fileOf('guarded', slow(guarded())), '--json');
    const report = zReport.parse(JSON.parse(stdout));
    expect(report.slos.filter(({ met }) => !met)).toEqual([]);
    expect(status).toBe(0);
    expect(report.requests.degraded).toBeGreaterThan(1000);
    expect(report.requests.failed).toBe(0);
  },
  BUILD_AND_RUN,
);

test(
  'what is no design ends with 2 and names every place; nothing is written to standard output',
  () => {
    const broken = { ...design, links: [{ id: 'lost', from: 'orders', to: 'nowhere' }], seed: -1 };
    const file = path.join(folder, 'broken.faultline.json');
    writeFileSync(file, JSON.stringify(broken));
    const { status, stdout, stderr } = terminal('run', file);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('seed');
    expect(stderr).toContain('nowhere');
  },
  BUILD_AND_RUN,
);
