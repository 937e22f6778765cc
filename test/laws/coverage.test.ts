import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { caseNames, formula } from './analytic';

// Every reference case is held somewhere.

const root = path.resolve(import.meta.dirname, '../..');
const read = (...names: string[]): string => readFileSync(path.join(root, ...names), 'utf8');
const filesOf = (folder: string, end: string): string[] => readdirSync(path.join(root, folder)).filter((name) => name.endsWith(end));

/** Where a case is held: by a law whose claims are written down, by one that is exact, or by the policy alone. */
function holdersOf(name: string): string[] {
  const holds = (text: string): boolean => text.includes(`${name} `) || text.includes(`'${name}'`) || text.includes(`"${name}"`);
  const written = filesOf('docs/laws', '.md').filter((file) => file !== 'cases.md' && holds(read('docs/laws', file)));
  const laws = filesOf('test/laws', '.test.ts').filter((file) => file !== 'coverage.test.ts' && holds(read('test/laws', file)));
  const policies = holds(read('test/oracles/data/analytic-policies.json')) ? ['oracles/closed-forms'] : [];
  return [
    ...new Set([...written.map((file) => `laws/${file.slice(0, -3)}`), ...laws.map((file) => `laws/${file.slice(0, -8)}`), ...policies]),
  ];
}

test('every case is held by a test', () => {
  expect(caseNames).toHaveLength(76);
  expect(caseNames.filter((name) => holdersOf(name).length === 0)).toEqual([]);
});

test('docs/laws/cases.md says where', async () => {
  const rows = caseNames.map((name) => {
    const where = holdersOf(name).map((holder) => `test/${holder}.test.ts`);
    return `| ${name} | \`${formula(name).replaceAll('|', '\\|')}\` | ${where.join(', ') || 'waits for its mechanism'} |\n`;
  });
  const head = '| case | formula | held by |\n|---|---|---|\n';
  await expect(`${head}${rows.join('')}`).toMatchFileSnapshot('../../docs/laws/cases.md');
});
