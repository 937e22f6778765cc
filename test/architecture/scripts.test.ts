import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const scripts = path.resolve(import.meta.dirname, '../../scripts');
const staticImport = /^(?:import|export)\s(?:[^'"]*?from\s+)?['"]([^'"]+)['"]/gm;

/** Every file that a script reads before it does anything, and the packages among them. */
function readAtOnce(entry: string): { files: Set<string>; packages: string[] } {
  const files = new Set<string>();
  const packages: string[] = [];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) {
      if (from.startsWith('.')) visit(path.resolve(path.dirname(file), from));
      else if (!from.startsWith('node:')) packages.push(`${path.basename(file)} imports ${from}`);
    }
  };
  visit(path.join(scripts, entry));
  return { files, packages };
}

const entries = readdirSync(scripts).filter((name) => name.endsWith('.mjs'));

test.each(entries)('scripts/%s can be read on a fresh clone: what it needs is there before the install', (entry) => {
  expect(readAtOnce(entry).packages).toEqual([]);
});

test('the walk sees the scripts and what they share', () => {
  expect(entries.length).toBeGreaterThanOrEqual(9);
  expect(readAtOnce('test.mjs').files.size).toBeGreaterThanOrEqual(8);
});
