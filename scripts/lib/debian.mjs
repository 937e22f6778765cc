import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, has, run, say } from './project.mjs';

/** Whether Debian's packages can be installed here: there is apt-get, and the right to use it. */
const asRoot = () => (process.getuid?.() === 0 ? [] : has('sudo') && capture('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null);

/**
 * Installs packages of Debian, and says so; does nothing where that cannot be done.
 * @param {string} why what they are for
 * @param {string[]} packages
 * @param {string[]} fewer what to try where some of them do not exist under these names
 */
export async function installDebian(why, packages, fewer = packages) {
  const root = has('apt-get') ? asRoot() : null;
  if (root === null) return;
  say(`${why}; installing Debian's packages ${packages.join(' ')}`);
  const apt = (...words) => {
    const [command, ...args] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...words];
    return run(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  await apt('update');
  if ((await apt('install', '--no-install-recommends', ...packages)) !== 0 && fewer !== packages)
    await apt('install', '--no-install-recommends', ...fewer);
}

/**
 * Unpacks a package of Debian into a folder without installing it: its programs are wanted, its services are not. Does nothing where
 * that cannot be done.
 * @param {string} why what it is for
 */
export async function unpackDebian(why, name, folder) {
  const root = has('apt-get') && has('dpkg-deb') ? asRoot() : null;
  if (root === null) return;
  say(`${why}; unpacking Debian's package ${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder };
  const [command, ...args] = [...root, 'apt-get', '-q', 'update'];
  await run(command, args, quietly);
  if ((await run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', name], quietly)) !== 0) return;
  const file = readdirSync(folder).find((each) => each.endsWith('.deb'));
  if (file === undefined) return;
  await run('dpkg-deb', ['-x', file, '.'], quietly);
  rmSync(path.join(folder, file));
}

/**
 * Unpacks a package of Debian into a folder with the libraries that this machine does not have, without installing any of them. Does nothing
 * where that cannot be done.
 * @param {string} why what it is for
 */
export async function unpackDebianWithLibraries(why, name, folder) {
  const root = has('apt-get') && has('dpkg-deb') ? asRoot() : null;
  if (root === null) return;
  say(`${why}; unpacking Debian's package ${name} and its libraries`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'archives', 'partial'), { recursive: true });
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder };
  const apt = (...words) => {
    const [command, ...args] = [...root, 'apt-get', '-q', ...words];
    return run(command, args, quietly);
  };
  await apt('update');
  const archives = path.join(folder, 'archives');
  const options = [
    '-y',
    '--no-install-recommends',
    '--download-only',
    '-o',
    `Dir::Cache::archives=${archives}`,
    '-o',
    'APT::Sandbox::User=root',
  ];
  if ((await apt(...options, 'install', name)) !== 0) return;
  for (const file of readdirSync(archives).filter((each) => each.endsWith('.deb')))
    await run('dpkg-deb', ['-x', path.join(archives, file), '.'], quietly);
  rmSync(archives, { recursive: true, force: true });
}
