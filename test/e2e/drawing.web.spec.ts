import type { Locator, Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { axeInBothThemes } from './support/axe';
import { expect, test } from './support/studio';

// Drawing by mouse and keyboard: groups, links, order, notes.

const shop = {
  version: 1,
  name: 'Shop to draw on',
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 50 } } },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 340, y: 8 } },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 720, y: 30 } },
    { id: 'stock', kind: 'service', name: 'Stock', position: { x: 735, y: 190 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders', policy: { timeout: '2s' } },
    { id: 'pay', from: 'orders', to: 'payments', policy: { timeout: '1s', retry: { attempts: 2 } } },
    { id: 'reserve', from: 'orders', to: 'stock', policy: { timeout: '1s' } },
  ],
};

const card = (page: Page, id: string) => page.getByTestId(`node-${id}`);
const group = (page: Page, id = 'group') => page.getByTestId(`group-${id}`);
const links = (page: Page) => page.locator('.react-flow__edge');

async function boxOf(thing: Locator) {
  const box = await thing.boundingBox();
  if (!box) throw new Error('not to be seen');
  return { ...box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

async function drag(page: Page, from: Point, to: Point, look?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await look?.();
  await page.mouse.up();
}

/** Selects by click and Shift. */
async function choose(page: Page, ...ids: readonly string[]): Promise<void> {
  for (const [i, id] of ids.entries()) {
    const { x, y } = await boxOf(card(page, id));
    // On its name, where no bar of another card lies over it.
    await page.mouse.move(x + 60, y + 14);
    if (i > 0) await page.keyboard.down('Shift');
    await page.mouse.click(x + 60, y + 14);
    if (i > 0) await page.keyboard.up('Shift');
  }
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(ids.length);
}

test.beforeEach(async ({ page }) => {
  await dropDesign(page, shop);
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');
});

test('components are grouped, collapsed to one card with the worst state, expanded, left by dragging out, and all of it undone', async ({
  page,
}) => {
  await choose(page, 'payments', 'stock');
  await page.keyboard.press('Control+g');
  await expect(group(page)).toBeVisible();

  await page.keyboard.press('Shift+C');
  await expect(card(page, 'payments')).toHaveCount(0);
  await expect(group(page)).toContainText('2 components');
  await expect(page.getByTestId('group-health-group')).toHaveText('healthy');
  await expect(links(page)).toHaveCount(2);
  await expect(page.locator('.react-flow__edgelabel-renderer')).toContainText('2 links');

  await page.keyboard.press('F2');
  await page.keyboard.type('Back office');
  await page.keyboard.press('Enter');
  await expect(group(page)).toContainText('Back office');
  await page.getByRole('button', { name: 'Expand Back office' }).click();
  await expect(card(page, 'stock')).toBeVisible();
  await expect(links(page)).toHaveCount(3);

  // Moving the frame moves what is in it.
  const before = await boxOf(card(page, 'stock'));
  const frame = await boxOf(group(page));
  const bottom = { x: frame.middle.x, y: frame.y + frame.height - 2 };
  await drag(page, bottom, { x: bottom.x, y: bottom.y - 60 });
  await expect.poll(async () => Math.round((await boxOf(card(page, 'stock'))).y - before.y)).toBeLessThan(-40);

  // Dragged out, a component leaves; the frame shrinks to the rest.
  const stock = await boxOf(card(page, 'stock'));
  await drag(page, { x: stock.middle.x - 30, y: stock.middle.y }, { x: stock.middle.x - 330, y: stock.middle.y + 120 });
  await expect.poll(async () => (await boxOf(group(page))).height).toBeLessThan(frame.height - 50);

  // And back in, with a mark on the frame that takes it.
  const [out, goal] = [await boxOf(card(page, 'stock')), await boxOf(card(page, 'payments'))];
  await drag(page, { x: out.middle.x, y: out.middle.y }, { x: goal.middle.x, y: goal.middle.y + 10 }, async () => {
    await expect(group(page)).toHaveAttribute('data-target', 'true');
  });
  await page.keyboard.press('Shift+C');
  await expect(group(page)).toContainText('2 components');

  // Collapse, in, out, moved, expanded, renamed, collapsed, grouped.
  for (let i = 0; i < 8; i++) await page.keyboard.press('Control+z');
  await expect(group(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
});

test('a link is drawn from the border of a card to anywhere on another, and over the empty canvas asks what to add', async ({ page }) => {
  const [stock, payments] = [await boxOf(card(page, 'stock')), await boxOf(card(page, 'payments'))];
  await drag(page, { x: stock.middle.x, y: stock.y - 1 }, { x: payments.x + 40, y: payments.middle.y });
  await expect(links(page)).toHaveCount(4);

  const orders = await boxOf(card(page, 'orders'));
  await drag(page, { x: orders.middle.x, y: orders.y + orders.height }, { x: orders.middle.x, y: orders.y + orders.height + 150 });
  await page.getByRole('menuitem', { name: 'Queue' }).click();
  await expect(card(page, 'queue')).toBeVisible();
  await expect(links(page)).toHaveCount(5);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  await expect(links(page)).toHaveCount(4);
});

test('a component that is dropped on a link goes in between', async ({ page }) => {
  const line = await boxOf(page.locator('.react-flow__edge[data-id="pay"] .react-flow__edge-interaction'));
  const source = page.getByRole('button', { name: 'API gateway', exact: true });
  const canvas = await boxOf(page.locator('[aria-label="Canvas"]'));
  await source.dragTo(page.locator('[aria-label="Canvas"]'), {
    targetPosition: { x: line.middle.x - canvas.x, y: line.middle.y - canvas.y },
  });
  await expect(card(page, 'gateway')).toBeVisible();
  await expect(links(page)).toHaveCount(4);
  // The caller's half keeps its name and policy.
  await expect(page.getByRole('group', { name: 'Link from Orders to API gateway' })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(links(page)).toHaveCount(3);
});

test('a component from the palette shows the link that it would go into; dragged with Ctrl held, a copy goes and the original stays', async ({
  page,
}) => {
  const line = page.locator('.react-flow__edge[data-id="pay"]');
  const { middle } = await boxOf(line.locator('.react-flow__edge-interaction'));
  await page.getByRole('button', { name: 'API gateway', exact: true }).hover();
  await page.mouse.down();
  await page.mouse.move(middle.x - 40, middle.y + 200, { steps: 4 });
  await expect(line.locator('[data-insert]')).toHaveCount(0);
  // The last step only tells that the pointer is over the line it came to in the one before.
  await page.mouse.move(middle.x, middle.y, { steps: 4 });
  await page.mouse.move(middle.x + 1, middle.y);
  await expect(line.locator('[data-insert]')).toHaveCount(1);
  await page.mouse.move(middle.x - 40, middle.y + 200, { steps: 4 });
  await page.mouse.move(middle.x - 41, middle.y + 200);
  await expect(line.locator('[data-insert]')).toHaveCount(0);
  await page.mouse.up();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);

  const stock = await boxOf(card(page, 'stock'));
  await drag(page, { x: stock.x + 60, y: stock.y + 14 }, { x: stock.x - 140, y: stock.y + 74 }, () => page.keyboard.down('Control'));
  await page.keyboard.up('Control');
  await expect(page.locator('.react-flow__node')).toHaveCount(5);
  await expect.poll(async () => Math.round((await boxOf(card(page, 'stock'))).x - stock.x)).toBe(0);
  await expect.poll(async () => Math.round((await boxOf(card(page, 'stock-2'))).x - stock.x)).toBeLessThan(-150);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
});

test('several are aligned, moved by arrow keys in one step, and arranged by themselves around what is pinned', async ({ page }) => {
  await choose(page, 'payments', 'stock');
  await page.getByRole('toolbar', { name: 'Arrange the selection' }).getByRole('button', { name: 'Align left edges' }).click();
  const left = async (id: string) => Math.round((await boxOf(card(page, id))).x);
  await expect.poll(async () => (await left('stock')) - (await left('payments'))).toBe(0);

  const before = await left('stock');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => left('stock')).toBeGreaterThan(before + 10);
  await page.keyboard.press('Control+z');
  await expect.poll(() => left('stock')).toBe(before);
  await page.keyboard.press('Escape');

  await choose(page, 'stock');
  await page.keyboard.press('p');
  await expect(card(page, 'stock').getByRole('img', { name: 'Pinned' })).toBeVisible();
  await page.getByRole('button', { name: 'Arrange by itself' }).click();
  // In layers: both callees begin where the other does, or stay where they are pinned.
  await expect
    .poll(async () => {
      const [clients, orders, payments] = [await left('clients'), await left('orders'), await left('payments')];
      return clients < orders && orders < payments;
    })
    .toBe(true);
  const undo = page.getByRole('button', { name: /^Undo/ });
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
  await expect(undo).toBeDisabled();
});

test('a note is written, and follows what it is about', async ({ page }) => {
  await choose(page, 'stock');
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: /Text of the note/ })).toBeFocused();
  await page.keyboard.type('**Hot** row <b>raw</b>');
  await page.keyboard.press('Control+Enter');
  const note = page.getByTestId('note-note');
  await expect(note.locator('strong')).toHaveText('Hot');
  // HTML is not made.
  await expect(note.locator('b')).toHaveCount(0);
  const [from, stock] = [await boxOf(note), await boxOf(card(page, 'stock'))];
  await drag(page, { x: stock.middle.x - 30, y: stock.middle.y }, { x: stock.middle.x - 200, y: stock.middle.y });
  await expect.poll(async () => Math.round((await boxOf(note)).x - from.x)).toBeLessThan(-100);

  await note.click();
  const corner = await boxOf(page.locator('.react-flow__resize-control'));
  const narrow = await boxOf(note);
  await drag(page, corner.middle, { x: corner.middle.x + 90, y: corner.middle.y + 60 });
  await expect.poll(async () => Math.round((await boxOf(note)).width - narrow.width)).toBeGreaterThan(60);
  await expect.poll(async () => Math.round((await boxOf(note)).height - narrow.height)).toBeGreaterThan(30);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.round((await boxOf(note)).width - narrow.width)).toBe(0);
});

test('axe finds nothing in what is drawn, in both themes', async ({ page }) => {
  await choose(page, 'payments', 'stock');
  await page.keyboard.press('Control+g');
  await choose(page, 'clients', 'orders');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Shift+C');
  await page.keyboard.press('m');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  const text = page.getByRole('textbox', { name: /Text of the note/ });
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(text).toHaveCount(0);
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Arrange the selection' })).toBeVisible();
  await page.keyboard.press('.');
  expect(await axeInBothThemes(page, { within: ['[aria-label="Canvas"]'] })).toEqual([]);
});
