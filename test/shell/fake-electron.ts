import { EventEmitter } from 'node:events';
import os from 'node:os';

// Electron as far as the shell speaks to it: what the shell asks for is written down, and what Electron would call can be called.

type Handler = (event: { readonly senderFrame: unknown }, argument: unknown) => unknown;
/** What the shell handed to Electron, by the name under which it did. */
const given = new Map<string, unknown>();
const handlers = new Map<string, Handler>();
const windows: FakeWindow[] = [];
let tell: () => void = () => undefined;
const opened = new Promise<void>((resolve) => {
  tell = resolve;
});
const profile = { folder: os.tmpdir(), onlyInstance: true };
const keep =
  (name: string) =>
  (...what: readonly unknown[]): void => {
    given.set(name, what.length === 1 ? what[0] : what);
  };

class FakeContents extends EventEmitter {
  readonly mainFrame = { name: 'the page' };
  readonly sent: unknown[] = [];
  openWindow: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' });
  send(_channel: string, command: unknown): void {
    this.sent.push(command);
  }
  setWindowOpenHandler(handler: FakeContents['openWindow']): void {
    this.openWindow = handler;
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly title: string[] = [];
  constructor(readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> }) {
    super();
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    keep('loadURL')(url);
    tell();
    return Promise.resolve();
  }
  setTitle(title: string): void {
    this.title.push(title);
  }
  setDocumentEdited(): void {}
  show(): void {}
  focus(): void {}
  close(): void {}
  maximize(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
}

const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  commandLine: { appendSwitch: keep('switch'), hasSwitch: () => false },
  enableSandbox: keep('sandbox'),
  requestSingleInstanceLock: () => profile.onlyInstance,
  quit: keep('quit'),
  whenReady: () => Promise.resolve(),
  getVersion: () => '1.2.3',
  getPath: () => profile.folder,
  addRecentDocument: keep('recent'),
  clearRecentDocuments: keep('no recent'),
});

const session = {
  setPermissionRequestHandler: keep('permission request'),
  setPermissionCheckHandler: keep('permission check'),
  setDevicePermissionHandler: keep('device permission'),
  webRequest: { onBeforeRequest: keep('request') },
};

export const electron = {
  app,
  BrowserWindow: FakeWindow,
  session: { defaultSession: session },
  ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
  protocol: { registerSchemesAsPrivileged: keep('schemes'), handle: keep('protocol') },
  Menu: { setApplicationMenu: keep('menu'), buildFromTemplate: (template: unknown) => template },
  crashReporter: { start: keep('crash reporter') },
  nativeTheme: { shouldUseDarkColors: false },
  screen: {},
  shell: {},
  dialog: {
    // The user never agrees to anything.
    showOpenDialog: (): Promise<{ canceled: boolean; filePaths: string[] }> => Promise.resolve({ canceled: true, filePaths: [] }),
    showSaveDialog: (..._words: unknown[]) => Promise.resolve({ canceled: true, filePath: '' }),
    showMessageBox: (..._words: unknown[]) => Promise.resolve({ response: 2 }),
  },
};

/** `opened` comes true once a window loads the page. */
export const fake = { given, handlers, windows, profile, opened };
