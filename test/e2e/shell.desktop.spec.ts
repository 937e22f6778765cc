import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { stubDialogs } from './support/dialogs';
import { endDesktop, expect, launchDesktop, test } from './support/studio';

const bridge = (page: Page) => page.evaluate(() => Object.keys(window.desktop ?? {}).sort());

test('a window opens with the bridge and nothing of Node', async ({ page }) => {
  expect(page.url()).toBe('app://bundle/index.html');
  expect(await bridge(page)).toEqual(['onCommand', 'openDropped', 'openFile', 'openMicrophone', 'saveFile', 'setDocument', 'versions']);
  const found = await page.evaluate(() => ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window));
  expect(found).toEqual([]);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  const versions = await page.evaluate(() => window.desktop?.versions());
  expect(versions).toEqual({
    app: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    electron: expect.stringMatching(/^\d+\./),
    chrome: expect.stringMatching(/^\d+\./),
  });
});

test('the content security policy is in force', async ({ page, complaints }) => {
  complaints.allow(/security policy|Content Security Policy|Failed to fetch|Fetch API cannot load/);
  const seen = await page.evaluate(async () => {
    const violations: string[] = [];
    addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    await fetch('https://example.com/').catch(() => undefined);
    await new Promise((done) => setTimeout(done, 100));
    return { violations, injected: 'injected' in window };
  });
  expect(seen).toEqual({ violations: ['script-src-elem', 'connect-src'], injected: false });
});

test('app:// serves its folder and nothing outside it', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource/);
  const status = (url: string, method = 'GET') =>
    page.evaluate(async ([address, how]) => (await fetch(address ?? '', { method: how ?? '' })).status, [url, method]);
  expect(await status('app://bundle/index.html')).toBe(200);
  expect(await status('app://bundle/../../package.json')).toBe(404);
  expect(await status('/..%2f..%2fpackage.json')).toBe(403);
  expect(await status('/..%2frenderer-of-another-app%2fx')).toBe(403);
  expect(await status('/%zz')).toBe(400);
  expect(await status('/index.html', 'POST')).toBe(405);
});

test('the page can open no window, go nowhere and gets no permission', async ({ page, desktop, complaints }) => {
  complaints.allow(/security policy|Content Security Policy|Not allowed|permission/i);
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(200);
  expect(page.url()).toBe('app://bundle/index.html');
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe('denied');
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('a channel refuses what its schema does not know', async ({ page }) => {
  const refused = await page.evaluate(() =>
    window.desktop?.saveFile({ suggestedName: '', text: 'x' }).then(
      () => 'saved',
      (error: unknown) => String(error),
    ),
  );
  expect(refused).toContain('suggestedName');
});

test('a channel answers the studio’s own window and nobody else', async ({ page, desktop }) => {
  expect(await page.evaluate(() => window.desktop?.versions())).toBeTruthy();
  const answer = await desktop.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/dist/preload/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await other.loadURL('app://bundle/index.html');
    const script = 'window.desktop.versions().then(() => "answered", (error) => String(error))';
    const said: unknown = await other.webContents.executeJavaScript(script);
    other.destroy();
    return said;
  });
  expect(answer).toContain('unknown sender');
});

test('a page that crashed comes back', async ({ page, desktop, complaints }) => {
  complaints.allow(/crashed/);
  await stubDialogs(desktop, { button: 0 });
  await page.evaluate(() => window.desktop?.setDocument({ title: 'Checkout', dirty: true }));
  const text = await desktop.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loadedAgain = new Promise<void>((done) => {
      contents?.once('did-finish-load', () => done());
    });
    contents?.forcefullyCrashRenderer();
    await loadedAgain;
    const said: unknown = await contents?.executeJavaScript('document.title');
    return said;
  });
  expect(text).toContain('Faultline');
});

