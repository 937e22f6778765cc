import { freshReport, readReport } from './checks.mjs';
import { findElectron } from './electron.mjs';
import { packageApp } from './package-app.mjs';
import { run, say, tool } from './project.mjs';
import { ensureTestSystem } from './system.mjs';
import { timed } from './tally.mjs';
import { freePort } from './web-server.mjs';

/**
 * Drives the studio in a real browser and in a real Electron window, as built and packaged.
 * @param {string | null} obstacle why none of it can run.
 */
export async function runEndToEnd(tally, obstacle) {
  const { browser, display } = await ensureTestSystem();
  await suite(tally, 'web', { lack: obstacle ?? browser });
  const electron = await electronForTests();
  const lack = obstacle ?? display ?? electron.why;
  await suite(tally, 'desktop', { lack, env: electron.env });
  await suite(tally, 'packaged', {
    lack,
    env: electron.env,
    prepare: async () => ({ FAULTLINE_PACKAGED_EXE: await packageApp({ forTests: true }) }),
  });
}

/** Runs one Playwright project. What cannot run has failed: nobody should think that it was tested. */
async function suite(tally, project, { lack, env = {}, prepare = async () => ({}) }) {
  const name = `end to end (${project})`;
  if (lack) {
    say(`${name} cannot run: ${lack}`);
    tally.suite(name, { passed: 0, failed: 1, skipped: 0, reasons: [lack] }, 0);
    return;
  }
  say(name);
  const report = freshReport(`playwright-${project}.json`);
  const { value, seconds } = await timed(async () => {
    try {
      const more = await prepare();
      const port = await freePort();
      return {
        code: await playwright(project, { ...env, ...more, PLAYWRIGHT_JSON_OUTPUT_FILE: report, FAULTLINE_E2E_PORT: String(port) }),
      };
    } catch (error) {
      return { code: 1, broken: String(error) };
    }
  });
  tally.suite(name, countPlaywright(report, value), seconds);
}

function playwright(project, env) {
  const words = ['test', `--project=${project}`, '--reporter=list,json'];
  // A virtual screen of a fixed size, so that windows are the same everywhere and nobody's desktop flickers.
  if (process.platform !== 'linux' || project === 'web') return run(tool('playwright'), words, { env });
  return run('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', tool('playwright'), ...words], { env });
}

async function electronForTests() {
  const found = findElectron();
  if (found.exe) return { env: {} };
  try {
    const { fetchElectron, VERSION } = await import('./electron-runtime.mjs');
    return { env: { ELECTRON_OVERRIDE_DIST_PATH: await fetchElectron(), FAULTLINE_ELECTRON_VERSION: VERSION } };
  } catch (error) {
    return {
      env: {},
      why: `no Electron runtime for the desktop tests: ${found.why}, and ${error.message}. Run "node node_modules/electron/install.js" where GitHub is in reach.`,
    };
  }
}

function countPlaywright(file, { code, broken }) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0, reasons: [broken ?? 'Playwright wrote no report'] };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  const reasons = [...report.errors.map((e) => e.message ?? 'error outside of any test'), ...skippedIn(report.suites)];
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped, reasons };
}

function skippedIn(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter((s) => s.tests.some((t) => t.status === 'skipped'))
      .map((s) => `skipped: ${s.title} (${reasonIn(s) ?? 'no reason given'})`),
    ...skippedIn(inner),
  ]);
}

const reasonIn = (spec) => spec.tests.flatMap((t) => t.annotations).find((a) => a.type === 'skip' || a.type === 'fixme')?.description;
