import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { SurfaceOptions } from './test/e2e/support/studio';

const port = Number(process.env['FAULTLINE_E2E_PORT'] ?? 41_990);
// Debian's Chromium where it is; else the one that Playwright installs.
const chromium = process.env['FAULTLINE_CHROMIUM'] ?? '/usr/bin/chromium';

// One file, both surfaces: `story.spec.ts` runs in a browser and in the desktop window, `*.web.spec.ts` and `*.desktop.spec.ts` in one.
export default defineConfig<SurfaceOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Browsers do not get in each other's way; windows on one screen take each other's focus, so those come one by one.
  workers: 2,
  forbidOnly: true,
  // Generous: a busy machine is slow, not wrong.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { viewport: { width: 1440, height: 900 }, baseURL: `http://127.0.0.1:${port}` },
  projects: [
    {
      name: 'web',
      testIgnore: ['**/*.desktop.spec.ts', '**/*.packaged.spec.ts'],
      use: {
        surface: 'web',
        launchOptions: {
          ...(existsSync(chromium) ? { executablePath: chromium } : {}),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      },
    },
    { name: 'desktop', workers: 1, testIgnore: ['**/*.web.spec.ts', '**/*.packaged.spec.ts'], use: { surface: 'desktop' } },
    { name: 'packaged', workers: 1, testMatch: ['**/shell.desktop.spec.ts', '**/*.packaged.spec.ts'], use: { surface: 'desktop' } },
  ],
  webServer: { command: `node scripts/serve.mjs ${port}`, url: `http://127.0.0.1:${port}`, reuseExistingServer: false },
});
