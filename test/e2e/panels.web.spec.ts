import type { Page } from '@playwright/test';
import { dropDesign, dropText } from './support/drop-design';
import { axeFindings, axeInBothThemes, serious } from './support/axe';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// What stands around the canvas: timeline, inspector, menus and dialogs.

const small = {
  version: 1,
  name: 'Two services',
  nodes: [
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 } },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 320, y: 0 } },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 640, y: 0 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'pay', from: 'orders', to: 'payments' },
  ],
};

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector and lesson' });

test.beforeEach(async ({ page }) => {
  await dropDesign(page, small);
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');
});

test('the verdict and the card say that a fault is on, although nothing fails', async ({ page }) => {
  const verdict = page.getByRole('status', { name: 'State of the system' });
  await expect(verdict).toHaveText('All is well');
  await page.getByTestId('node-payments').hover();
  await page
    .getByRole('toolbar', { name: 'Actions on Payments' })
    .getByRole('button', { name: /^Slow down/ })
    .click();
  await expect(page.getByTestId('health-payments')).toHaveText(/slowed|saturated|failing/);
  await expect(verdict).not.toHaveText('All is well');
});

test('a mark on the timeline is reached by keyboard and leads to what it is about', async ({ page }) => {
  await page.locator('.react-flow__node[data-id="payments"]').click();
  await inspector(page).getByRole('textbox', { name: 'Name' }).fill('Tills');
  await page.keyboard.press('Tab');
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  const mark = page.getByRole('group', { name: 'Timeline' }).getByRole('button', { name: /Tills changed/ });
  await focusOn(mark);
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node[data-id="payments"]')).toHaveClass(/selected/);
});

test('a slow drag of a slider is one step of undo', async ({ page }) => {
  await page.locator('.react-flow__node[data-id="orders"]').click();
  const slider = inspector(page).getByRole('slider').first();
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  for (const dx of [30, 60, 90]) {
    await page.mouse.move(box.x + dx, y, { steps: 3 });
    // Longer than the time in which edits of one field are taken together without a pointer.
    await page.waitForTimeout(1_200);
  }
  await page.mouse.up();
  const undo = page.getByRole('banner').getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(undo).toBeDisabled();
});

test('axe finds nothing serious in menus, lists and dialogs, in both themes', async ({ page }) => {
  const found = (...within: string[]) => axeInBothThemes(page, { within, levels: serious });
  await page.getByRole('button', { name: '1 warning' }).click();
  expect(await found('[aria-label="Time and charts"]')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.react-flow__node[data-id="payments"]').click({ button: 'right' });
  expect(await found('[role="menu"]')).toEqual([]);
  await page.keyboard.press('Escape');
  await dropText(page, 'broken.json', '{ "version": 1, "name": 7 }');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await found('[role="dialog"]')).toEqual([]);
});

test('recorded traffic comes from a CSV file; a mistake in it is told with its line, and undo takes the recording back', async ({
  page,
}) => {
  await page.getByTestId('node-clients').click();
  const panel = inspector(page);
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Import recorded traffic (CSV)' }).click();
  const file = (text: string) => ({ name: 'arrivals.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await (await chooser).setFiles(file('time_ms,orders_ms\n0,5\nsoon,5\n'));
  await expect(panel.getByRole('alert')).toContainText('"soon" is no time.');
  const again = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Import recorded traffic (CSV)' }).click();
  const rows = Array.from({ length: 300 }, (_, i) => `${i * 50},${i % 7}`);
  await (await again).setFiles(file(`time_ms,orders_ms\n${rows.join('\n')}\n`));
  await expect(panel.getByText('300 values')).toHaveCount(2);
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText('300 values')).toHaveCount(0);
});

test('a field leads to the page that explains it, pages lead to pages, and axe finds nothing serious in them', async ({ page }) => {
  const docs = page.getByRole('dialog', { name: 'How it works' });
  await page.getByTestId('node-payments').click();
  // A number says what it is, and leads to its place among the measures.
  await inspector(page).getByText('Queue wait', { exact: true }).hover();
  await page.getByRole('tooltip').getByRole('button', { name: 'Read about: Measures' }).click();
  await expect(docs.getByRole('heading', { name: 'Queue wait', exact: true })).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(docs).toBeHidden();

  await page.getByTestId('node-payments').click();
  await inspector(page).getByRole('button', { name: 'Read about: FIFO' }).click();
  await expect(docs.getByRole('heading', { level: 1 })).toHaveText('First in, first out');
  await docs.getByRole('button', { name: 'bounded queues' }).click();
  await expect(docs.getByRole('heading', { level: 1 })).not.toHaveText('First in, first out');
  expect(await axeFindings(page, { within: ['[role=dialog]'], levels: serious })).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(docs).toBeHidden();
});
