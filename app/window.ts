import path from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { ORIGIN } from './bundle-protocol';
import type { Command, CommandChannel } from './ipc';
import { changeSettings, readSettings, type WindowPlace } from './settings';
import { guardUnsavedChanges, type UnsavedGuard } from './unsaved-guard';

export interface StudioWindow {
  readonly window: BrowserWindow;
  readonly guard: UnsavedGuard;
  /** Kept until the page listens, so that a file named on the command line is not lost. */
  send(command: Command): void;
  /** The page listens from now on. */
  listening(): void;
}

export function openStudioWindow(): StudioWindow {
  const place = rememberedPlace();
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 600,
    ...place,
    useContentSize: place === undefined,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15171c' : '#f7f8fa',
    title: 'Faultline',
    webPreferences: {
      preload: path.join(__dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // The dictionary would come from the network.
      spellcheck: false,
      // A run goes on while its window is hidden.
      backgroundThrottling: false,
    },
  });
  if (place?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  // The title tells the document, which only the guard knows.
  window.on('page-title-updated', (event) => event.preventDefault());

  const post = postbox(window);
  const guard = guardUnsavedChanges(window, () => post.send({ kind: 'menu', id: 'file.save' }));
  window.on('close', () => changeSettings({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } }));
  recoverFromCrash(window, guard);
  void window.loadURL(`${ORIGIN}/index.html`);
  return { window, guard, ...post };
}

function postbox(window: BrowserWindow): Pick<StudioWindow, 'send' | 'listening'> {
  const channel: CommandChannel = 'command';
  let heard = false;
  let waiting: Command[] = [];
  // A reloaded page has to say again that it listens.
  window.webContents.on('did-start-loading', () => {
    heard = false;
  });
  return {
    send: (command) => {
      if (heard) window.webContents.send(channel, command);
      else waiting.push(command);
    },
    listening: () => {
      heard = true;
      for (const command of waiting) window.webContents.send(channel, command);
      waiting = [];
    },
  };
}

/** The place of the last time, unless the screen it was on is gone. */
function rememberedPlace(): WindowPlace | undefined {
  const place = readSettings().window;
  if (!place) return undefined;
  const area = screen.getDisplayMatching(place).workArea;
  const seen =
    place.x < area.x + area.width - 100 &&
    place.x + place.width > area.x + 100 &&
    place.y >= area.y &&
    place.y < area.y + area.height - 100;
  return seen ? place : undefined;
}

function recoverFromCrash(window: BrowserWindow, guard: UnsavedGuard): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    // There is nobody left to save: asking about unsaved changes would be a trap.
    guard.release();
    void ask(reason);
  });

  async function ask(reason: string): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The studio stopped working.',
      detail: `Reason: ${reason}. Reloading starts it again from the last saved or recovered design.`,
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) window.reload();
    else app.quit();
  }
}
