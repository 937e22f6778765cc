import type { Page } from '@playwright/test';
import { expect, test } from './support/studio';

// Two tabs on one interview: one of them has it, the other says so, and nothing that was typed is lost.

const practice = (page: Page) => page.getByRole('region', { name: 'Practice', exact: true });
const told = (page: Page) => practice(page).getByText('Practice goes on in another window.');
const must = (page: Page) => practice(page).getByRole('textbox', { name: 'What it must do' });

test('a second tab takes the interview over and gives it back when it is closed', async ({ page }) => {
  await page.getByRole('banner').getByRole('button', { name: 'Practice' }).click();
  await practice(page)
    .getByRole('button', { name: /^Design the checkout of an online shop/ })
    .click();
  await must(page).fill('Browse.');

  const other = await page.context().newPage();
  await other.goto('/');
  await expect(told(other)).toBeVisible();
  await expect(must(other)).toHaveCount(0);
  await practice(other).getByRole('button', { name: 'Practise in this window' }).click();
  await expect(must(other)).toHaveValue('Browse.');
  await must(other).fill('Browse and order.');
  await expect(told(page)).toBeVisible();
  await expect(must(page)).toHaveCount(0);

  await other.close();
  await expect(must(page)).toHaveValue('Browse and order.');
});
