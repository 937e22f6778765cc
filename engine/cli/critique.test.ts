import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ran } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-critique-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const design = file('mine.faultline.json', '{ "version": 1, "name": "Mine", "nodes": [], "links": [] }');

test('what cannot be read ends with 2, and says which file, where in it, and what to do', async () => {
  const answers = file('answers.json', '{ "level": "expert" }');
  const broken = file('broken.json', 'not json');
  const empty = file('prompt.json', '{}');
  const cases: readonly (readonly [string[], RegExp])[] = [
    [['--prompt', 'chatt'], /There is no task "chatt"\.\n +Did you mean chat\?/],
    [['--prompt', 'nothing-like-it'], /faultline scenarios lists them/],
    [['--prompt', 'chat', '--answers', answers], /answers\.json level\n.*"junior"/],
    [['--prompt', 'chat', '--answers', broken], /broken\.json\n.*not valid JSON/],
    [['--prompt', empty], /prompt\.json version\n/],
    [['--prompt', join(folder, 'none.json')], /There is no such file/],
  ];
  for (const [words, said] of cases) {
    const { code, out, err } = await ran('critique', design, ...words);
    expect([words, code]).toEqual([words, 2]);
    expect(out + err).toMatch(said);
  }
});

test('a task that comes along is found from any folder; where nothing is drawn the score is 0, on the page too', async () => {
  const html = join(folder, 'report.html');
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { code, out } = await ran('critique', design, '--prompt', 'chat', '--no-improve', '--html', html);
    expect(code).toBe(1);
    expect(out).toContain('0 of 100');
  } finally {
    process.chdir(before);
  }
  const page = readFileSync(html, 'utf8');
  for (const part of ['Mine: critique', 'Design a chat service for phones.', '0 of 100', 'Score by dimension'])
    expect(page).toContain(part);
});
