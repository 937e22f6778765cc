import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { axeInBothThemes } from './support/axe';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// The operations editor by mouse and by keyboard, on a design small enough to reason about.

const small = {
  version: 1,
  name: 'Small shop',
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 100 } } },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 320, y: 0 }, params: { replicas: 1, workers: 8 } },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 640, y: 0 }, params: { replicas: 1, workers: 8 } },
    { id: 'stock', kind: 'service', name: 'Stock', position: { x: 640, y: 140 }, params: { replicas: 1, workers: 8 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders', policy: { timeout: '2s' } },
    { id: 'pay', from: 'orders', to: 'payments', policy: { timeout: '1s' } },
    { id: 'reserve', from: 'orders', to: 'stock', policy: { timeout: '1s' } },
  ],
};

const step = (page: Page, path: string) => page.getByTestId(`step-${path}`);
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const arrows = (page: Page) => page.getByRole('region', { name: 'Sequence diagram' }).getByRole('listitem');

test.beforeEach(async ({ page }) => {
  await dropDesign(page, small);
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');
  await page.locator('.react-flow__node[data-id="orders"]').click();
  await page.getByRole('tab', { name: 'Operations' }).click();
  await expect(page.getByRole('region', { name: 'Operation editor' })).toContainText('does the obvious');
});

test('the obvious steps become one’s own, are put side by side by mouse, and all of it is undone', async ({ page }) => {
  await expect(arrows(page)).toHaveCount(6);
  await page.getByRole('region', { name: 'Operation editor' }).getByRole('button', { name: 'Make them my own' }).click();
  await expect(step(page, '2')).toContainText('Call Stock');
  await page.getByRole('button', { name: 'Add a step', exact: true }).click();
  await page.getByRole('textbox', { name: 'Search steps' }).fill('parallel');
  await page.getByRole('option', { name: /In parallel/ }).click();
  await expect(step(page, '3')).toContainText('In parallel, all of 2');

  for (const [name, branch] of [
    ['Move: Call Stock', 'Add a step to Branch 1'],
    ['Move: Call Payments', 'Add a step to Branch 2'],
  ] as const) {
    const from = await page.getByRole('button', { name }).boundingBox();
    if (!from) throw new Error('no handle');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 30, { steps: 4 });
    const to = await page.getByRole('button', { name: branch }).boundingBox();
    if (!to) throw new Error('no branch');
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.mouse.up();
  }
  await expect(step(page, '1')).toContainText('In parallel');
  await expect(step(page, '1.branches.0.0')).toContainText('Call Stock');
  await expect(step(page, '1.branches.1.0')).toContainText('Call Payments');
  await expect(page.getByRole('region', { name: 'Sequence diagram' }).locator('svg').last()).toContainText('In parallel, all of 2');
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');

  for (let i = 0; i < 4; i++) await undo(page).click();
  await expect(page.getByRole('region', { name: 'Operation editor' })).toContainText('does the obvious');
  await expect(undo(page)).toBeDisabled();
});

test('an operation of two steps with a parallel is built by keyboard alone', async ({ page }) => {
  await page.getByRole('button', { name: 'Write an operation' }).press('Enter');
  const add = async (button: string, words: string) => {
    await page.getByRole('button', { name: button, exact: true }).press('Enter');
    await page.getByRole('textbox', { name: 'Search steps' }).pressSequentially(words);
    await page.keyboard.press('Enter');
  };
  await add('Add a step', 'in parallel');
  await expect(step(page, '1').getByRole('button', { name: /^In parallel/ })).toBeFocused();
  await add('Add a step to Branch 1', 'call payments');
  await expect(step(page, '1.branches.0.0')).toContainText('Call Payments');
  await add('Add a step', 'call stock');
  const stock = step(page, '2').getByRole('button', { name: /^Call Stock/ });
  await expect(stock).toBeFocused();
  // Right goes into the last branch of the step before it.
  await page.keyboard.press('Alt+ArrowRight');
  await expect(step(page, '1.branches.1.0').getByRole('button', { name: /^Call Stock/ })).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(step(page, '2').getByRole('button', { name: /^Call Stock/ })).toBeFocused();

  // The same by the handle: Space picks it up, the arrows carry it, Space drops it.
  await focusOn(page.getByRole('button', { name: 'Move: Call Stock' }));
  await page.keyboard.press('Space');
  await expect(page.getByText(/^(Picked up|It would go)/)).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('It would go at the end of Branch 2.')).toBeAttached();
  await page.keyboard.press('Space');
  await expect(step(page, '2')).toHaveCount(0);
  await expect(arrows(page).filter({ hasText: 'Orders calls Stock' })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(step(page, '2')).toContainText('Call Stock');
});

test('a step is changed in place, and an operation that is renamed is renamed for its callers', async ({ page }) => {
  await page.getByRole('region', { name: 'Operation editor' }).getByRole('button', { name: 'Make them my own' }).click();
  await step(page, '1')
    .getByRole('button', { name: /^Call Payments/ })
    .click();
  await page.getByRole('combobox', { name: 'On error' }).click();
  await page.getByRole('option', { name: 'Fallback' }).click();
  await expect(step(page, '1')).toContainText('substitute if it fails');
  await step(page, '1').hover();
  await expect(page.locator('[data-step="nodes.orders.operations.0.steps.1"][data-lit]').first()).toBeAttached();
  const name = page.getByRole('textbox', { name: 'Name of the operation' });
  await name.fill('place order');
  await name.press('Enter');
  await expect(arrows(page).first()).toHaveText('a caller calls Orders: place order');
});

test('journeys, entities and events are added and named where the design is described', async ({ page }) => {
  await page.keyboard.press('Escape');
  const inspector = page.getByRole('complementary', { name: 'Inspector and lesson' });
  await inspector.getByRole('button', { name: 'Add a journey' }).click();
  await inspector.getByRole('textbox', { name: 'Id of the journey' }).fill('buy');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('button', { name: 'Change journey: buy' })).toBeVisible();
  await inspector.getByRole('button', { name: /^buy/ }).click();
  await expect(arrows(page).first()).toHaveText('Shoppers calls Orders: call');
  await inspector.getByRole('button', { name: 'Add an entity' }).click();
  await inspector.getByRole('textbox', { name: 'Id of the entity' }).fill('Not an id');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('alert').filter({ hasText: 'small letters' })).toBeVisible();
  await inspector.getByRole('combobox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'Stock' }).click();
  await expect(inspector).toContainText('owned by Stock');
  await inspector.getByRole('button', { name: 'Add an event' }).click();
  await expect(inspector.getByRole('button', { name: 'Change event: NewEvent' })).toBeVisible();
  await expect(inspector).toContainText('Add an effect to the steps of an operation first');
  // What follows within a second in one list is one step: four or five in all.
  for (let i = 0; i < 5 && (await undo(page).isEnabled()); i++) await undo(page).click();
  await expect(undo(page)).toBeDisabled();
  await expect(inspector).toContainText('None: steps are about what the client draws.');
});

test('axe finds nothing in the editor, in both themes', async ({ page }) => {
  await page.getByRole('region', { name: 'Operation editor' }).getByRole('button', { name: 'Make them my own' }).click();
  await step(page, '1')
    .getByRole('button', { name: /^Call Payments/ })
    .click();
  await expect(page.getByRole('combobox', { name: 'On error' })).toBeVisible();
  expect(await axeInBothThemes(page, { within: ['section[aria-label="Time and charts"]'] })).toEqual([]);
});
