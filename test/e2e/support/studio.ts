/**
 * What the end-to-end tests stand on. Import `test` and `expect` from here, never from Playwright itself.
 *
 *   import { expect, test } from './support/studio';
 *   test('a story', async ({ page }) => { … });
 *
 * - `page` is the studio, loaded: a tab of Chromium in project `web`, the app's window in projects `desktop` and `packaged`.
 *   `x.spec.ts` runs on both surfaces; `x.web.spec.ts` and `x.desktop.spec.ts` on one.
 * - Every test fails on console errors, uncaught errors, violations of the content security policy, and requests that leave
 *   the studio's own origin. A test that provokes one on purpose says so first: `complaints.allow(/blocked/)`.
 * - `desktop` is Electron's main process (desktop only): `stubDialogs(desktop, { … })`, `desktop.evaluate(…)`.
 * - `folder` is an empty folder of the test's own; the window's profile lies elsewhere and is as new for each test.
 * - `test.use({ viewport: { width: 1280, height: 800 } })` sizes both surfaces. `test.use({ files: [path] })` starts the
 *   desktop app with files on its command line.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { _electron, test as base, type Browser, type ElectronApplication, expect, type Page, type TestInfo } from '@playwright/test';
import { type Complaints, collectComplaints } from './complaints';

export { expect };

export interface SurfaceOptions {
  surface: 'web' | 'desktop';
  /** Files on the desktop app's command line. */
  files: readonly string[];
}

interface StudioFixtures {
  page: Page;
  desktop: ElectronApplication;
  complaints: Complaints;
  folder: string;
  /** Internal: null where the surface is a browser. */
  electronApp: ElectronApplication | null;
}

export const test = base.extend<SurfaceOptions & StudioFixtures, { chromium: Browser | null }>({
  surface: ['web', { option: true }],
  files: [[], { option: true }],

  chromium: [
    async ({ playwright, launchOptions }, use, worker) => {
      // Desktop tests need no browser, and may run where none is installed.
      const browser = worker.project.name === 'web' ? await playwright.chromium.launch(launchOptions) : null;
      await use(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],

  folder: async ({ surface: _surface }, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  electronApp: async ({ surface, files }, use, info) => {
    if (surface === 'web') {
      await use(null);
      return;
    }
    const { app, profile } = await launched(files, info);
    await use(app);
    await endDesktop(app);
    await rm(profile, { recursive: true, force: true });
  },

  desktop: async ({ electronApp }, use) => {
    if (!electronApp) throw new Error('`desktop` exists in *.desktop.spec.ts only');
    await use(electronApp);
  },

  complaints: async ({ surface: _surface }, use) => {
    const complaints = collectComplaints();
    await use(complaints);
    expect(complaints.unexpected(), 'what the page complained about').toEqual([]);
  },

  page: async ({ electronApp, chromium, baseURL, viewport, complaints }, use, info) => {
    const size = viewport ?? { width: 1440, height: 900 };
    const page = electronApp ? await desktopPage(electronApp, size, complaints) : await webPage(chromium, baseURL, complaints);
    await drawn(page);
    await use(page);
    if (info.status !== info.expectedStatus && !page.isClosed()) {
      await page.screenshot({ path: info.outputPath('at-the-end.png') }).catch(() => undefined);
    }
    if (!electronApp) await page.context().close();
  },
});

/** Longer than this no app takes to start, however busy the machine. [ms] */
const STARTED = 40_000;

/**
 * The app on a new profile. On a busy machine Playwright at times never gets hold of an app that runs well, and waits for ever:
 * then another is started, and it is said. What the test checks is not tried again.
 */
async function launched(
  files: readonly string[],
  info: TestInfo,
): Promise<{ readonly app: ElectronApplication; readonly profile: string }> {
  for (let tries = 1; tries <= 3; tries++) {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'faultline-profile-'));
    const app = await inTime(launchDesktop(profile, files));
    if (app) return { app, profile };
    info.setTimeout(info.timeout + STARTED);
    console.log(`Playwright got no hold of the app within ${STARTED / 1000} s; starting another.`);
  }
  throw new Error('Playwright got no hold of the app, three times.');
}

async function inTime<T>(promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), STARTED);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Starts the app on a profile of its own: with the sources' build, or with the packaged one where its executable is named. */
export function launchDesktop(profile: string, files: readonly string[] = []): Promise<ElectronApplication> {
  const packaged = process.env['FAULTLINE_PACKAGED_EXE'];
  return _electron.launch({
    ...(packaged ? { executablePath: packaged } : {}),
    args: [...(packaged ? [] : ['.']), `--user-data-dir=${profile}`, ...files],
  });
}

/** Ends the app whatever a test left unsaved in it. */
export async function endDesktop(app: ElectronApplication): Promise<void> {
  // The answer never comes when the process is gone first.
  await app.evaluate(({ app: main }) => setTimeout(() => main.exit(0), 0)).catch(() => undefined);
  await app.close().catch(() => undefined);
}

/** The studio listens to keys once it is drawn, and what it draws first is read from a file of its own: a key that comes before is lost. */
async function drawn(page: Page): Promise<void> {
  await page.locator('.react-flow__pane').first().waitFor({ state: 'attached', timeout: 30_000 });
  // What listens is bound in the task after the drawing.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

async function desktopPage(app: ElectronApplication, size: { width: number; height: number }, complaints: Complaints): Promise<Page> {
  const page = await app.firstWindow();
  await complaints.watch(page, 'app://bundle/');
  const window = await app.browserWindow(page);
  await window.evaluate((w: BrowserWindow, { width, height }) => w.setContentSize(width, height), size);
  await page.waitForLoadState('load');
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([size.width, size.height]);
  return page;
}

async function webPage(browser: Browser | null, baseURL: string | undefined, complaints: Complaints): Promise<Page> {
  if (!browser || baseURL === undefined) throw new Error('the browser is for project "web"');
  const context = await browser.newContext();
  const page = await context.newPage();
  await complaints.watch(page, baseURL);
  await page.goto(baseURL);
  return page;
}
