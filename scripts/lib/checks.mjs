import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countVitest } from './count.mjs';
import { root, run, say, tool } from './project.mjs';
import { ensurePromtool } from './promtool.mjs';
import { ensureProtoc } from './protoc.mjs';
import { ensureRedis } from './redis.mjs';
import { timed } from './tally.mjs';

const statics = [
  { name: 'types (tsc)', command: 'tsc', args: [] },
  { name: 'format (biome)', command: 'biome', args: ['format', '.'] },
  { name: 'lint (oxlint)', command: 'oxlint', args: ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'dead code (knip)', command: 'knip', args: ['--no-progress'] },
];

/** Everything but the end-to-end tests. All of it runs even when the first part fails: one round shows all there is to mend. */
export async function runChecks(tally) {
  for (const { name, command, args } of statics) {
    say(name);
    const { value: code, seconds } = await timed(() => run(tool(command), args));
    tally.check(name, code === 0, seconds);
  }
  await ensureRedis();
  await ensurePromtool();
  await ensureProtoc();
  say('unit, law, swarm, golden and architecture tests (vitest)');
  const report = freshReport('vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { value: code, seconds } = await timed(() => run(tool('vitest'), args));
  tally.suite('vitest', countVitest(readReport(report), code), seconds);
}

/** Where a report is to be written; an old one must not stand in for one that was never written. */
export function freshReport(name) {
  const file = path.join(root, 'test-results', 'reports', name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
