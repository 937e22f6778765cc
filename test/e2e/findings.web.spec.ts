import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { axeInBothThemes, serious } from './support/axe';
import { expect, test } from './support/studio';

// What is wrong or weak in a drawing shows while one draws, and can be mended, taken back, or let be.

const mark = (page: Page, subject: string) => page.getByTestId(`finding-${subject}`);
const list = (page: Page) => page.getByRole('list', { name: 'Findings' });
const details = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const undo = (page: Page) => page.getByRole('banner').getByRole('button', { name: 'Undo' });

/** Slash, some letters, Enter: the new one is selected, so that the next follows it. */
async function add(page: Page, letters: string, id: string): Promise<void> {
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Add a component' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(page.locator(`.react-flow__node[data-id="${id}"]`)).toBeFocused();
}

test('a bad pair is marked as it is drawn; one press mends it, and undo takes that back', async ({ page }) => {
  await page.getByRole('button', { name: 'New design' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 120 } });
  await add(page, 'users', 'client');
  await add(page, 'serv', 'service');
  await add(page, 'db', 'database');
  const link = page.locator('.react-flow__edge').last();
  const id = await link.getAttribute('data-id');
  // A service that waits for a database without a timeout.
  await expect(mark(page, `links.${id}`)).toHaveAttribute('data-severity', 'warning');
  await mark(page, `links.${id}`).click();
  const timeout = details(page, 'No timeout');
  await expect(timeout).toContainText('waits for "database" without a timeout');
  await expect(timeout.getByRole('list', { name: 'What it changes' })).toContainText('policy.timeout not set → 50ms');
  await timeout.getByRole('button', { name: 'Set a timeout of 50ms' }).click();
  await expect(mark(page, `links.${id}`)).toHaveCount(0);
  await expect(list(page)).not.toContainText('No timeout');
  await undo(page).click();
  await expect(mark(page, `links.${id}`)).toBeVisible();
  await expect(list(page)).toContainText('No timeout');
});

const weak = {
  version: 1,
  name: 'Weak',
  nodes: [
    { id: 'users', kind: 'client', position: { x: 0, y: 100 } },
    { id: 'shop', kind: 'service', name: 'Shop', position: { x: 280, y: 100 }, params: { replicas: 1 } },
    { id: 'psp', kind: 'external', name: 'Card company', position: { x: 560, y: 100 } },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-psp', from: 'shop', to: 'psp', policy: { retry: { jitter: 'none' } } },
  ],
};

test('all fixes are one step of undo; one that may stay is ignored with a reason, and its page is at hand', async ({ page }) => {
  await dropDesign(page, weak);
  await expect(mark(page, 'nodes.shop')).toHaveAttribute('data-severity', 'hint');
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(5);

  await list(page)
    .getByRole('button', { name: /Third party without a guard/ })
    .click();
  const third = details(page, 'Third party without a guard');
  await third.getByRole('textbox', { name: 'Why it may stay' }).fill('They answer within their contract.');
  await third.getByRole('button', { name: 'Ignore', exact: true }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(4);
  await page.getByText('Ignored 1').click();
  await expect(details(page, 'Third party without a guard')).toContainText('Ignored: They answer within their contract.');
  await page.getByText('All 4').click();

  await page.getByRole('button', { name: 'Fix all safe ones' }).click();
  await page.getByRole('button', { name: 'Make these 4 changes' }).click();
  await expect(page.getByText('Nothing to say of this drawing.')).toBeVisible();
  await expect(mark(page, 'nodes.shop')).toHaveCount(0);
  await undo(page).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(4);

  await list(page)
    .getByRole('button', { name: /Single point of failure/ })
    .click();
  await details(page, 'Single point of failure').getByRole('button', { name: 'Show Shop on the canvas' }).click();
  await expect(page.locator('.react-flow__node[data-id="shop"]')).toHaveClass(/selected/);
  await details(page, 'Single point of failure').getByRole('button', { name: 'Read more' }).click();
  await expect(page.getByRole('heading', { name: 'Single point of failure', exact: true })).toBeInViewport();
});

test('axe finds nothing serious in the findings, in both themes', async ({ page }) => {
  await dropDesign(page, weak);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(5);
  expect(await axeInBothThemes(page, { within: ['[aria-label="Time and charts"]', '.react-flow'], levels: serious })).toEqual([]);
});
