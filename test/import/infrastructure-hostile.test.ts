import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { examine, isError } from '../../engine/design/resolve';
import { limits } from '../../engine/design/limits';
import { readImport } from '../../engine/import/read';
import { importers } from '../../engine/import/registry';
import { readYaml } from '../../engine/import/safe-yaml';
import { mutated } from '../fuzz/mutate';

const folder = new URL('data/', import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
const formats = ['compose', 'kubernetes', 'isotope', 'openapi', 'asyncapi', 'k6', 'load-csv'];

/** A result is a design that checks, or problems with remedies; nothing else can happen. */
async function tried(text: string, name: string, format?: string) {
  const read = await readImport(text, name, format);
  const wrong = read.ok
    ? examine(read.value.design).problems.filter(isError)
    : read.problems.filter(({ message, remedy }) => message.length * remedy.length === 0);
  const polluted = ({} as Record<string, unknown>)['polluted'] !== undefined;
  return { ok: read.ok, sound: wrong.length === 0 && !polluted };
}
const inEveryFormat = (text: string, name: string) => Promise.all(formats.map((format) => tried(text, name, format)));
const sound = expect.objectContaining({ sound: true }) as unknown;

const laughs = (levels: number): string =>
  Array.from({ length: levels }, (_, i) =>
    i === 0
      ? 'l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'
      : `l${i}: &l${i} [${Array(9)
          .fill(`*l${i - 1}`)
          .join(', ')}]`,
  ).join('\n');

describe('hostile YAML', () => {
  test.each([
    ['a billion laughs', `${laughs(10)}\nservices:\n  a: { image: redis, command: *l9 }`],
    [
      'laughs by merge keys',
      `a0: &a0 { k: v }\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: [*a${i}, *a${i}], k${i}: *a${i} }`).join('\n')}\nservices: *a40`,
    ],
    ['an alias of itself', 'services: &s\n  a: { image: redis, depends_on: *s }'],
    ['an alias that leads nowhere', 'services:\n  a: *missing'],
    ['brackets without end', `services: ${'['.repeat(200_000)}`],
    ['JSON without end', '{"services":'.repeat(50_000)],
    ['dashes without end', `services:\n  a:\n${'- '.repeat(100_000)}x`],
    ['a deep tree', `services:\n${Array.from({ length: 400 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`],
    ['the same key twice', 'services:\n  a: { image: x }\n  a: { image: y }'],
    ['tags that ask for code', 'services:\n  a: !!js/function "function () { throw 1 }"'],
    ['documents without end', '---\na: 1\n'.repeat(6000)],
  ])('%s: refused in words, or harmless', async (_title, text) => {
    expect(await inEveryFormat(text, 'x.yaml')).toEqual(formats.map(() => sound));
  });

  test('a billion laughs and deep nesting are refused', () => {
    expect(readYaml(laughs(10))).toMatchObject({
      ok: false,
      problems: [{ code: 'import-unreadable', message: expect.stringMatching(/aliases|values/) as string }],
    });
    expect(readYaml(`a: ${'['.repeat(5000)}`)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('deep') as string }],
    });
  });

  test('ten megabytes are refused before they are parsed', async () => {
    const text = `services:\n${'  # nothing\n'.repeat(900_000)}`;
    expect(text.length).toBeGreaterThan(10_000_000);
    expect(await inEveryFormat(text, 'x.yaml')).toEqual(formats.map(() => ({ ok: false, sound: true })));
  });

  test('names that JavaScript gives a meaning to are names like others', async () => {
    const text = `services:
  __proto__: { image: redis, polluted: true }
  constructor: { image: acme/x, depends_on: [__proto__, toString] }
  toString: { image: "postgres:1", environment: { __proto__: "http://constructor:80" } }
  hasOwnProperty: { build: ., environment: { DB_HOST: tostring } }`;
    const read = await readImport(text, 'compose.yaml');
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const names = read.value.design.nodes!.map(({ id, name = id }) => name);
    expect(names).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'toString', 'hasOwnProperty']));
    expect(
      await tried(
        '{"openapi":"3.1.0","paths":{"/a":{"__proto__":{"polluted":true},"get":{}}},"__proto__":{"polluted":true}}',
        'a.json',
        'openapi',
      ),
    ).toEqual({ ok: true, sound: true });
  });

  test('merge keys of Compose work, within bounds', () => {
    expect(readYaml('base: &b { x: 1, y: 2 }\nall:\n  one: { <<: *b, y: 3 }')).toEqual({
      ok: true,
      value: [{ base: { x: 1, y: 2 }, all: { one: { x: 1, y: 3 } } }],
    });
  });
});

describe('hostile systems', () => {
  test('everyone calls everyone: it runs, since no request goes round without end', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `s${i}`);
    const text = `services:\n${names.map((name) => `  ${name}: { image: acme/x, environment: { ALL: "${names.map((other) => `${other}:80`).join(',')}" } }`).join('\n')}`;
    expect(await tried(text, 'compose.yaml')).toEqual({ ok: true, sound: true });
  });

  test('more components than a design may have are refused', async () => {
    const text = `services:\n${Array.from({ length: limits.nodes + 1 }, (_, i) => `  s${i}: { image: acme/x }`).join('\n')}`;
    expect(await tried(text, 'compose.yaml')).toEqual({ ok: false, sound: true });
  });

  test('only brokers, only stores, nothing: refused or harmless', async () => {
    for (const services of ['a: { image: kafka }\n  b: { image: rabbitmq, links: [a] }', 'a: { image: redis }', 'a: {}', 'a: null', '{}'])
      expect(await tried(`services:\n  ${services}`, 'compose.yaml', 'compose')).toEqual(sound);
  });

  test.each([
    [
      'constants of constants',
      `const a0 = [1,1,1,1,1,1,1,1];\n${Array.from({ length: 20 }, (_, i) => `const a${i + 1} = [${Array(8).fill(`a${i}`).join(',')}];`).join('\n')}\nexport const options = { stages: a20, vus: a };`,
    ],
    ['a constant of itself', 'const a = a; export const options = { vus: a, stages: [a], scenarios: options };'],
    ['parentheses without end', `export const options = ${'('.repeat(100_000)}1`],
    [
      'functions that call each other',
      'import http from "k6/http"; export default function a() { b(); } function b() { a(); http.get(a + b); }',
    ],
    [
      'wild numbers',
      'export const options = { scenarios: { __proto__: { executor: "constant-arrival-rate", rate: 1e308, timeUnit: "0s", duration: "99999999d" }, b: { executor: "ramping-vus", stages: [{ duration: "-5s", target: -9 }, { duration: "1e9", target: 1e300 }] } } };',
    ],
    ['no end of a string', 'export const options = { vus: "'],
  ])('k6: %s', async (_title, text) => {
    expect(await tried(text, 'x.js', 'k6')).toEqual(sound);
  });
});

test.each(files)('$name: bent in 40 ways, it is read or refused', async ({ name, text }) => {
  const format = importers.find(({ detects }) => detects(text, name))!.id;
  for (let seed = 1; seed <= 40; seed += 1) expect(await tried(mutated([text], seed), name, format), `seed ${seed}`).toEqual(sound);
});

test('any values in the places of a manifest: read or refused', async () => {
  // Method: 300 documents drawn by fast-check from the keys that the formats look at.
  const keys =
    'services image environment depends_on ports deploy replicas resources limits cpus name script call sleep errorRate openapi paths get info title asyncapi channels publish message operations action channel $ref apiVersion kind metadata spec template containers env value selector scenarios executor rate stages target duration'.split(
      ' ',
    );
  const values = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('Deployment', 'Service', '3.1.0', '2.6.0', 'http://a:80', '#/paths/get', 'send', '-1', '1e400', ''),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 5 }),
    ),
  })).tree;
  await fc.assert(
    fc.asyncProperty(values, fc.constantFrom(...formats.slice(0, 5)), async (value, format) => {
      const result = await tried(
        JSON.stringify({
          openapi: '3.1.0',
          asyncapi: '3.0.0',
          services: value,
          paths: value,
          operations: value,
          channels: value,
          ...(typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}),
        }),
        'x.json',
        format,
      );
      expect(result).toEqual(sound);
    }),
    { numRuns: 300, seed: 8 },
  );
});
