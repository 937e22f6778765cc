import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// From an empty canvas to a system that answers, by keyboard alone and by mouse alone.

const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector and lesson' });
const health = (page: Page, id: string) => page.getByTestId(`health-${id}`);

test.beforeEach(async ({ page }) => {
  await page.getByRole('button', { name: 'New design' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 120 } });
});

/** Slash, some letters, Enter: the new one is selected, so that the next follows it. */
async function add(page: Page, letters: string, id: string): Promise<void> {
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Add a component' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(node(page, id)).toBeFocused();
  await expect(node(page, id)).toHaveClass(/selected/);
}

test('four components are drawn, run, found too small and mended, by keyboard alone', async ({ page }) => {
  await add(page, 'users', 'client');
  await add(page, 'gate', 'gateway');
  await add(page, 'serv', 'service');
  await add(page, 'db', 'database');
  await expect(page.locator('.react-flow__edge')).toHaveCount(3);
  await expect(health(page, 'service')).toHaveText('healthy');

  // One worker, and more traffic than it can do: the service is the one that is named.
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(node(page, 'service')).toBeFocused();
  await typeInto(page, 'Replicas', '1');
  await typeInto(page, 'Workers', '1');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('clients');
  await page.keyboard.press('Enter');
  await expect(node(page, 'client')).toBeFocused();
  await typeInto(page, 'Rate', '400');
  await expect(health(page, 'service')).toHaveText('saturated', { timeout: 30_000 });
  await expect(page.getByRole('status', { name: 'State of the system' })).toContainText('Service');
  await node(page, 'client').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(node(page, 'service')).toBeFocused();
  await typeInto(page, 'Workers', '32');
  await expect(health(page, 'service')).toHaveText('healthy', { timeout: 30_000 });
  await expect(health(page, 'client')).toHaveText('healthy', { timeout: 30_000 });
});

/** Goes to a field of the inspector by Tab, as one must without a mouse. */
async function typeInto(page: Page, label: string, value: string): Promise<void> {
  const field = inspector(page).getByRole('textbox', { name: label, exact: true });
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
}

test('four components are drawn with the mouse: dragged, pressed, and linked by their handles', async ({ page }) => {
  const palette = page.getByRole('region', { name: 'Components' });
  const drop = (name: string, x: number, y: number) =>
    palette.getByRole('button', { name, exact: true }).dragTo(page.locator('[aria-label="Canvas"]'), { targetPosition: { x, y } });
  await drop('Clients', 150, 120);
  await drop('API gateway', 450, 120);
  await drop('Service', 450, 300);
  // Pressed twice in a row is one.
  await palette.getByRole('button', { name: 'Database', exact: true }).dblclick();
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  for (const [from, to] of [
    ['client', 'gateway'],
    ['gateway', 'service'],
    ['service', 'database'],
  ] as const) {
    const start = await node(page, from).locator('.react-flow__handle.source').first().boundingBox();
    const end = await node(page, to).locator('.react-flow__handle.target').first().boundingBox();
    if (!start || !end) throw new Error('no handles');
    await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x + 20, end.y + 20, { steps: 5 });
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 3 });
    await page.mouse.up();
  }
  await expect(page.locator('.react-flow__edge')).toHaveCount(3);
  await expect(health(page, 'database')).toHaveText('healthy');
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
  await node(page, 'a').focus();
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
