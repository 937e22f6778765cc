import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dropDesign } from './support/drop-design';
import { axeInBothThemes, serious } from './support/axe';
import { expect, test } from './support/studio';

// What a run does to the business: the ledger beside the inspector, and the word over the canvas.

const naive: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../scenarios/checkout-naive/design.faultline.json'), 'utf8'),
);
const picture = (name: string): string => `test-results/ledger/${name}.png`;

test('a shop that looks well and charges twice: the ledger says who, when and where', async ({ page }) => {
  await dropDesign(page, naive as object);
  const ledger = page.getByRole('region', { name: 'Ledger' });
  await expect(ledger).toContainText('of 6 broken', { timeout: 30_000 });
  await expect(page.getByRole('status', { name: 'State of the system' })).toContainText('does wrong');
  await ledger.getByRole('button', { name: /No double charge/ }).click();
  const first = ledger
    .getByRole('list', { name: /No double charge/ })
    .getByRole('button')
    .first();
  await expect(first).toContainText('once too often, by request');
  await page.screenshot({ path: picture('broken') });
  await first.click();
  await expect(page.locator('.react-flow__node[data-id="provider"]')).toHaveClass(/selected/);
  expect(await axeInBothThemes(page, { within: ['#right', '[role="status"]'], levels: serious })).toEqual([]);
});
