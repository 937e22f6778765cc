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
