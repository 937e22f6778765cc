import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// The palette, and undo of all that was drawn.

const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

test.beforeEach(async ({ page }) => {
  await page.getByRole('button', { name: 'New design' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 120 } });
});

test('a kind tells what it is, and leads to its page', async ({ page }) => {
  const palette = page.getByRole('region', { name: 'Components' });
  await palette.getByRole('textbox', { name: 'Search components' }).fill('kafka');
  await page.keyboard.press('ArrowDown');
  await expect(palette.getByRole('button', { name: 'Log', exact: true })).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText('Keeps events in order');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'How it works' }).getByRole('heading', { level: 1 })).toHaveText(/log/i);
});

test('fifty steps undone and done again give the same file to the byte', async ({ page }) => {
  await dropDesign(page, { version: 1, name: 'Long day', nodes: [{ id: 'a', kind: 'service', position: { x: 0, y: 0 } }], links: [] });
  await expect(page.locator('.react-flow__node')).toHaveCount(1);
  await focusOn(node(page, 'a'));
  await page.keyboard.press('Enter');
  for (let i = 0; i < 40; i++) await page.keyboard.press('Control+d');
  await expect(page.locator('.react-flow__node')).toHaveCount(41);
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('F2');
    await page.keyboard.type(`Copy ${i}`);
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node', { hasText: `Copy ${i}` })).toHaveCount(1);
    await page.keyboard.press('/');
    await page.keyboard.type('cache');
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node')).toHaveCount(42 + i);
  }
  // Nobody is there to answer the browser's own dialog; without it, saving is a download.
  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const saved = async () => {
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    return readFile(await (await download).path(), 'utf8');
  };
  const before = await saved();
  for (let i = 0; i < 50; i++) await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(1);
  await expect(page.getByRole('banner').getByRole('button', { name: 'Undo' })).toBeDisabled();
  for (let i = 0; i < 50; i++) await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(46);
  expect(await saved()).toBe(before);
});
