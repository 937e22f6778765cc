import type { Page } from '@playwright/test';
import { dropDesign, dropText } from './support/drop-design';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// The canvas by mouse and by keyboard, on a design small enough to reason about.

const small = {
  version: 1,
  name: 'Small shop',
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 100 } } },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 320, y: 0 }, params: { replicas: 1, workers: 8 } },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 640, y: 0 }, params: { replicas: 1, workers: 8 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders', policy: { timeout: '2s' } },
    { id: 'pay', from: 'orders', to: 'payments', policy: { timeout: '1s', breaker: { kind: 'consecutive' } } },
  ],
};

const card = (page: Page, id: string) => page.getByTestId(`node-${id}`);
const cards = (page: Page) => page.locator('.react-flow__node');
const links = (page: Page) => page.locator('.react-flow__edge');

test.beforeEach(async ({ page }) => {
  await dropDesign(page, small);
  await expect(cards(page)).toHaveCount(3);
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');
});

test('one click slows Payments down, the cascade reaches the clients, and healing ends it', async ({ page }) => {
  await card(page, 'payments').hover();
  await page.getByRole('toolbar', { name: 'Actions on Payments' }).getByRole('button', { name: 'Add latency' }).click();
  await expect(page.getByTestId('breaker-pay')).toHaveText('open', { timeout: 20_000 });
  await expect(page.getByTestId('health-clients')).toHaveText('failing', { timeout: 20_000 });
  await expect(page.getByRole('status', { name: 'State of the system' })).toContainText('Failing');
  await page.getByRole('button', { name: 'Add latency heal' }).first().click();
  await expect(page.getByRole('button', { name: 'Add latency heal' })).toHaveCount(0);
});

