import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogEntry, catalogSections, titleOfFinding } from './catalog';
import { findingsPage } from './page';

const sources = import.meta.glob<string>(['../checks/*.ts', '../advice/*.ts', '../stale-ignored.ts', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Codes of all findings that let a design run, read from the source: `warning({ code: '…'`, `hint({ code: '…'`. */
const codes = Object.values(sources).flatMap((text) =>
  [...text.matchAll(/\b(warning|hint|error)\)?\(\{\s+code: (?:'([a-z0-9-]+)'|[^,]+\? '([a-z0-9-]+)' : '([a-z0-9-]+)')/g)].flatMap(
    ([, kind, ...found]) => (kind === 'error' ? [] : found.filter((code) => code !== undefined)),
  ),
);

test('every warning and hint is in the catalog, and nothing else is', () => {
  expect(new Set(codes).size).toBeGreaterThan(90);
  expect(codes.filter((code) => !catalogEntry(code))).toEqual([]);
  const all = Object.values(sources).join('\n');
  const unheard = catalogSections.flatMap(({ entries }) => Object.keys(entries)).filter((code) => !all.includes(`'${code}'`));
  expect(unheard).toEqual([]);
});

test('docs/findings.md is what the catalog says now, and its links lead to pages', async () => {
  const page = findingsPage();
  await expect(page, 'The catalog changed: write the page anew with `npm run schema`').toMatchFileSnapshot('../../../docs/findings.md');
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to!);
  expect(links.length).toBeGreaterThan(60);
  expect(links.filter((to) => !existsSync(`docs/${to}`))).toEqual([]);
});

test('a finding without an entry is called by its code', () => {
  expect(titleOfFinding('no-timeout')).toBe('No timeout');
  expect(titleOfFinding('link-to-missing-node')).toBe('Link to missing node');
});
