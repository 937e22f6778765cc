import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, say, tool } from './project.mjs';

const always = ['package.json', 'package-lock.json', 'tsconfig.json'];
const targets = {
  studio: { args: [], sources: ['renderer', 'engine', 'scenarios', 'vite.config.ts'] },
  shell: { args: ['--config', 'vite.main.config.ts', '--mode', 'main'], sources: ['app', 'engine', 'vite.main.config.ts'] },
  preload: { args: ['--config', 'vite.main.config.ts', '--mode', 'preload'], sources: ['app', 'vite.main.config.ts'] },
  'command line': { args: ['--config', 'vite.cli.config.ts', '--mode', 'faultline'], sources: ['engine', 'vite.cli.config.ts'] },
  'command line threads': { args: ['--config', 'vite.cli.config.ts', '--mode', 'run-worker'], sources: ['engine', 'vite.cli.config.ts'] },
};
export const everything = Object.keys(targets);

/** Builds the named targets. @returns {Promise<boolean>} false when one fails; the reason is printed. */
export async function build(names = everything) {
  for (const name of names) {
    // The moment before the first file is read: a source that changes meanwhile is newer than the build.
    const startedAt = Date.now();
    // The build talks on the error channel: the command line's own output is someone's data.
    const code = await run(tool('vite'), ['build', '--logLevel', 'warn', ...targets[name].args], { stdio: ['ignore', 2, 2] });
    if (code !== 0) {
      say(`building the ${name} failed`);
      return false;
    }
    writeStamp(name, startedAt);
  }
  return true;
}

/** Builds those of the named targets that have no build, or one older than their sources. Ends the program when that fails. */
export async function ensureBuilt(names = everything) {
  const due = names.filter((name) => {
    const builtAt = readStamps()[name];
    return builtAt === undefined || newest([...always, ...targets[name].sources]) > builtAt;
  });
  if (due.length === 0) return;
  say(`no build of the present sources yet; building ${due.join(', ')}`);
  if (!(await build(due))) process.exit(1);
}

const stamps = path.join(root, 'dist', 'built.json');

/** When each target was built. [ms since 1970] */
function readStamps() {
  try {
    return JSON.parse(readFileSync(stamps, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(name, startedAt) {
  mkdirSync(path.dirname(stamps), { recursive: true });
  writeFileSync(stamps, JSON.stringify({ ...readStamps(), [name]: startedAt }));
}

/** When the youngest source changed. Folders count too: their date tells of files that went away. [ms since 1970] */
function newest(sources) {
  let latest = 0;
  const visit = (file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return;
    latest = Math.max(latest, found.mtimeMs);
    if (found.isDirectory()) for (const name of readdirSync(file)) visit(path.join(file, name));
  };
  for (const source of sources) visit(path.join(root, source));
  return latest;
}
