import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { axeFindings } from './support/axe';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// From a spike on a chart to the request that explains it.

/** After two seconds Payments has more to do than it can. */
const spike = {
  version: 1,
  name: 'A spike',
  nodes: [
    { id: 'users', kind: 'client', name: 'Users', params: { traffic: { kind: 'open', rate: 40 } } },
    { id: 'orders', kind: 'service', name: 'Orders', params: { replicas: 1, workers: 200 } },
    {
      id: 'payments',
      kind: 'service',
      name: 'Payments',
      params: { replicas: 1, workers: 1, queueLimit: 1000, serviceTime: { kind: 'constant', value: '15ms' } },
    },
  ],
  links: [
    { id: 'users-orders', from: 'users', to: 'orders' },
    { id: 'orders-payments', from: 'orders', to: 'payments' },
  ],
  faults: [{ id: 'slow', action: 'slow-down', target: { node: 'payments' }, params: { factor: 3 }, startAfter: '2s', duration: '60s' }],
};

async function serious(page: Page): Promise<string[]> {
  return axeFindings(page, { within: ['[aria-label="Time and charts"]'] });
}

const charts = (page: Page): Locator =>
  page
    .getByRole('figure', { name: /^Latency/ })
    .locator('svg')
    .last();

test('from a p99 spike to the trace that explains it', async ({ page }) => {
  await dropDesign(page, spike);
  await expect(page.getByRole('figure', { name: /^Latency/ })).toBeVisible({ timeout: 30_000 });
  const first = page.getByRole('table', { name: 'Traces' }).locator('tbody tr').first();
  // Where the spike lies on the axis depends on how far the run has come.
  await expect(async () => {
    await page.getByRole('tab', { name: 'Charts' }).click();
    const box = (await charts(page).boundingBox())!;
    const share = 0.25 + 0.5 * Math.random();
    await charts(page).click({ position: { x: box.width * share, y: box.height / 2 }, timeout: 2000 });
    await expect(first).toContainText('waiting in Payments', { timeout: 3000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByRole('button', { name: 'Show the whole run' })).toBeVisible();

  await focusOn(first.getByRole('button'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  const trace = page.getByRole('region', { name: /^Trace of request/ });
  await expect(trace).toContainText(/waiting in Payments' queue/, { timeout: 15_000 });
  const spans = trace.getByRole('listbox', { name: 'Spans' });
  await expect(spans.getByRole('option', { selected: true })).toHaveAttribute('aria-label', /waiting in a queue/);
  await focusOn(spans);
  await page.keyboard.press('Home');
  await expect(spans.getByRole('option', { selected: true })).toHaveAttribute('aria-label', /^call Orders/);
  await page.keyboard.press('End');
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node[data-id="payments"]')).toHaveClass(/selected/);
  await page.getByRole('checkbox', { name: 'Through Payments' }).check();
  await expect(first).toContainText('waiting in Payments', { timeout: 15_000 });
  await page.getByRole('button', { name: 'Show the trace larger' }).click();
  await expect(page.getByRole('dialog')).toContainText('The critical path, by place');
});

const naive: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../scenarios/checkout-naive/design.faultline.json'), 'utf8'),
);

test('from a broken promise in the ledger to the request that broke it', async ({ page }) => {
  await dropDesign(page, naive as object);
  const ledger = page.getByRole('region', { name: 'Ledger' });
  await expect(ledger).toContainText('broken', { timeout: 60_000 });
  await ledger.getByRole('button', { name: /No double charge/ }).click({ timeout: 60_000 });
  const link = ledger.getByRole('button', { name: /^Trace of request/ }).first();
  await expect(link).toBeVisible({ timeout: 30_000 });
  const number = /\d+/.exec(await link.innerText())![0];
  await link.click();
  const trace = page.getByRole('region', { name: `Trace of request ${number}` });
  // The provider took the money twice: once after nobody waited for it any more.
  await expect(trace).toContainText('that timed out', { timeout: 15_000 });
});
