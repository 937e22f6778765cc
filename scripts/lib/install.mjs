import { readFileSync } from 'node:fs';
import path from 'node:path';
import { capture, root, say } from './project.mjs';

/** Brings node_modules in step with package-lock.json. Uses nothing but Node and npm: on a fresh clone nothing else is there. */
export async function ensureInstalled() {
  const why = outOfStep();
  if (why === null) return;
  say(`${why}; installing with npm ci`);
  // A chatty npm would hide what is said here, and would spoil the output of the command line.
  const done = capture('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status !== 0) {
    say(`npm ci failed (exit ${done.status}). Is the npm registry in reach? Run "npm ci" to see more.`);
    process.exit(1);
  }
}

/** Why an install is due, or null. Compares contents: dates say nothing after a checkout of another branch. */
function outOfStep() {
  const wanted = packagesIn('package-lock.json');
  const installed = packagesIn(path.join('node_modules', '.package-lock.json'));
  if (installed === null) return 'node_modules is missing';
  for (const [name, { version, integrity, optional, devOptional, peer }] of Object.entries(wanted ?? {})) {
    if (name === '') continue;
    const found = installed[name];
    // Packages for other platforms stay away, and that is right.
    if (!found && (optional || devOptional || peer)) continue;
    if (found?.version !== version || found?.integrity !== integrity) return 'node_modules does not match package-lock.json';
  }
  return null;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return null;
  }
}