test('a design is saved and opened again, byte for byte', async ({ page, desktop, folder }) => {
  const file = path.join(folder, 'größe.faultline.json');
  await stubDialogs(desktop, { save: file, open: file });
  const text = '{ "name": "größe ∑" }\n';
  expect(await save(page, { text })).toEqual({ ok: true, value: file });
  expect(await readFile(file, 'utf8')).toBe(text);
  expect(await page.evaluate(() => window.desktop?.openFile())).toEqual({ ok: true, value: { path: file, text } });

  // Known by now: no dialog, and the new content replaces the old.
  await stubDialogs(desktop, { save: null });
  expect(await save(page, { path: file, text: 'second' })).toEqual({ ok: true, value: file });
  expect(await readFile(file, 'utf8')).toBe('second');
  expect(await readdir(folder)).toEqual(['größe.faultline.json']);
});

test('the page cannot choose where to save: a path that the user did not choose asks first', async ({ page, desktop, folder }) => {
  const file = path.join(folder, 'unasked.json');
  await stubDialogs(desktop, { save: null });
  expect(await save(page, { path: file, text: 'x' })).toEqual({ ok: true, value: null });
  expect(await readdir(folder)).toEqual([]);
});

test('a save that cannot be is a problem with a remedy, and the old file stays', async ({ page, desktop, folder }) => {
  const notAFolder = path.join(folder, 'file');
  await writeFile(notAFolder, 'old');
  const cases = [
    { save: path.join(notAFolder, 'design.json'), code: 'folder-missing' },
    { save: path.join(folder, 'gone', 'design.json'), code: 'folder-missing' },
    { save: folder, code: 'not-a-file' },
    { save: '/proc/faultline.json', code: process.platform === 'linux' ? 'folder-missing' : undefined },
  ].filter(({ code }) => code !== undefined);
  for (const { save: place, code } of cases) {
    await stubDialogs(desktop, { save: place });
    expect(await save(page, { text: 'new' })).toEqual({
      ok: false,
      problems: [
        {
          code,
          severity: 'error',
          where: place,
          message: expect.stringContaining(path.basename(place)),
          remedy: expect.stringMatching(/\S/),
        },
      ],
    });
  }
  await stubDialogs(desktop, { save: notAFolder });
  expect(await save(page, { text: 'x'.repeat(5_000_001) })).toMatchObject({ ok: false, problems: [{ code: 'file-too-large' }] });
  expect(await readFile(notAFolder, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['file']);
});

test('a file that cannot be a design is a problem with a remedy', async ({ page, desktop, folder }) => {
  const huge = path.join(folder, 'huge.json');
  const binary = path.join(folder, 'binary.json');
  await writeFile(huge, Buffer.alloc(50_000_000, ' '));
  await writeFile(binary, Uint8Array.of(0xff, 0xfe, 0xfd));
  for (const [file, code] of [
    [path.join(folder, 'missing.json'), 'file-missing'],
    [folder, 'not-a-file'],
    [huge, 'file-too-large'],
    [binary, 'file-not-text'],
  ] as const) {
    await stubDialogs(desktop, { open: file });
    expect(await page.evaluate(() => window.desktop?.openFile())).toMatchObject({ ok: false, problems: [{ code, where: file }] });
  }
});

test('a cancelled dialog is no error', async ({ page, desktop }) => {
  await stubDialogs(desktop, { open: null });
  expect(await page.evaluate(() => window.desktop?.openFile())).toEqual({ ok: true, value: null });
});

test('the menu does what the studio’s commands do', async ({ page, desktop }) => {
  const choose = (menu: string, label: string) =>
    desktop.evaluate(
      ({ Menu }, words) => {
        const top = Menu.getApplicationMenu()?.items.find((one) => one.label.replace('&', '') === words.menu);
        top?.submenu?.items.find((one) => one.label === words.label)?.click();
      },
      { menu, label },
    );
  await choose('File', 'Import…');
  await expect(page.getByRole('dialog', { name: 'Import' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await choose('Run', 'Play or pause');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test.describe('unsaved changes', () => {
  const dirty = async (page: Page) => {
    // The studio itself says what it shows once it has read its first design.
    await page.getByTestId('node-orders').waitFor();
    await page.evaluate(() => window.desktop?.setDocument({ title: 'Checkout', dirty: true }));
  };
  const close = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const windows = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

  test('show in the title', async ({ page, desktop }) => {
    await dirty(page);
    const title = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(await title()).toBe('● Checkout — Faultline');
    await page.evaluate(() => window.desktop?.setDocument({ title: 'Checkout', dirty: false }));
    expect(await title()).toBe('Checkout — Faultline');
  });

  test('Cancel keeps the window', async ({ page, desktop }) => {
    await dirty(page);
    await stubDialogs(desktop, { button: 2 });
    await close(desktop);
    await page.waitForTimeout(200);
    expect(await windows(desktop)).toBe(1);
  });

  test('Discard closes it', async ({ page, desktop }) => {
    await dirty(page);
    await stubDialogs(desktop, { button: 1 });
    const closed = page.waitForEvent('close');
    await close(desktop).catch(() => undefined);
    await closed;
  });

  test('Save closes it once the page has saved, and not before', async ({ page, desktop, folder }) => {
    const file = path.join(folder, 'saved.json');
    await stubDialogs(desktop, { button: 0, save: file });
    const closed = page.waitForEvent('close');
    await dirty(page);
    await close(desktop);
    // What the studio does when it hears `save`; should it have done so itself by now, the window is gone already.
    await page
      .evaluate(async () => {
        await window.desktop?.saveFile({ suggestedName: 'saved.json', text: 'saved' });
        await window.desktop?.setDocument({ title: 'Checkout', dirty: false });
      })
      .catch(() => undefined);
    await closed;
    expect(await readFile(file, 'utf8')).toBeTruthy();
  });

  test('a save that fails keeps the window', async ({ page, desktop, folder }) => {
    await stubDialogs(desktop, { button: 0, save: path.join(folder, 'gone', 'design.json') });
    await dirty(page);
    await close(desktop);
    await page.evaluate(() => window.desktop?.saveFile({ suggestedName: 'design.json', text: 'x' }));
    await page.waitForTimeout(200);
    expect(await windows(desktop)).toBe(1);
  });
});

test('a file on the command line is opened, and remembered', async ({ folder }) => {
  const file = path.join(folder, 'given.faultline.json');
  await writeFile(
    file,
    JSON.stringify({ version: 1, name: 'Given', nodes: [{ id: 'till', kind: 'service', name: 'Till of the corner shop' }], links: [] }),
  );
  const app = await launchDesktop(path.join(folder, 'profile'), [file]);
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    await expect.poll(title).toContain('given.faultline.json');
    await expect(page.getByText('Till of the corner shop').first()).toBeVisible();
    const recent = await app.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu()?.items.find((i) => i.label === '&File')?.submenu;
      return menu?.items.find((i) => i.label === 'Open recent')?.submenu?.items.map((i) => i.label) ?? [];
    });
    expect(recent[0]).toContain('given.faultline.json');
  } finally {
    await endDesktop(app);
  }
});

test('a hidden window goes on', async ({ page, desktop }) => {
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  // Method: Chromium gives a hidden window no animation frames unless it is told not to throttle it; then it gives sixty a second.
  const frames = await page.evaluate(async () => {
    let count = 0;
    const turn = () => {
      count += 1;
      requestAnimationFrame(turn);
    };
    turn();
    await new Promise((done) => setTimeout(done, 2_000));
    return count;
  });
  expect(frames).toBeGreaterThan(5);
});

async function save(page: Page, request: { path?: string; text: string }): Promise<unknown> {
  return page.evaluate((r) => window.desktop?.saveFile({ suggestedName: 'design.faultline.json', ...r }), request);
}
