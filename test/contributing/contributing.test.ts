import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepsOf, take } from './page-steps';

// Method: the code blocks of CONTRIBUTING.md are carried out in a copy of the project. There the compiler, the formatter, the tests of what
// was touched, and `added.proof.ts`, which uses each new thing, must find nothing wrong.

const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
const steps = stepsOf(page);
const copy = mkdtempSync(path.join(tmpdir(), 'faultline-contributing-'));
const MINUTES = 60_000;

/** What is not part of the sources. */
const left = new Set(['node_modules', 'dist', 'release', 'test-results', 'playwright-report', 'coverage', '.git']);

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(root, 'node_modules/.bin', program), args, {
      cwd: copy,
      // A test that runs inside of a test must not take itself for a worker of the outer one.
      env: { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))), NO_COLOR: '1', ...env },
      shell: process.platform === 'win32',
    });
    let said = '';
    const hear = (chunk: Buffer) => void (said += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said: said.slice(-20_000) }));
  });
}

/** All that a program said, where it ended badly. */
const wrong = ({ code, said }: Ended): string => (code === 0 ? '' : said);

beforeAll(async () => {
  for (const name of readdirSync(root)) if (!left.has(name)) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  for (const step of steps) take(step, copy);
  const { scripts } = JSON.parse(readFileSync(path.join(copy, 'package.json'), 'utf8')) as { scripts: Record<'schema', string> };
  const [program = '', ...args] = scripts.schema.split(' ');
  const failed = wrong(await run(program, args));
  if (failed !== '') throw new Error(`npm run schema, as the page says:\n${failed}`);
}, 5 * MINUTES);

afterAll(() => rmSync(copy, { recursive: true, force: true }), MINUTES);

test('the page has a section with steps for each kind of thing', () => {
  const sections = page.split(/^## (?=An? )/m).slice(1);
  expect(sections.length).toBeGreaterThanOrEqual(10);
  for (const section of sections) expect([section.split('\n')[0], stepsOf(section).length > 0]).toEqual([section.split('\n')[0], true]);
  // A registry line is a line: with its import two are added to a registry.
  const registries = steps.filter((step) => step.kind === 'change' && /registry\.ts$|tabs\.ts$/.test(step.file));
  expect(registries.length).toBeGreaterThanOrEqual(7);
});

test(
  'the compiler takes all of it',
  async () => {
    expect(wrong(await run('tsc', []))).toBe('');
  },
  5 * MINUTES,
);

test(
  'what the page shows is written as all code here',
  async () => {
    const code = steps.flatMap((step) => (step.kind !== 'copy' && /\.tsx?$/.test(step.file) ? [step.file] : []));
    expect(wrong(await run('biome', ['format', '--vcs-enabled=false', ...new Set(code)]))).toBe('');
    expect(wrong(await run('oxlint', ['--deny-warnings', ...new Set(code)]))).toBe('');
  },
  5 * MINUTES,
);

test(
  'each new thing is there and works',
  async () => {
    const proof = await run('vitest', ['run', '--config', 'test/contributing/vitest.config.ts', '--root', '.']);
    expect(wrong(proof)).toBe('');
    expect(proof.said).toMatch(/Tests +11 passed/);
  },
  5 * MINUTES,
);

test(
  'the tests that hold things of these kinds hold the new ones',
  async () => {
    const held = [
      'engine/policies/registry.test.ts',
      'engine/design/checks/checks.test.ts',
      'engine/design/catalog',
      'engine/design/json-schema.test.ts',
      'engine/cli/docs.test.ts',
      'renderer/docs',
      'renderer/palette',
      'renderer/commands',
      'test/architecture',
      'test/faults/pages.test.ts',
      'test/documents',
      'test/golden/scenario-library.test.ts',
      'test/golden/challenges.test.ts',
      'test/golden/prompts.test.ts',
    ];
    expect(wrong(await run('vitest', ['run', ...held], { FAULTLINE_SCENARIO: 'late-bills' }))).toBe('');
  },
  5 * MINUTES,
);
