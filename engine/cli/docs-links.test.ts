import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const pages = [
  'README.md',
  'engine/SOURCES.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

/** What a page names of this project: files in backticks, and files that its links lead to. Patterns and placeholders are none. */
function namedIn(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  const files = [...text.matchAll(/`((?:engine|test|renderer|app|scripts|scenarios|docs)\/[\w./-]+)`/g)].map(([, file]) => file ?? '');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map(([, link]) => path.join(path.dirname(page), link ?? ''));
  return [...files, ...links];
}

test('every file that a page of the docs names or links is there', () => {
  const named = pages.flatMap((page) => namedIn(page).map((file) => ({ page, file })));
  expect(named.length).toBeGreaterThan(300);
  expect(named.filter(({ file }) => !existsSync(path.join(root, file)))).toEqual([]);
});
