import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serveBundle } from '../../app/bundle-protocol';
import { electron, fake } from './fake-electron';

vi.mock('electron', async () => (await import('./fake-electron')).electron);

// What the shell told Electron to deny. docs/security.md names each line.

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faultline-shell-'));
  fake.profile.folder = folder;
  await import('../../app/main');
  await fake.opened;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const contents = () => fake.windows[0]!.webContents;
const handed = <T>(name: string): T => fake.given.get(name) as T;

test('the window is sandboxed, isolated, without Node, and turns nothing of Chromium’s safety off', () => {
  const preferences = fake.windows[0]!.options.webPreferences;
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  // Each of these would weaken the page; a name that is not there keeps its safe default.
  const risky = /webSecurity|insecure|experimental|blink|nodeIntegrationIn|enableRemote|plugins|navigateOnDragDrop/i;
  expect(Object.keys(preferences).filter((name) => risky.test(name))).toEqual([]);
  expect(fake.given.has('sandbox')).toBe(true);
  expect(handed('loadURL')).toBe('app://bundle/index.html');
});

test('a crash is written down on this machine and sent nowhere, and About says where', async () => {
  expect(handed('crash reporter')).toEqual({ uploadToServer: false });
  const said: { readonly detail?: string }[] = [];
  electron.dialog.showMessageBox = (...words: unknown[]) => {
    said.push(words[1] as { readonly detail?: string });
    return Promise.resolve({ response: 0 });
  };
  const menu =
    handed<readonly { readonly label?: string; readonly submenu: readonly { readonly label?: string; click?(): void }[] }[]>('menu');
  menu
    .find(({ label }) => label === '&Help')
    ?.submenu.find(({ label }) => label === 'About Faultline')
    ?.click?.();
  const [{ detail } = {}] = said;
  for (const part of ['Version 1.2.3', 'THIRD-PARTY-NOTICES.txt', `Crash reports stay on this machine, in ${folder}`])
    expect(detail).toContain(part);
});

const request = (permission: string, details: object = {}): boolean | null => {
  let answered: boolean | null = null;
  handed<(contents: unknown, permission: string, answer: (yes: boolean) => void, details: object) => void>('permission request')(
    null,
    permission,
    (yes) => {
      answered = yes;
    },
    details,
  );
  return answered;
};
const check = (permission: string, details: object = {}): boolean =>
  handed<(contents: unknown, permission: string, origin: string, details: object) => boolean>('permission check')(
    null,
    permission,
    'app://bundle/',
    details,
  );
const device = (): boolean => handed<() => boolean>('device permission')();

test('every permission is denied, but for writing to the clipboard on a click', () => {
  const known = [
    'clipboard-read media display-capture mediaKeySystem geolocation notifications midi midiSysex pointerLock',
    'fullscreen openExternal window-management unknown hid serial usb idle-detection fileSystem keyboardLock',
    'speaker-selection storage-access top-level-storage-access',
  ].flatMap((line) => line.split(' '));
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...known), fc.string()), (permission) => {
      const wanted = permission === 'clipboard-sanitized-write';
      expect([request(permission), check(permission), device()]).toEqual([wanted, wanted, false]);
    }),
  );
  expect(check('clipboard-sanitized-write')).toBe(true);
});

describe('the microphone', () => {
  const sound = { requestingUrl: 'app://bundle/index.html', isMainFrame: true, mediaTypes: ['audio'], mediaType: 'audio' };
  const press = () => fake.handlers.get('microphone:open')!({ senderFrame: contents().mainFrame }, undefined);

  test('is shut until Speak was pressed, and after the one request that followed', () => {
    expect([request('media', sound), check('media', sound)]).toEqual([false, false]);
    press();
    expect(check('media', sound)).toBe(true);
    expect(request('media', sound)).toBe(true);
    expect([request('media', sound), check('media', sound)]).toEqual([false, false]);
  });

  test.each([
    ['a camera', { mediaTypes: ['video'], mediaType: 'video' }],
    ['a camera beside it', { mediaTypes: ['audio', 'video'], mediaType: 'unknown' }],
    ['nothing named', { mediaTypes: [], mediaType: undefined }],
    ['a frame inside the page', { isMainFrame: false }],
    ['another origin', { requestingUrl: 'app://bundle.evil/index.html' }],
    ['no origin', { requestingUrl: undefined }],
  ])('%s is refused even then, and shuts it', (_what, other) => {
    press();
    expect(check('media', { ...sound, ...other })).toBe(false);
    expect(request('media', { ...sound, ...other })).toBe(false);
    expect(request('media', sound)).toBe(false);
  });

  test('opens no other permission, and shuts by itself after ten seconds', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    press();
    expect(['geolocation', 'display-capture', 'notifications'].map((permission) => request(permission, sound))).toEqual([
      false,
      false,
      false,
    ]);
    vi.advanceTimersByTime(9_999);
    expect(check('media', sound)).toBe(true);
    vi.advanceTimersByTime(1);
    expect([check('media', sound), request('media', sound)]).toEqual([false, false]);
    vi.useRealTimers();
  });
});

