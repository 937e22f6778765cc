import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Design } from '../../engine/design/schema';
import { bundle } from '../support/bundle.mjs';
import { digestOf } from '../swarm/digests';
import type * as digests from '../swarm/digests';
import { expect, test } from './support/studio';

const fromRoot = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');
const pinned = JSON.parse(fromRoot('test/swarm/digests.json')) as Record<string, string>;

declare global {
  var bundled: typeof digests | undefined;
}

test('the same design, seed and changes give the same run in Chromium as in Node', async ({ page: studio }) => {
  test.setTimeout(120_000);
  const script = readFileSync(await bundle('test/swarm/digests.ts', 'digests', 'iife'), 'utf8');
  // An empty page of the same browser: the studio's own lets no script in.
  const page = await studio.context().newPage();
  await page.addScriptTag({ content: `${script}\nglobalThis.bundled = bundled;` });
  const seeds = Object.keys(pinned).map(Number);
  expect(await page.evaluate((wanted) => globalThis.bundled?.swarmDigests(wanted), seeds)).toEqual(pinned);

  const checkout = JSON.parse(fromRoot('scenarios/checkout/design.faultline.json')) as Design;
  expect(await page.evaluate((design) => globalThis.bundled?.digestOf(design), checkout)).toBe(digestOf(checkout));
});
