import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Trace } from '../measure/trace/trace';
import { ran, shop } from './try-out';

const folder = mkdtempSync(join(tmpdir(), 'faultline-traces-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'shop.faultline.json');
writeFileSync(file, JSON.stringify(shop));

test('traces prints the slowest requests as waterfalls', async () => {
  const { code, out, err } = await ran('traces', file, '--slowest', '2');
  expect(code).toBe(0);
  expect(err).toBe('');
  expect(out.match(/^Request \d+ \(users-shop\), ok, began at /gm)).toHaveLength(2);
  expect(out).toMatch(/^\d+(\.\d+)? ms: .* of it (working in|waiting in) shop/m);
  expect(out).toMatch(/^\* +shop +\|.*[█▒].*\| /m);
});

test('any request can be asked for by its number, and is the same one', async () => {
  const slowest = await ran('traces', file, '--slowest', '1', '--json');
  const { traces } = JSON.parse(slowest.out) as { traces: Trace[] };
  const { out } = await ran('traces', file, '--request', String(traces[0]!.request), '--json');
  expect((JSON.parse(out) as { traces: Trace[] }).traces).toEqual(traces);
});

test('one that is not there is said to be not there', async () => {
  const { code, out, err } = await ran('traces', file, '--request', '999999');
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('999999');
});
