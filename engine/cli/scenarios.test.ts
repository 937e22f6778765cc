import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ran } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-scenarios-'));
afterAll(() => rmSync(folder, { recursive: true }));
// A folder is all that a scenario needs.
cpSync('scenarios/checkout', join(folder, 'shop'), { recursive: true });

test('scenarios are listed by family, with level, name, what one learns and the load that each holds', async () => {
  const { code, out } = await ran('scenarios', '--folder', folder);
  expect(code).toBe(0);
  expect(out).toMatch(/^commerce\nslug +level +holds +name +what one learns\nshop +mid +2\.05 x load +Checkout platform +How a slow/);
  expect(out).toContain('1 scenario.');
});

test('one is told in full', async () => {
  const { code, out } = await ran('scenarios', 'shop', '--folder', folder);
  expect(code).toBe(0);
  for (const words of [
    'Browse the catalog',
    'A circuit breaker from Orders',
    'Price:',
    'Timeouts only',
    'gateway is full first',
    'https://sre.google',
  ])
    expect(out).toContain(words);
});

test('as JSON it is one document', async () => {
  const { out } = await ran('scenarios', '--folder', folder, '--json');
  expect(JSON.parse(out)).toMatchObject({
    format: 'faultline-scenarios-1',
    scenarios: [{ slug: 'shop', family: 'commerce', breaks: { factor: 2.05 } }],
  });
});

test('those that come along are found without being named', async () => {
  expect((await ran('scenarios', 'checkout')).out).toContain('Checkout platform');
});

test('what is not there, or cannot be read, is bad input with a remedy', async () => {
  const typo = await ran('scenarios', 'shopp', '--folder', folder);
  expect(typo).toMatchObject({ code: 2, out: '' });
  expect(typo.err).toContain('Did you mean shop?');
  expect((await ran('scenarios', '--folder', join(folder, 'none'))).code).toBe(2);
  cpSync(join(folder, 'shop'), join(folder, 'bad'), { recursive: true });
  writeFileSync(join(folder, 'bad', 'scenario.json'), '{"version": 1}');
  const bad = await ran('scenarios', '--folder', folder);
  expect(bad.code).toBe(2);
  expect(bad.err).toMatch(/bad\/scenario\.json family/);
});
