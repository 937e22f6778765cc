import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Design } from '../../engine/design/schema';
import { stubDialogs } from './support/dialogs';
import { dropFile } from './support/drop-file';
import { expect, test } from './support/studio';

// The checkout scenario without a mouse, and files that come and go, on both surfaces.

test.use({ actionTimeout: 10_000 });

const cards = (page: Page) => page.getByTestId(/^node-/);

/** Goes on by Tab until the focus is on the thing of that name: everything must be in reach. */
async function tabTo(page: Page, name: string | RegExp, most = 400): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`Tab did not reach ${String(name)}`);
}

/** Saves by keyboard and reads what was written, wherever the surface puts it. */
async function saveAndRead(page: Page, app: ElectronApplication | null, folder: string): Promise<Design> {
  const file = path.join(folder, 'saved.faultline.json');
  if (app) {
    await stubDialogs(app, { save: file });
    await page.keyboard.press('Control+s');
    await expect(page).not.toHaveTitle(/^•/);
  } else {
    // Nobody is there to answer the browser's own dialog; without it, saving is a download.
    await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    await download.saveAs(file);
  }
  return JSON.parse(await readFile(file, 'utf8')) as Design;
}

test('add, rename, link, delete, undo and save, by keyboard alone', async ({ page, electronApp, folder }) => {
  await expect(cards(page)).toHaveCount(19);
  await tabTo(page, 'Search components');
  await page.keyboard.type('database');
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(20);

  await tabTo(page, /^database, database$/i);
  await page.keyboard.press('Enter');
  await page.keyboard.press('F2');
  await page.keyboard.type('Audit log');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('node-database')).toContainText('Audit log');

  await tabTo(page, 'Payments, service');
  await page.keyboard.press('Enter');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'Link from Payments' })).toBeVisible();
  await page.keyboard.type('audit');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.react-flow__edge')).toHaveCount(19);
  // Payments says step by step what it does, and nothing of this link: that is worth a word at once.
  await expect(page.getByRole('banner').getByRole('button', { name: /warning/ })).toBeVisible();

  await tabTo(page, 'Cart DB, database');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(cards(page)).toHaveCount(19);
  await page.keyboard.press('Control+z');
  await expect(cards(page)).toHaveCount(20);
  await expect(page.locator('.react-flow__edge')).toHaveCount(19);

  await expect(page).toHaveTitle(/^•/);
  const saved = await saveAndRead(page, electronApp, folder);
  expect(saved.nodes?.at(-1)).toMatchObject({ id: 'database', kind: 'database', name: 'Audit log' });
  expect(saved.links?.at(-1)).toMatchObject({ from: 'payments', to: 'database' });
  const cart = saved.nodes?.find(({ id }) => id === 'cart');
  expect(cart?.operations?.[0]?.steps).toHaveLength(3);
});

test('the run is steered by keyboard: pause, step, speed, restart', async ({ page }) => {
  const clock = page.getByRole('timer', { name: 'Simulated time' });
  const speed = page.getByRole('combobox', { name: 'Speed, simulated seconds per second' });
  await expect(clock).not.toHaveText('00:00.0');
  await page.keyboard.press(']');
  await expect(speed).toHaveValue('2×');
  await page.keyboard.press('[');
  await expect(speed).toHaveValue('1×');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.waitForTimeout(300); // The frame that was on its way.
  const before = await clock.innerText();
  await page.keyboard.press('.');
  await expect(clock).not.toHaveText(before);
  await page.keyboard.press('Shift+R');
  await expect(clock).toHaveText('00:00.0');
});

test('a broken file shows all of its problems and the design stays; a good one opens', async ({ page, folder }) => {
  await expect(cards(page)).toHaveCount(19);
  const broken = path.join(folder, 'broken.faultline.json');
  const wrong = {
    version: 1,
    name: 'Broken',
    colour: 'red',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: -5 } } },
      { id: 'Shop', kind: 'toaster' },
    ],
    links: [{ id: 'lost', from: 'users', to: 'nowhere' }],
  };
  await writeFile(broken, JSON.stringify(wrong));
  await dropFile(page, broken);
  const dialog = page.getByRole('dialog', { name: /broken\.faultline\.json.* was not opened/ });
  await expect(dialog).toBeVisible();
  for (const word of ['colour', 'rate', 'toaster', 'nowhere']) await expect(dialog).toContainText(word);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout platform');
  await expect(cards(page)).toHaveCount(19);
  await expect(page.getByTestId('health-gateway')).toHaveText('healthy');

  const good = path.join(folder, 'small.faultline.json');
  const small = {
    version: 1,
    name: 'Small shop',
    nodes: [
      { id: 'users', kind: 'client' },
      { id: 'shop', kind: 'service' },
    ],
    links: [{ id: 'in', from: 'users', to: 'shop' }],
  };
  await writeFile(good, JSON.stringify(small));
  await dropFile(page, good);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('small.faultline.json');
  await expect(cards(page)).toHaveCount(2);
  await expect(page.getByTestId('health-shop')).toHaveText('healthy');
  expect(await readFile(broken, 'utf8')).toBe(JSON.stringify(wrong));
});
