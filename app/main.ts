import path from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { jitFlags } from '../engine/core/jit-budget';
import { failure, type Result, success } from '../engine/core/problem';
import { keepCrashReports, showAbout } from './about';
import { answer } from './answer';
import { registerBundleScheme, serveBundle } from './bundle-protocol';
import { readDesign, saveDesign } from './files';
import type { OpenedFile, SaveRequest } from './ipc';
import { changedOutside, known } from './known-files';
import { lockDown } from './lock-down';
import { showMenu } from './menu';
import { createMicrophoneDoor } from './microphone';
import { forgetAllFiles, forgetFile, recentFiles, rememberFile } from './recent-files';
import { openStudioWindow, type StudioWindow } from './window';

const filters = [
  { name: 'Faultline design', extensions: ['json'] },
  { name: 'All files', extensions: ['*'] },
];

let studio: StudioWindow | null = null;
const microphone = createMicrophoneDoor();

registerBundleScheme();
keepCrashReports();
app.commandLine.appendSwitch('js-flags', jitFlags.join(' '));
// As root without a sandbox, as in a container, this call would hang. Each window asks for its sandbox as well.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  // macOS names a file that was double-clicked by an event, and may do so before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void app.whenReady().then(() => openFromOutside(file));
  });
  app.on('second-instance', (_event, argv, workingFolder) => {
    const open = showWindow();
    if (open.window.isMinimized()) open.window.restore();
    open.window.focus();
    for (const file of designsIn(argv, workingFolder)) void openFromOutside(file);
  });
  app.on('activate', () => showWindow());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(() => {
    serveBundle(path.join(__dirname, '../renderer'));
    lockDown(session.defaultSession, microphone);
    answerThePage();
    refreshMenu();
    showWindow();
    for (const file of designsIn(process.argv, process.cwd())) void openFromOutside(file);
  });
}

function showWindow(): StudioWindow {
  if (studio) return studio;
  const opened = openStudioWindow();
  opened.window.once('closed', () => {
    studio = null;
  });
  studio = opened;
  return opened;
}

function answerThePage(): void {
  const window = () => studio?.window ?? null;
  answer('file:open', window, chooseAndRead);
  answer('file:open-dropped', window, (file) => (file === '' ? failure(withoutPlace) : read(file)));
  answer('file:save', window, save);
  answer('document:set', window, (document) => studio?.guard.setDocument(document));
  answer('command:ready', window, () => studio?.listening());
  answer('microphone:open', window, () => microphone.open());
  answer('app:versions', window, () => ({
    app: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions['chrome'] ?? '',
  }));
}

async function chooseAndRead(): Promise<Result<OpenedFile | null>> {
  const { canceled, filePaths } = await ask((window) => dialog.showOpenDialog(window, { properties: ['openFile'], filters }));
  const file = filePaths[0];
  return canceled || file === undefined ? success(null) : read(file);
}

async function read(file: string): Promise<Result<OpenedFile>> {
  const result = await readDesign(file);
  if (result.ok) choose(file, result.value.text);
  else forgetFile(file);
  refreshMenu();
  return result;
}

async function save({ path: place, suggestedName, text, replaceChanged }: SaveRequest): Promise<Result<string | null>> {
  const again = place !== undefined && known.has(place);
  const file = again ? place : await askWhere(place ?? path.basename(suggestedName));
  if (file === null) {
    studio?.guard.saveFailed();
    return success(null);
  }
  // A file chosen in the dialog is replaced knowingly: the dialog asks.
  const changed = again && replaceChanged !== true ? await changedOutside(file) : null;
  const result = changed ? failure(changed) : await saveDesign(file, text);
  if (result.ok) choose(file, text);
  else studio?.guard.saveFailed();
  refreshMenu();
  return result;
}

async function askWhere(defaultPath: string): Promise<string | null> {
  const { canceled, filePath } = await ask((window) => dialog.showSaveDialog(window, { defaultPath, filters }));
  return canceled || filePath === '' ? null : filePath;
}

/** Dialogs belong to the window, so that they cannot get lost behind it. */
function ask<T>(show: (window: BrowserWindow) => Promise<T>): Promise<T> {
  return show(showWindow().window);
}

function choose(file: string, text: string): void {
  known.note(file, text);
  rememberFile(file);
}

/** A file that came by the command line, a double click or the menu: the page decides what becomes of the open design. */
async function openFromOutside(file: string): Promise<void> {
  const target = showWindow();
  const result = await read(file);
  target.send(result.ok ? { kind: 'opened', file: result.value } : { kind: 'failed', problems: result.problems });
}

function refreshMenu(): void {
  const handlers = {
    command: (id: string) => showWindow().send({ kind: 'menu', id }),
    openRecent: (file: string) => void openFromOutside(file),
    about: () => void showAbout(showWindow().window),
    clearRecent: () => {
      forgetAllFiles();
      refreshMenu();
    },
  };
  showMenu(handlers, recentFiles());
}

/** The design files among command-line words. Electron's own switches and the app's folder are none. */
const designsIn = (argv: readonly string[], folder: string): string[] =>
  argv
    .slice(1)
    .filter((word) => word.endsWith('.json') && !word.startsWith('-'))
    .map((word) => path.resolve(folder, word));

const withoutPlace = {
  code: 'file-without-place',
  severity: 'error',
  where: 'file',
  message: 'What was dropped has no place on this machine.',
  remedy: 'Save it to a folder first, then open it from there.',
} as const;
