import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type JsonSchema, designJsonSchema } from '../../../engine/design/json-schema';
import { load } from '../../../engine/design/file';
import { examine } from '../../../engine/design/resolve';

// The tables of docs/file-format.md are written from the schema; what stands above them is written by people.

const file = path.resolve(import.meta.dirname, '../../../docs/file-format.md');
const BEGIN = '## Fields\n';

const schema = designJsonSchema();
const whole = (part: JsonSchema): JsonSchema => {
  const name = part.$ref?.replace('#/$defs/', '');
  return name === undefined ? part : { ...whole(schema.$defs![name]!), ...part };
};
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** What it may be, in a few words. */
function typeOf(part: JsonSchema): string {
  const { type, const: only, enum: words, unit, anyOf, oneOf } = whole(part);
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (words) return words.map((word) => `\`${String(word)}\``).join(', ');
  if (unit === 'duration') return 'duration';
  if (type === 'array') return 'list';
  if (type !== undefined) return unit ? `${type} [${unit}]` : type;
  return [...new Set((anyOf ?? oneOf ?? []).map(typeOf))].join(' or ');
}

function defaultOf({ default: usual }: JsonSchema): string {
  if (usual === undefined || typeof usual === 'object') return '';
  return `\`${JSON.stringify(usual)}\``;
}

/** Fields of an object; of several shapes each field once, with all that it may be. */
function fieldsOf(part: JsonSchema): readonly (readonly [string, JsonSchema, boolean])[] {
  const shapes = whole(part).oneOf ?? whole(part).anyOf ?? [part];
  const all = shapes.map(whole).filter(({ properties }) => properties);
  return [...new Set(all.flatMap(({ properties }) => Object.keys(properties!)))].map((key) => {
    const own = all.flatMap(({ properties }) => (properties![key] ? [whole(properties![key])] : []));
    const words = own.flatMap(({ const: only }) => (only === undefined ? [] : [only]));
    const one = own.find(({ description }) => description !== undefined) ?? own[0]!;
    const merged: JsonSchema = words.length === own.length && words.length > 1 ? { enum: words } : one;
    return [key, merged, all.every(({ required }) => required?.includes(key))];
  });
}

function table(part: JsonSchema): string {
  const rows = fieldsOf(part).map(
    ([key, field, needed]) =>
      `| \`${key}\`${needed ? ' (needed)' : ''} | ${cell(typeOf(field))} | ${cell(defaultOf(field))} | ${cell(field.description ?? '')} |`,
  );
  return ['| field | what | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function generated(): string {
  const top = fieldsOf(schema);
  const sections = top.flatMap(([key, field]) => {
    const { items, properties } = whole(field);
    const inside = items ?? (properties ? field : undefined);
    if (inside === undefined || fieldsOf(inside).length === 0) return [];
    return [`### ${key}\n\n${field.description ?? ''}${items ? ' Each of them:' : ''}\n\n${table(inside)}\n`];
  });
  return `${BEGIN}\nThe document itself:\n\n${table(schema)}\n\n${sections.join('\n')}`;
}

test('docs/file-format.md has every field that the schema has (npm run schema writes it anew)', async () => {
  const [prose] = readFileSync(file, 'utf8').split(BEGIN);
  await expect(`${prose}${generated()}`).toMatchFileSnapshot(file);
  const keys = Object.keys(schema.properties ?? {});
  expect(keys.length).toBeGreaterThan(15);
  for (const key of keys) expect(prose + generated()).toContain(`| \`${key}\``);
});

test('the example on the page is a design that runs', () => {
  const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync(file, 'utf8')) ?? [];
  const read = load(example);
  expect(read.ok ? examine(read.value.design).problems.filter(({ severity }) => severity === 'error') : read.problems).toEqual([]);
});
