import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// What a run does to the business: the ledger beside the inspector, and the word over the canvas.

const naive: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../scenarios/checkout-naive/design.faultline.json'), 'utf8'),
);
const picture = (name: string): string => `test-results/ledger/${name}.png`;

async function serious(page: Page): Promise<string[]> {
  // What opens by fading has less contrast until it is there.
  await page.waitForTimeout(400);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

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
  expect(await serious(page)).toEqual([]);
  await page.screenshot({ path: picture('broken') });
  await first.click();
  await expect(page.locator('.react-flow__node[data-id="provider"]')).toHaveClass(/selected/);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(300);
  expect(await serious(page)).toEqual([]);
  await page.screenshot({ path: picture('dark') });
});
