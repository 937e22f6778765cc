import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { findOrInstallElectron, rootSwitches } from './lib/electron.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root, say } from './lib/project.mjs';
import { serveStudio } from './lib/web-server.mjs';

// npm start [-- design.faultline.json]: the desktop window where there can be one, else the same studio in a browser.

await ensureInstalled();
await ensureBuilt();
const why = reasonForBrowser();
const electron = why === null ? findOrInstallElectron() : { why };
if (electron.exe) openWindow(electron.exe);
else await openBrowser(electron.why);

function reasonForBrowser() {
  if (process.env['FAULTLINE_FORCE_WEB']) return 'FAULTLINE_FORCE_WEB is set';
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return display ? null : 'there is no display (DISPLAY is not set)';
}

function openWindow(exe) {
  const files = process.argv
    .slice(2)
    .map((word) => (word.startsWith('-') ? word : path.resolve(process.env['INIT_CWD'] ?? process.cwd(), word)));
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = process.env;
  const child = spawn(exe, [...rootSwitches, root, ...files], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`the window could not be opened: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

async function openBrowser(reason) {
  const address = await serveStudio(Number(process.env['PORT'] ?? 4180));
  say(`no desktop window: ${reason}`);
  say('the same studio runs in a browser instead; designs are saved there through the browser’s own dialogs or as downloads');
  if (process.argv.length > 2) say('a browser cannot open a file by name: drag it onto the page');
  console.log(`Open ${address} (Ctrl+C ends it)`);
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  const openers = { darwin: ['open', [address]], win32: ['cmd', ['/c', 'start', '', address]] };
  const [command, args] = openers[process.platform] ?? ['xdg-open', [address]];
  // Without a browser to open, the printed address is enough.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
