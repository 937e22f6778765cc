import { existsSync } from 'node:fs';
import { installDebian } from './debian.mjs';
import { capture, has } from './project.mjs';

const debianChromium = '/usr/bin/chromium';
const debianPackages = ['chromium', 'xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-dejavu-core'];
const linux = process.platform === 'linux';

/**
 * Sees to what the end-to-end tests need from the machine. Installs it on Debian, says what is missing elsewhere.
 * @returns {Promise<{ browser: string | null, display: string | null }>} why each cannot be had; null where it can.
 */
export async function ensureTestSystem() {
  if (linux && missing().length > 0) await installDebianPackages();
  const gone = missing();
  const remedy = has('apt-get')
    ? `Install it: apt-get install -y --no-install-recommends ${debianPackages.join(' ')}`
    : 'Install Chromium (npx playwright install chromium does), and on Linux Xvfb with xvfb-run from your distribution.';
  const because = (what) => (gone.includes(what) ? `${what} is missing on this machine. ${remedy}` : null);
  return { browser: because('Chromium'), display: because('Xvfb') };
}

/** Where Chromium is: an override, Debian's, or undefined for Playwright's own. */
export const chromiumPath = () => process.env['FAULTLINE_CHROMIUM'] ?? (existsSync(debianChromium) ? debianChromium : undefined);

function missing() {
  return [...(hasChromium() ? [] : ['Chromium']), ...(!linux || (has('xvfb-run') && has('xauth')) ? [] : ['Xvfb'])];
}

function hasChromium() {
  const own = chromiumPath();
  if (own) return existsSync(own);
  // Asked in a process of its own, because Playwright is not installed when this file is read.
  const asked = capture(process.execPath, ['-e', "process.stdout.write(require('@playwright/test').chromium.executablePath())"]);
  return asked.status === 0 && existsSync(asked.stdout);
}

/** Newer Debian and Ubuntu name two of the libraries otherwise; apt-get takes what Chromium itself asks for, so without those it works too. */
const installDebianPackages = () =>
  installDebian(`the tests need ${missing().join(' and ')}`, debianPackages, ['chromium', 'xvfb', 'xauth', 'fonts-dejavu-core']);
