import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Says what is being done. On the error channel, because standard output may be someone's data. */
export const say = (message) => console.error(`faultline: ${message}`);

const windows = process.platform === 'win32';

/** Runs a command to its end with its output shown. @returns {Promise<number>} its exit code. */
export function run(command, args, { env = {}, cwd = root, stdio = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env }, shell: windows });
    child.on('error', (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs a command quietly. */
export function capture(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: windows, maxBuffer: 64_000_000, ...options });
}

/** True when the command can be found. */
export const has = (command) => capture(windows ? 'where' : 'which', [command]).status === 0;

/** A program from node_modules. */
export const tool = (name) => path.join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
