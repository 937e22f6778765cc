import { expect, test } from './support/studio';

test('the dashboard tells how every domain is, and an objective that burns its budget', async ({ page }) => {
  await page.getByRole('tab', { name: 'Dashboard' }).click();
  const domains = page.getByRole('table', { name: 'Signals of every domain' });
  await expect(domains.getByRole('row', { name: /^Payments \d/ })).toContainText('/s');
  await domains.getByRole('button', { name: 'Payments', exact: true }).click();
  await expect(page.locator('.react-flow__node.selected')).toContainText('Payments');
  await page.getByText('Objectives', { exact: true }).click();
  const objectives = page.getByRole('table', { name: 'Objectives' });
  await expect(objectives.getByRole('row', { name: /answered in time/ }).first()).toContainText('100 %');
  await page.locator('.react-flow__node[data-id="payments"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Crash replicas/ }).click();
  await expect(page.getByText(/Objectives, \d+ missed/)).toBeVisible({ timeout: 40_000 });
  await expect(objectives).toContainText('missed');
});

test('a stretch of time is chosen by dragging over a chart, for all charts, and given back', async ({ page }) => {
  const plot = page
    .getByRole('figure', { name: /^Latency/ })
    .locator('rect')
    .last();
  await expect(plot).toBeVisible();
  await expect.poll(async () => Number((await page.getByRole('timer').textContent())?.replace(/\D/g, ''))).toBeGreaterThan(40);
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 3, box.y + 14, { steps: 4 });
  await page.mouse.up();
  const chosen = page.getByRole('button', { name: /^\d+:[\d.]+ to \d+:[\d.]+$/ });
  await expect(chosen).toBeVisible();
  await chosen.click();
  await expect(chosen).toHaveCount(0);
});
