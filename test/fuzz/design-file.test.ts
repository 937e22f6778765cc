import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { load, save } from '../../engine/design/file';
import { everything } from './everything';
import { mutated } from './mutate';

const FILES = 10_000;
const BATCH = 500;

const scenarios = new URL('../../scenarios/', import.meta.url).pathname;
const scenarioFiles = readdirSync(scenarios)
  .map((slug) => join(scenarios, slug, 'design.faultline.json'))
  .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
const originals = [...scenarioFiles.map((path) => readFileSync(path, 'utf8')), JSON.stringify(everything, null, 2)];

describe('what is mutated', () => {
  test.each(originals.map((text, i) => [i, text] as const))('original %i is a good file', (_i, text) => {
    const result = load(text);
    expect(result.ok ? [] : result.problems).toEqual([]);
  });
});

const fate = { accepted: 0, refused: 0 };

/** Complaints about how file number `seed` was dealt with. */
function complaints(seed: number): string[] {
  const result = load(mutated(originals, seed));
  if (result.ok) {
    fate.accepted += 1;
    const once = save(result.value.design);
    const again = load(once);
    if (!again.ok) return [`file ${seed}: what was saved cannot be read: ${JSON.stringify(again.problems)}`];
    const same = save(again.value.design) === once && isDeepStrictEqual(again.value.resolved, result.value.resolved);
    return same ? [] : [`file ${seed}: what was saved is not what was read`];
  }
  fate.refused += 1;
  const wordless = result.problems.filter(({ code, where, message, remedy }) =>
    [code, where, message, remedy].some((words) => words.trim() === '' || words.includes('undefined')),
  );
  return [
    ...(result.problems.some(({ severity }) => severity === 'error') ? [] : [`file ${seed}: refused without an error`]),
    ...wordless.map((problem) => `file ${seed}: ${JSON.stringify(problem)}`),
  ];
}

test.each(Array.from({ length: FILES / BATCH }, (_, i) => i * BATCH))(
  '%i and on: mutated files are accepted whole, or refused with reasons; nothing throws',
  (from) => {
    expect(Array.from({ length: BATCH }, (_, i) => from + i).flatMap(complaints)).toEqual([]);
  },
);

test('the mutations break some files and leave some good, so that both ways are tried', () => {
  expect(fate.accepted + fate.refused).toBe(FILES);
  expect(fate.accepted).toBeGreaterThan(FILES / 50);
  expect(fate.refused).toBeGreaterThan(FILES / 2);
});

test('no file leaves a mark on the program', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('reading and writing designs has no way to a disk or a network', () => {
  const folder = new URL('../../engine/design/', import.meta.url).pathname;
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('.test.'),
  );
  expect(sources.length).toBeGreaterThan(20);
  const reaching = sources.filter((path) =>
    /from '(node:|fs|child_process|net|http)|\bfetch\(/.test(readFileSync(join(folder, path), 'utf8')),
  );
  expect(reaching).toEqual([]);
});

test('a file of 50 MB is refused without being parsed', () => {
  const { parse } = JSON;
  let parsed = 0;
  JSON.parse = (...of: Parameters<typeof parse>): unknown => {
    parsed += 1;
    return parse(...of);
  };
  try {
    expect(load(`{"version":1,"name":"${'x'.repeat(50_000_000)}"}`)).toMatchObject({ ok: false, problems: [{ code: 'file-too-big' }] });
  } finally {
    JSON.parse = parse;
  }
  expect(parsed).toBe(0);
});

describe('a file within the size limit that is all faults', () => {
  const faulty = '7,'.repeat(199);
  test.each<[string, string, string, number]>([
    [
      'in one part',
      `{"id":"a","kind":"service","operations":[${`{"name":"x","steps":[${faulty}7]},`.repeat(11_000)}0]}`,
      'part-too-large',
      1,
    ],
    [
      'in many parts',
      `{"id":"a","kind":"service","operations":[${`{"name":"x","steps":[${faulty}7]},`.repeat(90)}0]},`.repeat(130) + '0',
      'wrong-type',
      500,
    ],
    ['in the list of parts', `${'7,'.repeat(2_000_000)}7`, 'too-many', 1],
  ])('%s is refused in bounded work', (_where, nodes, code, count) => {
    const result = load(`{"version":1,"name":"x","nodes":[${nodes}]}`);
    expect(result.ok ? [] : result.problems.slice(0, 1)).toMatchObject([{ code }]);
    expect(result.ok ? 0 : result.problems.length).toBe(count);
  });
});
