import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture, root, say } from './project.mjs';

const packageFolder = path.join(root, 'node_modules', 'electron');
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executable = executables[process.platform] ?? 'electron';

/**
 * Finds Electron's runtime: the override, else the installed one.
 * @returns {{ exe: string } | { why: string }}
 */
export function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const exe = path.join(override, executable);
    return existsSync(exe) ? { exe } : { why: `ELECTRON_OVERRIDE_DIST_PATH is set, but ${exe} is not there` };
  }
  const note = path.join(packageFolder, 'path.txt');
  const exe = existsSync(note) ? path.join(packageFolder, 'dist', readFileSync(note, 'utf8')) : null;
  return exe && existsSync(exe) ? { exe } : { why: 'Electron’s runtime is not installed' };
}

/** Finds Electron's runtime, and tries its own installer once when there is none. */
export function findOrInstallElectron() {
  const found = findElectron();
  if (found.exe || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return found;
  say('Electron’s runtime is not installed yet; trying to download it (once, 3 minutes at most)');
  const tried = capture(process.execPath, [path.join(packageFolder, 'install.js')], { timeout: 180_000 });
  const now = findElectron();
  if (now.exe) return now;
  return { why: `Electron’s runtime could not be downloaded (${reasonOf(tried)})` };
}

function reasonOf({ stderr, status, error }) {
  if (error?.code === 'ETIMEDOUT') return 'it took more than 3 minutes';
  const line = (stderr ?? '').split('\n').find((text) => /Error|ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT/.test(text));
  return line?.trim() ?? `exit code ${status}`;
}

/** Electron's switches for this user: as root, which a container has, Chromium's sandbox cannot start. */
export const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
