import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// Quick hands: everything can be found by typing a few letters.

const shop = {
  version: 1,
  name: 'Small shop',
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 } },
    {
      id: 'orders',
      kind: 'service',
      name: 'Orders',
      position: { x: 320, y: 0 },
      operations: [{ name: 'place order', steps: [{ kind: 'call', link: 'pay' }] }],
    },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 4000, y: 0 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'pay', from: 'orders', to: 'payments' },
  ],
};

const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

test.beforeEach(async ({ page }) => {
  await dropDesign(page, shop);
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
});

test('the command palette finds, does, remembers, and gives the focus back', async ({ page }) => {
  await focusOn(node(page, 'orders'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: 'Command palette' });
  await expect(search).toBeFocused();
  await page.keyboard.type('dupl');
  await expect(page.getByRole('option', { selected: true })).toContainText('Duplicate');
  await expect(page.getByRole('option', { selected: true })).toContainText('Ctrl+D');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  await expect(search).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Recent' })).toContainText('Duplicate');
  await page.keyboard.type('dark col');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await focusOn(node(page, 'orders'));
  await page.keyboard.press('Control+k');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
  await expect(node(page, 'orders')).toBeFocused();
});

test('a fault starts on the selection, from the palette', async ({ page }) => {
  await focusOn(node(page, 'orders'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('crash repl');
  await expect(page.getByRole('option', { selected: true })).toContainText('start on Orders');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('health-orders')).toHaveText('faulty', { timeout: 30_000 });
});

test('find selects what it finds and brings it to the middle', async ({ page }) => {
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('combobox', { name: 'Find in the design' })).toBeFocused();
  await page.keyboard.type('place');
  await expect(page.getByRole('option')).toHaveText([/place order/]);
  await page.keyboard.press('Enter');
  await expect(node(page, 'orders')).toHaveClass(/selected/);

  await page.keyboard.press('Control+f');
  await page.keyboard.type('paym');
  await page.keyboard.press('Enter');
  await expect(node(page, 'payments')).toHaveClass(/selected/);
  await expect(node(page, 'payments')).toBeFocused();
  const canvas = await page.locator('[aria-label="Canvas"]').boundingBox();
  await expect
    .poll(async () => {
      const box = await node(page, 'payments').boundingBox();
      return Math.round(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - ((canvas?.x ?? 0) + (canvas?.width ?? 0) / 2)));
    })
    .toBeLessThan(4);
});

test('the keys are listed under ?', async ({ page }) => {
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByRole('region', { name: 'Edit' })).toContainText('Ctrl+Z');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('panels are hidden by key, by button and by their edge, and stay so at the next start', async ({ page }) => {
  const left = page.locator('#left');
  const right = page.locator('#right');
  const width = async (of: typeof left) => Math.round((await of.boundingBox())?.width ?? 0);
  await expect.poll(() => width(left)).toBeGreaterThan(100);
  await page.keyboard.press('Control+b');
  await expect.poll(() => width(left)).toBe(0);
  await page.keyboard.press('Control+b');
  await expect.poll(() => width(left)).toBeGreaterThan(100);
  await page.getByRole('button', { name: /^Inspector/ }).click();
  await expect.poll(() => width(right)).toBe(0);
  await expect(page.getByRole('button', { name: /^Inspector/ })).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('separator', { name: 'Width of the left column' }).dblclick({ position: { x: 0, y: 300 } });
  await expect.poll(() => width(left)).toBe(0);

  await page.reload();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  expect([await width(left), await width(right)]).toEqual([0, 0]);
  await page.getByRole('separator', { name: 'Width of the left column' }).dblclick({ position: { x: 0, y: 300 } });
  await expect.poll(() => width(left)).toBeGreaterThan(100);
  await page.keyboard.press('Control+i');
  await expect.poll(() => width(right)).toBeGreaterThan(200);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('swap');
  await page.keyboard.press('Enter');
  await expect.poll(async () => ((await left.boundingBox())?.x ?? 0) > ((await right.boundingBox())?.x ?? 0)).toBe(true);
});

test('several components are changed together in one step of undo', async ({ page }) => {
  const panel = page.getByRole('complementary', { name: 'Inspector and lesson' });
  const workers = panel.getByRole('textbox', { name: 'Workers', exact: true });
  await node(page, 'orders').click();
  await workers.fill('9');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Fit the design/ }).click();
  await node(page, 'payments').click({ modifiers: ['Shift'] });
  await expect(panel).toContainText('2 nodes selected');
  await expect(workers).toHaveAttribute('placeholder', 'mixed');
  await workers.fill('7');
  await page.keyboard.press('Enter');
  await expect(workers).toHaveValue('7');
  await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
  await expect(workers).toHaveAttribute('placeholder', 'mixed');
  await node(page, 'clients').click({ modifiers: ['Shift'] });
  await expect(panel).toContainText('Nothing in common.');
});
