import { findElectron } from './lib/electron.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { packageApp } from './lib/package-app.mjs';
import { say } from './lib/project.mjs';

// npm run package: the app as a plain folder under release/. Needs no network when a runtime is installed or overridden.
// npm run package -- --linux AppImage deb rpm: packages, with tools that electron-builder downloads (docs/releasing.md).
await ensureInstalled();
const electron = findElectron();
if (!electron.exe) say(`${electron.why}; electron-builder will try to download it`);
console.log(await packageApp({ targets: process.argv.slice(2) }));
