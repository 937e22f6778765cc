import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileFormats } from '../../engine/cli/picture/file-formats';
import { exporters } from '../../engine/export/registry';
import { importers } from '../../engine/import/registry';

// The tables of what leaves and what comes in name every format, and no other.

const page = (name: string): string => readFileSync(path.resolve(import.meta.dirname, '../../docs', name), 'utf8');
/** Rows that begin with the name of a format: the name, and what stands in the last cell. */
const rows = (text: string) =>
  [...text.matchAll(/^\| `([a-z0-9-]+)` \|.*\| ([^|]*) \|$/gm)].map(([, id, last]) => ({ id: id!, last: last! }));

test('docs/export.md has a row for every format, with the ending of its files', () => {
  const files = Object.fromEntries([...exporters, ...fileFormats].map(({ id, extension }) => [id, `.${extension}`]));
  expect(Object.fromEntries(rows(page('export.md')).map(({ id, last }) => [id, last.replaceAll('`', '')]))).toEqual(files);
});

test('docs/import.md and the pages beside it name every format', () => {
  const told = ['import.md', 'import-deployments.md', 'import-traces.md'].flatMap((name) => [
    ...rows(page(name)).map(({ id }) => id),
    ...[...page(name).matchAll(/\(`--from ([a-z0-9-]+)`\)/g)].map(([, id]) => id!),
  ]);
  const known = importers.map(({ id }) => id);
  expect(told.filter((id) => known.includes(id)).toSorted()).toEqual(known.toSorted());
});