test('a component is added, renamed, linked, copied and removed by keyboard alone', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Search components' }).fill('cache');
  await page.keyboard.press('Enter');
  await expect(card(page, 'cache')).toBeVisible();
  await focusOn(page.locator('.react-flow__node[data-id="cache"]'));
  await page.keyboard.press('F2');
  await page.keyboard.type('Price cache');
  await page.keyboard.press('Enter');
  await expect(card(page, 'cache')).toContainText('Price cache');

  await page.keyboard.press('Escape');
  await focusOn(page.locator('.react-flow__node[data-id="orders"]'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Link from Orders' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('price');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(links(page)).toHaveCount(3);

  await focusOn(page.locator('.react-flow__node[data-id="cache"]'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+d');
  await expect(cards(page)).toHaveCount(5);
  await page.keyboard.press('Delete');
  await expect(cards(page)).toHaveCount(4);

  for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Control+z');
  await expect(cards(page)).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(cards(page)).toHaveCount(3);
  for (const _ of [1, 2, 3]) await page.keyboard.press('Control+Shift+z');
  await expect(links(page)).toHaveCount(3);
});

test('a component is dragged from the palette, moved, and linked by its handles', async ({ page }) => {
  await page
    .getByRole('button', { name: 'Database', exact: true })
    .dragTo(page.locator('[aria-label="Canvas"]'), { targetPosition: { x: 420, y: 380 } });
  await expect(card(page, 'database')).toBeVisible();
  const from = await page.locator('.react-flow__node[data-id="payments"] .react-flow__handle.source').first().boundingBox();
  const to = await page.locator('.react-flow__node[data-id="database"] .react-flow__handle.target').first().boundingBox();
  if (!from || !to) throw new Error('no handles');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, to.y + 30, { steps: 5 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect(links(page)).toHaveCount(3);

  const before = await card(page, 'database').boundingBox();
  await card(page, 'database').hover();
  await page.mouse.down();
  await page.mouse.move((before?.x ?? 0) + 160, (before?.y ?? 0) + 60, { steps: 6 });
  await page.mouse.up();
  const after = await card(page, 'database').boundingBox();
  expect((after?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(20);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.round((await card(page, 'database').boundingBox())?.x ?? 0)).toBe(Math.round(before?.x ?? 0));
});

test('a design that is opened is fitted, also after a larger one', async ({ page }) => {
  const width = async () => (await card(page, 'orders').boundingBox())?.width ?? 0;
  await expect.poll(width).toBeGreaterThan(200);
  await page.getByLabel('Search scenarios').fill('checkout platform');
  await page
    .getByRole('button', { name: /^Checkout platform/ })
    .first()
    .click();
  await expect(cards(page)).toHaveCount(19);
  await expect.poll(width).toBeLessThan(180);
  await dropDesign(page, small);
  await expect.poll(width).toBeGreaterThan(200);
});

test('copy and paste go through the clipboard as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined);
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(cards(page)).toHaveCount(6);
  await expect(links(page)).toHaveCount(4);
});

test('a link can be cut with its own button and shows the cut', async ({ page }) => {
  const line = page.locator('.react-flow__edge[data-id="in"] .react-flow__edge-interaction');
  const box = await line.boundingBox();
  if (!box) throw new Error('no line');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('button', { name: /^Cut the link/ }).click();
  await expect(page.locator('.react-flow__edgelabel-renderer')).toContainText('cut');
});

test('the menu key opens what can be done to a node', async ({ page }) => {
  await card(page, 'orders').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /Crash replicas/ })).toBeVisible();
  await page.getByRole('menuitem', { name: /Crash replicas/ }).click();
  await expect(page.getByTestId('health-orders')).toHaveText('down');
});

test('faults are within reach of the keyboard, on nodes and on links', async ({ page }) => {
  await focusOn(page.locator('.react-flow__node[data-id="payments"]'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('x');
  await page.getByRole('menuitem', { name: /Add latency/ }).press('Enter');
  await expect(page.getByRole('button', { name: /^Heal/ }).first()).toBeVisible();
  // The menu gives the focus back a moment after it has closed.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.locator('.react-flow__node[data-id="payments"]')).toBeFocused();
  await page.waitForTimeout(300);

  const edge = page.locator('.react-flow__edge[data-id="in"]');
  await focusOn(edge);
  await page.keyboard.press('Enter');
  await expect(edge).toHaveClass(/selected/);
  await page.keyboard.press('x');
  await page.getByRole('menuitem', { name: /Cut the link/ }).press('Enter');
  await expect(page.locator('.react-flow__edgelabel-renderer')).toContainText('cut');
});

test('a file that is no design shows all its problems and changes nothing', async ({ page }) => {
  await dropText(page, 'broken.json', '{ "version": 1, "name": 7, "nodes": [{ "id": "A!", "kind": "toaster" }], "colour": "red" }');
  const dialog = page.getByRole('dialog', { name: /broken.json.* was not opened/ });
  await expect(dialog).toBeVisible();
  expect(await dialog.getByRole('listitem').count()).toBeGreaterThan(2);
  await page.keyboard.press('Escape');
  await expect(cards(page)).toHaveCount(3);
});

test('unsaved changes are asked about before another design is opened', async ({ page }) => {
  await page.getByRole('button', { name: 'Cache', exact: true }).click();
  await expect(page).toHaveTitle(/^• /);
  await dropDesign(page, small);
  const dialog = page.getByRole('dialog', { name: /^Open/ });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(cards(page)).toHaveCount(4);
});

test('a simulation that dies is said, and starts again from the design', async ({ page, complaints }) => {
  complaints.allow(/killed by the test/);
  // Another worker draws what moves.
  const engines = () => page.workers().filter((worker) => worker.url().includes('engine.worker'));
  const [worker] = engines();
  if (!worker) throw new Error('no worker');
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('killed by the test');
    }, 0);
  });
  await expect(page.getByText(/The simulation stopped/)).toBeVisible();
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');
  await expect.poll(() => engines().length).toBe(1);
});
