import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { root } from './project.mjs';

// Whose work is in the app. Everything is bundled, so nothing of node_modules is shipped; but its licences want to be told.

/** What a package may ask for and still be bundled into an app that is handed to strangers. */
const permitted =
  /^\(?(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Zlib|EPL-2\.0|MPL-2\.0|Bitstream-Vera|Python-2\.0)\b/;

const sources = ['app', 'engine', 'renderer'];

/**
 * The packages that the sources of the app name, and those that they need, by name.
 * @returns {{ name: string, version: string, license: string, text: string }[]}
 */
export function bundledPackages() {
  const found = new Map();
  const visit = (name) => {
    if (found.has(name)) return;
    const folder = path.join(root, 'node_modules', name);
    const manifest = readJson(path.join(folder, 'package.json'));
    // Types and packages for other systems may be named without being there.
    if (!manifest) return;
    const text = licenseText(folder);
    found.set(name, { name, version: manifest.version, license: licenseOf(manifest, text), text });
    for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) visit(needed);
  };
  for (const name of namedPackages()) visit(name);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns {string[]} what is wrong: a licence that forbids what we do, or none. */
export const notPermitted = (packages) =>
  packages.filter(({ license }) => !permitted.test(license)).map(({ name, license }) => `${name}: ${license}`);

/** The notices as one text. The same packages give the same bytes. */
export function noticesText(packages = bundledPackages()) {
  const parts = packages.map(
    ({ name, version, license, text }) =>
      `${name} ${version}\nLicence: ${license}\n\n${text || 'The package carries no text of its licence.'}\n`,
  );
  const head = `Faultline is made with the work of others. These ${packages.length} packages are part of it, in whole or in part.\nElectron and Chromium tell of theirs in LICENSE.electron.txt and LICENSES.chromium.html.\n`;
  return [head, ...parts].join(`\n${'-'.repeat(100)}\n\n`);
}

function namedPackages() {
  const names = new Set();
  for (const file of sources.flatMap(filesIn)) {
    // Imports of types leave nothing in the app.
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^'"]*?['"]([^'".][^'"]*)['"]/gm)) {
      const [scope, rest] = name.split('/');
      const own = name.startsWith('@') ? `${scope}/${rest}` : scope;
      if (!own.startsWith('node:') && !builtinModules.includes(own) && own !== 'electron') names.add(own);
    }
  }
  return [...names];
}

function filesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name))
    .filter((file) => statSync(file).isFile());
}

function licenseText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name) && statSync(path.join(folder, name)).isFile());
  return file ? readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() : '';
}

/** Where a manifest only points to a text: what that text is. */
const read = { 'dejavu-fonts-ttf': 'Bitstream-Vera' };

function licenseOf({ name, license, licenses }, text) {
  const said = read[name] ?? (typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type));
  return said ?? (/^(The )?MIT License|\(MIT\)/m.test(text) ? 'MIT' : 'none');
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
