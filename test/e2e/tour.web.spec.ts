import { axeFindings } from './support/axe';
import { expect, test } from './support/studio';

test('the tour is offered, not forced; it breaks the shop and mends it, by keyboard alone', async ({ page }) => {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Two-minute tour' }).press('Enter');
  const card = page.getByRole('dialog', { name: /^Tour, / });
  await expect(card).toContainText('This drawing runs');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('Break something');
  expect(await axeFindings(page, { within: ['[role="dialog"]'] })).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(card).toContainText('It spreads');
  await expect(page.getByTestId('health-gateway')).toHaveText(/saturated|failing/, { timeout: 60_000 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('Mend it');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('And the rest');
  await expect(page.getByRole('button', { name: 'Undo (Ctrl+Z)' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('health-gateway')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Two-minute tour' })).toHaveCount(0);
});
