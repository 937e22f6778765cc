import type { Locator, Page } from '@playwright/test';
import { axeFindings, serious } from './support/axe';
import { expect, test } from './support/studio';

// One challenge solved by keyboard alone: found, looked at, checked, mended, checked again, and kept as solved.

const practice = (page: Page): Locator => page.getByRole('region', { name: 'Practice', exact: true });
const button = (page: Page, name: string | RegExp): Locator => practice(page).getByRole('button', { name });

/** Presses a key on something until that has happened: what is drawn anew in the same moment may lose it. */
async function press(on: Locator, key: string, happened: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await on.focus({ timeout: 2_000 });
    await on.press(key, { timeout: 2_000 });
    await happened();
  }).toPass();
}

test('a challenge is found, mended and solved by keyboard; a reload keeps the design and that it was solved', async ({ page }) => {
  const entry = page.getByRole('banner').getByRole('button', { name: 'Practice' });
  const choice = practice(page).getByRole('radio', { name: 'A design to mend' });
  await press(entry, 'Enter', () => expect(choice).toBeAttached({ timeout: 2_000 }));
  await press(choice, 'Space', () => expect(practice(page).getByRole('list', { name: 'Designs to mend' })).toBeVisible({ timeout: 2_000 }));
  const item = button(page, /^Six clerks.*open$/);
  const title = practice(page).getByRole('heading', { name: 'Six clerks, and the bills are late' });
  await item.focus();
  await item.press('Enter');
  await expect(title).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Six clerks, and the bills are late');

  const lag = practice(page).getByRole('row', { name: /^Age of the oldest sale/ });
  await expect(lag).toContainText('open');
  await button(page, 'Check my design').press('Enter');
  await expect(practice(page).getByRole('status')).toContainText('Not yet: 1 of 4 goals missed.', { timeout: 60_000 });
  await expect(lag).toContainText('missed');
  await button(page, 'Hint 1 of 3').press('Enter');
  await expect(practice(page).getByText(/^Six copies could do 1,500/)).toBeVisible();
  expect(await axeFindings(page, { within: ['section[aria-label="Practice"]'], levels: serious })).toEqual([]);

  const partitions = page.getByRole('textbox', { name: 'Partitions', exact: true });
  await press(page.locator('.react-flow__node[data-id="sales"]'), 'Enter', () => expect(partitions).toBeVisible({ timeout: 2_000 }));
  await partitions.fill('6');
  await partitions.press('Enter');
  await expect(practice(page).getByRole('status')).toContainText('You have changed it since.');
  await button(page, 'Check my design').press('Enter');
  await expect(practice(page).getByRole('status')).toContainText('Solved: every goal is kept.', { timeout: 60_000 });
  await expect(lag).toContainText('kept');
  await expect(practice(page).getByRole('region', { name: 'Answer' })).toContainText('Within a group each partition has one reader');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Six clerks, and the bills are late');
  await expect(button(page, 'Check my design')).toBeEnabled();
  const start = practice(page).getByRole('radio', { name: 'Start', exact: true });
  await press(start, 'Space', () => expect(button(page, /^Six clerks.*solved \d\d:\d\d$/)).toBeVisible({ timeout: 2_000 }));
});
