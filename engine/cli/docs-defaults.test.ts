import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');

/** All defaults that the design file's schema has for properties of a name, as the pages write them. */
function defaultsOf(schema: unknown, found = new Map<string, Set<string>>()): ReadonlyMap<string, ReadonlySet<string>> {
  if (typeof schema !== 'object' || schema === null) return found;
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    const properties: [string, unknown][] = Object.entries(schema.properties);
    for (const [name, property] of properties) {
      const all = found.get(name) ?? new Set();
      found.set(name, all);
      if (typeof property === 'object' && property !== null && 'default' in property) all.add(plain(written(property.default)));
    }
  }
  for (const part of Object.values(schema)) defaultsOf(part, found);
  return found;
}

const written = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));
const plain = (cell: string): string => cell.replaceAll(/[\s`"]/g, '').replace(/(?<=\d),(?=\d{3}\b)/, '');

/** What can be compared: a number, a duration, or a list of three words at least. The others are told in words. */
const comparable = /^(?:\d[\d.]*(?:ns|us|ms|s|min|h|d)?|[a-z-]+(?:,[a-z-]+){2,})$/;

interface Row {
  readonly field: string;
  readonly byDefault: string;
}

/** Rows of a page's tables of parameters that are about one field. */
function rowsOf(page: string): Row[] {
  let head: string[] = [];
  return page.split('\n').flatMap((line) => {
    if (!line.startsWith('|')) {
      head = [];
      return [];
    }
    const cells = line.split('|').slice(1, -1);
    if (head.length === 0) {
      head = cells.map((cell) => cell.trim().toLowerCase());
      return [];
    }
    const fields = [...(cells[head.indexOf('field')] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name?.split('.').at(-1) ?? '');
    const byDefault = plain(cells[head.indexOf('default')] ?? '');
    return fields.length === 1 && comparable.test(byDefault) ? [{ field: fields[0] ?? '', byDefault }] : [];
  });
}

test('defaults on the pages of mechanisms and faults are defaults of the schema', () => {
  const defaults = defaultsOf(JSON.parse(readFileSync(path.join(root, 'engine/design/design.schema.json'), 'utf8')));
  const rows = ['mechanisms', 'faults'].flatMap((shelf) =>
    readdirSync(path.join(root, 'docs', shelf)).flatMap((file) =>
      rowsOf(readFileSync(path.join(root, 'docs', shelf, file), 'utf8'))
        .filter(({ field }) => defaults.has(field))
        .map((row) => ({ ...row, file: `${shelf}/${file}` })),
    ),
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(({ field, byDefault }) => !defaults.get(field)?.has(byDefault))).toEqual([]);
});
