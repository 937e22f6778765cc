import { freshReport, readReport } from './checks.mjs';
import { countPlaywright } from './count.mjs';
import { findElectron } from './electron.mjs';
import { packageApp } from './package-app.mjs';
import { run, say, tool } from './project.mjs';
import { ensureTestSystem } from './system.mjs';
import { timed } from './tally.mjs';
import { freePort } from './web-server.mjs';

/** Where the studio is driven: in a browser, in a real Electron window, and packaged as users get it. */
export const projects = ['web', 'desktop', 'packaged'];

/**
 * Runs the end-to-end tests of one project.
 * @param {string[]} words further words for Playwright.
 * @returns {Promise<{ code: number, why?: string }>} its exit code; `why` when it could not even begin.
 */
export async function runProject(project, words = [], env = {}) {
  const system = await ensureTestSystem();
  const lack = project === 'web' ? system.browser : system.display;
  if (lack) return { code: 1, why: lack };
  try {
    const runtime = project === 'web' ? {} : await electronForTests();
    const executable = project === 'packaged' ? { FAULTLINE_PACKAGED_EXE: await packageApp({ forTests: true, env: runtime }) } : {};
    const port = String(await freePort());
    const all = { ...env, ...runtime, ...executable, FAULTLINE_E2E_PORT: port };
    return { code: await playwright(project, words, all) };
  } catch (error) {
    return { code: 1, why: error.message };
  }
}

/**
 * All projects, counted.
 * @param {string | null} obstacle why none of it can run.
 */
export async function runEndToEnd(tally, obstacle) {
  for (const project of projects) {
    const name = `end to end (${project})`;
    say(name);
    const report = freshReport(`playwright-${project}.json`);
    // A machine that others share stalls now and then; the summary names each test that had to be tried again.
    const words = ['--reporter=list,json', '--retries=1'];
    const { value, seconds } = await timed(() =>
      obstacle ? { code: 1, why: obstacle } : runProject(project, words, { PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    );
    if (value.why) say(`${name} cannot run: ${value.why}`);
    tally.suite(name, countPlaywright(readReport(report), value), seconds);
  }
}

function playwright(project, words, env) {
  const all = ['test', `--project=${project}`, ...words];
  // A virtual screen of a fixed size, so that windows are the same everywhere and nobody's desktop flickers.
  if (process.platform !== 'linux' || project === 'web') return run(tool('playwright'), all, { env });
  return run('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', tool('playwright'), ...all], { env });
}

async function electronForTests() {
  const found = findElectron();
  if (found.exe) return {};
  try {
    // Imported here, since it needs packages that a fresh clone does not have when this file is read.
    const { fetchElectron, VERSION } = await import('./electron-runtime.mjs');
    return { ELECTRON_OVERRIDE_DIST_PATH: await fetchElectron(), FAULTLINE_ELECTRON_VERSION: VERSION };
  } catch (error) {
    const remedy = 'Run "node node_modules/electron/install.js" where GitHub is in reach.';
    throw new Error(`no Electron runtime for the desktop tests: ${found.why}, and ${error.message}. ${remedy}`, { cause: error });
  }
}
