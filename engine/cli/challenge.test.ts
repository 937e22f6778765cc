import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { apply } from '../design/edits';
import { load, save } from '../design/file';
import { loadChallenge } from '../practice/challenge-file';
import { ran } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-challenges-'));
afterAll(() => rmSync(folder, { recursive: true }));
const failing = join(folder, 'failing.json');

test('challenges are listed by level, with what they are about, and their cause is not told', async () => {
  const { code, out } = await ran('challenges');
  expect(code).toBe(0);
  expect(out).toMatch(/^slug +level +about +title\n/);
  expect(out).toMatch(/rate-limiters +junior +Rate limits +A hundred a second, two hundred at once/);
  const listed = JSON.parse((await ran('challenges', '--json')).out) as { challenges: object[] };
  expect(listed.challenges.length).toBeGreaterThanOrEqual(12);
  expect(Object.keys(listed.challenges[0]!)).toEqual(['slug', 'title', 'topic', 'level', 'ask']);
});

test('the design that fails is written, and ends with 1; hints and answer only when asked for', async () => {
  const { code, out } = await ran('challenge', 'rate-limiters', '--output', failing);
  expect(code).toBe(1);
  expect(out).toMatch(/Fixed window: p99 +< 550 ms +986 ms +missed/);
  expect(out).toMatch(/Workers in all +≤ 1608 +1608 +kept/);
  expect(out).toContain('Not solved.');
  expect(out).not.toMatch(/Hint|Answer/);
  expect(load(readFileSync(failing, 'utf8')).ok).toBe(true);
  const told = await ran('challenge', 'rate-limiters', '--hints', '2', '--answer');
  expect(told.out.match(/^(Hint \d|Answer)/gm)).toEqual(['Hint 1', 'Hint 2', 'Answer']);
});

test('a design that was mended ends with 0; one whose traffic was thinned does not', async () => {
  const challenge = loadChallenge(readFileSync('scenarios/rate-limiters/challenge.json', 'utf8'));
  const start = load(readFileSync(failing, 'utf8'));
  if (!challenge.ok || !start.ok) throw new Error('The challenge can be read.');
  const mended = challenge.value.answer.edits.reduce(apply, start.value.design);
  writeFileSync(join(folder, 'mended.json'), save(mended));
  expect(await ran('challenge', 'rate-limiters', '--design', join(folder, 'mended.json'))).toMatchObject({ code: 0 });
  const nodes = mended.nodes!.map((node) =>
    node.id === 'fixed-callers' ? { ...node, params: { traffic: { kind: 'open', rate: 1 } } } : node,
  );
  writeFileSync(join(folder, 'thinned.json'), save({ ...mended, nodes } as typeof mended));
  const thinned = await ran('challenge', 'rate-limiters', '--design', join(folder, 'thinned.json'));
  expect(thinned.code).toBe(1);
  expect(thinned.out).toContain('Changed, though it is given: fixed-callers.');
});

test('what is not there is bad input with a remedy', async () => {
  const typo = await ran('challenge', 'rate-limiter');
  expect(typo).toMatchObject({ code: 2, out: '' });
  expect(typo.err).toContain('Did you mean rate-limiters?');
  expect((await ran('challenge', 'rate-limiters', '--design', join(folder, 'none.json'))).code).toBe(2);
  expect((await ran('challenge', 'rate-limiters', '--output', failing)).err).toContain('--force');
});
