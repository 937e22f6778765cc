import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { noticesText } from './notices.mjs';
import { root, run, say, tool } from './project.mjs';

/**
 * Packages the app: for this machine as a plain folder, or as what `targets` names.
 * @param {{ forTests?: boolean, env?: Record<string, string>, targets?: string[] }} options `targets` in electron-builder's words:
 * `--linux AppImage deb`. `forTests` leaves the door open that Playwright comes in by; such a build is not for users.
 * @returns {Promise<string>} the executable.
 */
export async function packageApp({ forTests = false, env = {}, targets = [] } = {}) {
  await ensureBuilt(['studio', 'shell', 'preload']);
  mkdirSync(path.join(root, 'dist', 'notices'), { recursive: true });
  writeFileSync(path.join(root, 'dist', 'notices', 'THIRD-PARTY-NOTICES.txt'), noticesText());
  const output = path.join('release', forTests ? 'for-tests' : 'app');
  rmSync(path.join(root, output), { recursive: true, force: true });
  const { ELECTRON_OVERRIDE_DIST_PATH: override, FAULTLINE_ELECTRON_VERSION: version } = { ...process.env, ...env };
  const words = [
    ...(targets.length > 0 ? targets : ['--dir']),
    '--publish=never',
    `-c.directories.output=${output}`,
    ...(override ? [`-c.electronDist=${override}`, `-c.electronVersion=${version ?? versionOf(override)}`] : []),
    ...(forTests ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ];
  say(`packaging${override ? ` with the runtime in ${override}` : ''}`);
  const code = await run(tool('electron-builder'), words, { stdio: ['ignore', 2, 2], env: withoutFpm(targets) });
  if (code !== 0) throw new Error(`electron-builder ended with exit code ${code}`);
  return executableIn(path.join(root, output));
}

/** Where only a deb is wanted and Debian's own tool is there, nothing needs to be downloaded for it. */
const withoutFpm = (targets) =>
  existsSync('/usr/bin/dpkg-deb') && targets.includes('deb') && !targets.includes('rpm')
    ? { CUSTOM_FPM_PATH: path.join(root, 'scripts', 'lib', 'fpm-by-dpkg.mjs') }
    : {};

/** An unpacked runtime states its version in a file; of one that does not, the version has to be told. */
function versionOf(folder) {
  const file = path.join(folder, 'version');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim().replace(/^v/, '');
  throw new Error(`the version of the runtime in ${folder} is not known; set FAULTLINE_ELECTRON_VERSION`);
}

function executableIn(folder) {
  const unpacked = readdirSync(folder).find((name) => /^(linux|win).*unpacked$|^mac/.test(name));
  const inside = { darwin: 'Faultline.app/Contents/MacOS/Faultline', win32: 'Faultline.exe' }[process.platform] ?? 'faultline';
  const exe = path.join(folder, unpacked ?? '', inside);
  if (!existsSync(exe)) throw new Error(`electron-builder left no executable at ${exe}`);
  return exe;
}
