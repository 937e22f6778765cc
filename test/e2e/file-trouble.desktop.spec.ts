import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe';
import { stubDialogs } from './support/dialogs';
import { dropFile } from './support/drop-file';
import { endDesktop, expect, launchDesktop, test } from './support/studio';

// What the studio says when a file is not as it was, or cannot be written: in words, with a way on, and nothing is lost.

test.use({ viewport: { width: 1280, height: 800 }, actionTimeout: 30_000 });

const patient = expect.configure({ timeout: 40_000 });
const shop = (name: string) => `${JSON.stringify({ version: 1, name: 'Shop', nodes: [{ id: 'till', kind: 'service', name }] })}\n`;

async function rename(page: Page, name: string): Promise<void> {
  await page.getByTestId('node-till').click({ position: { x: 60, y: 14 } });
  await page.keyboard.press('F2');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('node-till')).toContainText(name);
  await expect(page).toHaveTitle(/^•/);
}

/** From now on the shell's own way to the disk ends where the system says that there is no more room; or no longer. */
const fillDisk = (app: ElectronApplication, full: boolean) =>
  app.evaluate((_electron, isFull) => {
    const disk = process.getBuiltinModule('node:fs/promises');
    const before = Object.assign(disk, { rightOpen: 'rightOpen' in disk ? disk.rightOpen : disk.open }).rightOpen as typeof disk.open;
    disk.open = async (file, flags, mode) => {
      const handle = await before(file, flags, mode);
      if (isFull && flags === 'wx') handle.writeFile = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
      return handle;
    };
  }, full);

test('two apps on one file: who saves last is asked, in both themes, and each answer does what it says', async ({
  page,
  desktop,
  folder,
}) => {
  test.setTimeout(240_000);
  const file = path.join(folder, 'shop.faultline.json');
  await writeFile(file, shop('Till'));
  await dropFile(page, file);
  await patient(page.getByTestId('node-till')).toContainText('Till');

  const second = await launchDesktop(path.join(folder, 'profile'), [file]);
  const other = await second.firstWindow();
  await patient(other.getByTestId('node-till')).toContainText('Till');
  await rename(other, 'Till of the other');
  await other.keyboard.press('Control+s');
  await expect(other).not.toHaveTitle(/^•/);
  await endDesktop(second);
  expect(await readFile(file, 'utf8')).toContain('Till of the other');

  const dialog = page.getByRole('dialog', { name: 'The file has changed' });
  await rename(page, 'Till of mine');
  await page.keyboard.press('Control+s');
  await expect(dialog).toContainText('“shop.faultline.json” was changed by another program or window since it was opened here.');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.screenshot({ path: `test-results/file-changed-${colorScheme}.png` });
  }
  expect(await axeInBothThemes(page, { within: ['[role="dialog"]'] })).toEqual([]);

  await test.step('Cancel keeps both as they are', async () => {
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await expect(page).toHaveTitle(/^•/);
    expect(await readFile(file, 'utf8')).toContain('Till of the other');
  });
  await test.step('Save as… keeps both, under two names', async () => {
    const beside = path.join(folder, 'mine.faultline.json');
    await stubDialogs(desktop, { save: beside });
    await page.keyboard.press('Control+s');
    await dialog.getByRole('button', { name: 'Save as…' }).click();
    await expect(page).not.toHaveTitle(/^•/);
    expect(await readFile(beside, 'utf8')).toContain('Till of mine');
    expect(await readFile(file, 'utf8')).toContain('Till of the other');
  });
  await test.step('Replace it replaces it, and the next save asks no more', async () => {
    const beside = path.join(folder, 'mine.faultline.json');
    await writeFile(beside, shop('By a text editor'));
    await rename(page, 'Till again');
    await page.keyboard.press('Control+s');
    await dialog.getByRole('button', { name: 'Replace it' }).click();
    await expect(page).not.toHaveTitle(/^•/);
    expect(await readFile(beside, 'utf8')).toContain('Till again');
    await rename(page, 'Till for good');
    await page.keyboard.press('Control+s');
    await expect(page).not.toHaveTitle(/^•/);
    expect(await readFile(beside, 'utf8')).toContain('Till for good');
  });
});

test('a full disk, a read-only place and a file that is gone are said in words; what is drawn stays unsaved, not lost', async ({
  page,
  desktop,
  folder,
}) => {
  const file = path.join(folder, 'shop.faultline.json');
  await writeFile(file, shop('Till'));
  await dropFile(page, file);
  await rename(page, 'Till of mine');
  const said = page.getByRole('alert').filter({ hasText: 'Not saved' });

  await test.step('a full disk', async () => {
    await fillDisk(desktop, true);
    await page.keyboard.press('Control+s');
    await expect(said).toContainText('There is no room on the disk for "shop.faultline.json". Make room, or save on another disk.');
    await page.screenshot({ path: 'test-results/disk-full-light.png' });
    await expect(page).toHaveTitle(/^•/);
    expect(await readFile(file, 'utf8')).toBe(shop('Till'));
    expect((await readdir(folder)).filter((name) => name !== 'profile')).toEqual(['shop.faultline.json']);
    await said.getByRole('button').click();
    await expect(said).toHaveCount(0);
  });

  await test.step('a place that nobody may write to', async () => {
    await fillDisk(desktop, false);
    await stubDialogs(desktop, { save: '/sys/shop.faultline.json' });
    await page.keyboard.press('Control+Shift+S');
    await expect(said).toContainText('"shop.faultline.json" cannot be written: the file or its folder is read-only.');
    await expect(page).toHaveTitle(/^•/);
  });

  await test.step('with room again, it is saved where it was', async () => {
    await page.keyboard.press('Control+s');
    await expect(page).not.toHaveTitle(/^•/);
    expect(await readFile(file, 'utf8')).toContain('Till of mine');
  });

  await test.step('a file that is not there any more, named by a second start of the app', async () => {
    await desktop.evaluate(({ app }, gone) => app.emit('second-instance', {}, ['', gone], '/'), path.join(folder, 'gone.faultline.json'));
    await expect(page.getByRole('dialog', { name: /was not opened/ })).toContainText('"gone.faultline.json" is not there any more.');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('node-till')).toContainText('Till of mine');
  });
});
