import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { axeInBothThemes, serious } from './support/axe';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// Zones, cuts in one direction, and what links carry.

const small = {
  version: 1,
  name: 'Two services',
  nodes: [
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 } },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 320, y: 0 }, params: { replicas: 2 } },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 640, y: 0 }, params: { replicas: 2 } },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'pay', from: 'orders', to: 'payments', policy: { timeout: '500ms' } },
  ],
};

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector and lesson' });
const picture = (name: string): string => `test-results/network/${name}.png`;

/** Selects a link by a click on the middle of its line. */
async function clickLink(page: Page, id: string): Promise<void> {
  const { x, y } = await page.locator(`.react-flow__edge[data-id="${id}"] .react-flow__edge-interaction`).evaluate((element) => {
    const line = element as SVGPathElement;
    const middle = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM()!);
    return { x: middle.x, y: middle.y };
  });
  await page.mouse.click(x, y);
}

test.beforeEach(async ({ page }) => {
  await dropDesign(page, small);
  await expect(page.getByTestId('health-orders')).toHaveText('healthy');
});

test('zones are added, filled and lost by keyboard, and bytes that cross are counted', async ({ page }) => {
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  const name = inspector(page).getByRole('textbox', { name: 'Name of a new zone' });
  await focusOn(name);
  for (const zone of ['eu-1a', 'eu-1b']) {
    await page.keyboard.type(zone);
    await page.keyboard.press('Enter');
    await expect(inspector(page).getByRole('button', { name: `Remove ${zone}` })).toBeVisible();
  }
  await expect(name).toHaveValue('');

  for (const [id, zones] of [
    ['clients', ['eu-1a']],
    ['orders', ['eu-1a', 'eu-1b']],
    ['payments', ['eu-1b']],
  ] as const) {
    await page.locator(`.react-flow__node[data-id="${id}"]`).click();
    const field = inspector(page).getByRole('combobox', { name: 'Runs in' });
    await field.click();
    for (const zone of zones) await page.getByRole('option', { name: zone, exact: true }).click();
    await page.keyboard.press('Escape');
  }
  await clickLink(page, 'pay');
  const crossing = inspector(page).locator('dt', { hasText: 'Of them cross-zone' }).locator('xpath=following-sibling::dd');
  await expect(crossing).toHaveText(/^[1-9].*B\/s$/);
  await page.screenshot({ path: picture('link') });

  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await expect(inspector(page).getByText('2 nodes')).toHaveCount(2);
  await focusOn(inspector(page).getByRole('button', { name: 'Lose the zone: eu-1b' }));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('health-payments')).toHaveText('down');
  await expect(page.getByRole('status', { name: 'State of the system' })).toContainText('Payments');
  await expect(page.getByRole('group', { name: 'Timeline' })).toContainText('Lose the zone: eu-1b');
  await inspector(page).getByText('Latency', { exact: false }).first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: picture('zones') });
  expect(await axeInBothThemes(page, { within: ['#right'], levels: serious })).toEqual([]);
  await inspector(page)
    .getByRole('button', { name: /^Heal: zone-loss/ })
    .click();
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
});

test('a cut in one direction says which, and looks other than one in both', async ({ page }) => {
  await clickLink(page, 'pay');
  await inspector(page).getByRole('button', { name: 'Strength of Cut the link' }).click();
  await inspector(page).getByRole('combobox', { name: 'Direction' }).click();
  await page.getByRole('option', { name: 'Backward' }).click();
  await inspector(page).getByRole('button', { name: 'Inject: Cut the link' }).click();
  const label = page.locator('[data-label="pay"]');
  await expect(label).toContainText('answers cut');
  await expect(inspector(page).getByText('Calls arrive and are worked on; their answers are lost.')).toBeVisible();
  // The callee goes on working for nobody.
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await expect(page.getByTestId('health-orders')).toHaveText(/failing|saturated/);
  await page.screenshot({ path: picture('one-way') });
});
