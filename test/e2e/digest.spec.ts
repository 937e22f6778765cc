import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Design } from '../../engine/design/schema';
import { bundle } from '../support/bundle.mjs';
import { digestOf } from '../swarm/digests';
import { expect, test } from './support/studio';

const fromRoot = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');
const pinned = JSON.parse(fromRoot('test/swarm/digests.json')) as Record<string, string>;

/** Runs a script where pages run: in another page of the same browser, or in the app's own window. The studio's policy lets no script into its page, and the shell is asked to. */
async function runInPage(script: string, page: Page, app: ElectronApplication | null): Promise<unknown> {
  if (app) {
    return app.evaluate(
      ({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text) as Promise<unknown>,
      script,
    );
  }
  const empty = await page.context().newPage();
  return empty.evaluate(script);
}

test('the same design, seed and changes give the same run in the window as in Node', async ({ page, electronApp, complaints }) => {
  test.setTimeout(200_000);
  // What reads designs tries whether it may make code, and may not.
  complaints.allow(/blocked eval/);
  const engine = readFileSync(await bundle('test/swarm/digests.ts', 'digests', 'iife'), 'utf8');
  const checkout = JSON.parse(fromRoot('scenarios/checkout/design.faultline.json')) as Design;
  // The window is Chromium too: some of the random designs are enough there.
  const seeds = Object.keys(pinned)
    .map(Number)
    .filter((_, i) => !electronApp || i % 3 === 0);
  const asked = `{ swarm: bundled.swarmDigests(${JSON.stringify(seeds)}), checkout: bundled.digestOf(${JSON.stringify(checkout)}) }`;
  expect(await runInPage(`(() => { ${engine}\nreturn ${asked}; })()`, page, electronApp)).toEqual({
    swarm: Object.fromEntries(seeds.map((seed) => [seed, pinned[seed]])),
    checkout: digestOf(checkout),
  });
});