describe('the page goes nowhere', () => {
  const stays = (event: string, url: string): boolean => {
    let prevented = false;
    contents().emit(event, { url, preventDefault: () => (prevented = true) });
    return prevented;
  };
  const elsewhere = [
    'https://example.com/ http://127.0.0.1/ file:///etc/passwd javascript:alert(1) data:text/html,x about:blank',
    'app://bundle.example.com/ app://bundle@evil/ app://other/index.html app:bundle APP://BUNDLE',
    'blob:app://bundle/x chrome://settings devtools://devtools view-source:app://bundle/ ftp://bundle/',
    'app://bundle:1/ mailto:x@y',
  ].flatMap((line) => line.split(' '));
  const schemes = ['http', 'https', 'ws', 'file', 'app', 'ftp', 'data', 'javascript'];
  const anywhere = fc.tuple(fc.constantFrom(...schemes), fc.string()).map(([scheme, rest]) => `${scheme}://not-${rest}`);
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (event) => {
    expect(elsewhere.filter((url) => !stays(event, url))).toEqual([]);
    fc.assert(fc.property(anywhere, (url) => stays(event, url)));
    expect(stays(event, 'app://bundle/index.html')).toBe(false);
  });
  test('no window, no embedded page', () => {
    fc.assert(fc.property(fc.oneof(fc.constantFrom(...elsewhere), anywhere), (url) => contents().openWindow({ url }).action === 'deny'));
    expect(stays('will-attach-webview', 'app://bundle/index.html')).toBe(true);
  });
  test('no request leaves the machine or reads its files', () => {
    const [filter, decide] = handed<[{ readonly urls: string[] }, (request: unknown, answer: (said: unknown) => void) => void]>('request');
    expect(new Set(filter.urls)).toEqual(
      new Set(['http', 'https', 'ws', 'wss', 'ftp'].map((scheme) => `${scheme}://*/*`).concat('file://*/*')),
    );
    decide({}, (said) => expect(said).toEqual({ cancel: true }));
    expect.assertions(2);
  });
});

test('a second start gives its files to the first and ends', async () => {
  fake.profile.onlyInstance = false;
  vi.resetModules();
  await import('../../app/main');
  expect(fake.given.has('quit')).toBe(true);
  expect(fake.windows).toHaveLength(1);
});

describe('app://bundle/', () => {
  type Serve = (request: { readonly url: string; readonly method: string }) => Promise<Response>;
  let serve: Serve = () => Promise.reject(new Error('not served yet'));
  const get = (rest: string, method = 'GET') => serve({ url: `app://bundle/${rest}`, method });
  beforeAll(async () => {
    await mkdir(path.join(folder, 'bundle', 'assets'), { recursive: true });
    await mkdir(path.join(folder, 'bundle-of-another'));
    await writeFile(path.join(folder, 'bundle', 'index.html'), 'inside');
    await writeFile(path.join(folder, 'bundle', 'assets', 'a.js'), 'inside');
    await writeFile(path.join(folder, 'bundle-of-another', 'secret'), 'outside');
    await writeFile(path.join(folder, 'secret'), 'outside');
    serveBundle(path.join(folder, 'bundle'));
    [, serve] = handed<[string, Serve]>('protocol');
  });

  test('serves what is in its folder, with the policy of the page on every answer', async () => {
    for (const name of ['', 'index.html', 'assets/a.js', './assets/../index.html']) {
      const answer = await get(name);
      expect([name, answer.status, await answer.text()]).toEqual([name, 200, 'inside']);
    }
    for (const answer of [await get('index.html'), await get('nothing'), await get('x', 'POST')]) {
      const policy = (answer.headers.get('Content-Security-Policy') ?? '').split('; ');
      const none = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map((name) => `${name} 'none'`);
      expect(policy).toEqual(expect.arrayContaining([...none, "script-src 'self'", "worker-src 'self'", "connect-src 'self'"]));
      // No rule of scripts names more than the app itself, and none lets text become code.
      expect(policy.filter((rule) => /unsafe-eval|https?:|\*/.test(rule) || /script-src.*unsafe/.test(rule))).toEqual([]);
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  // Method: 600 paths made of the pieces by which one climbs out of a folder, encoded none, once or twice, and of any text.
  test('no path leads out of its folder', async () => {
    const pieces = ['..', '.', '', 'assets', 'secret', 'bundle-of-another', 'a.js', '~', '%00', '\\', '...', 'C:', 'etc', 'passwd'];
    const joints = ['/', '\\', '%2f', '%2F', '%5c', '%252f', '%c0%af', '//', '/./', ';/', '?', '#'];
    const dots = (piece: string, how: number) =>
      how === 1 ? piece.replaceAll('.', '%2e') : how === 2 ? piece.replaceAll('.', '%252e') : piece;
    const climbing = fc
      .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...joints), fc.nat(2)), { minLength: 1, maxLength: 12 })
      .map((parts) => parts.map(([piece, joint, how]) => dots(piece, how) + joint).join(''));
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(climbing, fc.string({ unit: 'binary' })), async (rest) => {
        const answer = await get(rest);
        seen.add(answer.status);
        expect([200, 400, 403, 404]).toContain(answer.status);
        expect(await answer.text()).not.toContain('outside');
      }),
      { numRuns: 600 },
    );
    expect(seen).toEqual(new Set([200, 400, 403, 404]));
    // By hand, since chance may miss it: a neighbour whose name begins as the folder's does.
    for (const rest of ['..%2fsecret', '..%2fbundle-of-another%2fsecret']) expect((await get(rest)).status).toBe(403);
  });

  test('takes no other host, port, scheme or method', async () => {
    for (const url of ['app://other/index.html', 'app://bundle:80/index.html', 'app://bundle.x/index.html', 'http://bundle/index.html']) {
      expect([url, (await serve({ url, method: 'GET' })).status]).toEqual([url, 404]);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await get('index.html', method)).status).toBe(405);
  });
});
