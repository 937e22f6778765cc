// What Electron runs when it is given another app's folder: `electron [-r file]… [switches] <folder> [words]`. It stands in for
// Electron's own, which the runtime that the tests fetch does not have.
'use strict';
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const { preloads, folder } = read(process.argv.slice(1));
for (const file of preloads) createRequire(path.join(process.cwd(), 'from-here.cjs'))(file);
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
// Not import(): the app must register its schemes before Electron is ready.
createRequire(path.join(folder, 'package.json'))(path.join(folder, manifest.main));

/** Playwright loads its part by `-r`; the first word that is no switch is the app's folder. */
function read(words) {
  const files = [];
  for (let i = 0; i < words.length; i += 1) {
    if (words[i] === '-r') files.push(words[(i += 1)]);
    else if (!words[i].startsWith('-')) return { preloads: files, folder: path.resolve(words[i]) };
  }
  return { preloads: files, folder: process.cwd() };
}
