import type { Locator, Page } from '@playwright/test';
import { axeFindings, serious } from './support/axe';
import { expect, test } from './support/studio';

// One challenge solved by keyboard alone: found, looked at, checked, mended, checked again, and kept as solved.

const practice = (page: Page): Locator => page.getByRole('region', { name: 'Practice', exact: true });
const button = (page: Page, name: string | RegExp): Locator => practice(page).getByRole('button', { name });

/** Presses a key on something until that has happened: what is drawn anew in the same moment may lose it. */
async function press(on: Locator, key: string, happened: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await on.focus({ timeout: 15_000 });
    await on.press(key, { timeout: 15_000 });
    await happened();
  }).toPass();
}

test('a challenge is found, mended and solved by keyboard; a reload keeps the design and that it was solved', async ({ page }) => {
  const entry = page.getByRole('banner').getByRole('button', { name: 'Practice' });
  const choice = practice(page).getByRole('radio', { name: 'A design to mend' });
  await press(entry, 'Enter', () => expect(choice).toBeAttached({ timeout: 15_000 }));
  await press(choice, 'Space', () =>
    expect(practice(page).getByRole('list', { name: 'Designs to mend' })).toBeVisible({ timeout: 15_000 }),
  );
  const item = button(page, /^Three bad orders.*open$/);
  const title = practice(page).getByRole('heading', { name: 'Three bad orders in a hundred' });
  await item.focus();
  await item.press('Enter');
  await expect(title).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Three bad orders in a hundred');

  const answered = practice(page).getByRole('row', { name: /^Order: answered in time/ });
  await expect(answered).toContainText('open');
  await button(page, 'Check my design').press('Enter');
  await expect(practice(page).getByRole('status')).toContainText('Not yet: 1 of 2 goals missed.', { timeout: 100_000 });
  await expect(answered).toContainText('missed');
  await button(page, 'Hint 1 of 3').press('Enter');
  await expect(practice(page).getByText('Fulfilment is busy. With which messages?')).toBeVisible();
  expect(await axeFindings(page, { within: ['section[aria-label="Practice"]'], levels: serious })).toEqual([]);

  const tries = page.getByRole('textbox', { name: 'Max deliveries', exact: true });
  await press(page.locator('.react-flow__node[data-id="queue"]'), 'Enter', () => expect(tries).toBeVisible({ timeout: 15_000 }));
  await tries.fill('3');
  await tries.press('Enter');
  await expect(practice(page).getByRole('status')).toContainText('You have changed it since.');
  await button(page, 'Check my design').press('Enter');
  await expect(practice(page).getByRole('status')).toContainText('Solved: every goal is kept.', { timeout: 100_000 });
  await expect(answered).toContainText('kept');
  await expect(practice(page).getByRole('region', { name: 'Answer' })).toContainText('Each bad message was tried a thousand times');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Three bad orders in a hundred');
  await expect(button(page, 'Check my design')).toBeEnabled();
  const start = practice(page).getByRole('radio', { name: 'Start', exact: true });
  await press(start, 'Space', () => expect(button(page, /^Three bad orders.*solved \d\d:\d\d$/)).toBeVisible({ timeout: 15_000 }));
});
