import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// Who degraded first and who followed, told below the canvas and played on it; and the log of what happened.

const slow = { id: 'slow', action: 'added-latency', target: { node: 'provider' }, params: { extra: '3s' }, startAfter: '5s' };
const shop = {
  version: 1,
  name: 'Shop',
  nodes: [
    {
      id: 'users',
      kind: 'client',
      name: 'Users',
      position: { x: 0, y: 0 },
      params: { traffic: { kind: 'open', rate: 40, arrivals: 'constant' } },
    },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 300, y: 0 }, params: { replicas: 1, workers: 30, queueLimit: 50 } },
    { id: 'payments', kind: 'service', name: 'Payments', position: { x: 600, y: 0 }, params: { replicas: 1, workers: 16, queueLimit: 12 } },
    { id: 'provider', kind: 'external', name: 'Provider', position: { x: 900, y: 0 }, params: { latency: '50ms' } },
  ],
  links: [
    { id: 'enter', from: 'users', to: 'orders' },
    { id: 'charge', from: 'orders', to: 'payments' },
    { id: 'ask', from: 'payments', to: 'provider' },
  ],
  faults: [slow],
};

const fast = async (page: Page) => {
  for (let i = 0; i < 4; i++) await page.keyboard.press(']');
};
const patient = { timeout: 30_000 };

test('the cascade is told in a sentence and in steps, and played on the canvas', async ({ page }) => {
  await page.getByRole('tab', { name: 'Cascade' }).click();
  await dropDesign(page, shop);
  await expect(page.getByText('Nothing has degraded so far')).toBeVisible(patient);
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await fast(page);
  await expect(page.getByTestId('cascade-sentence')).toHaveText(/^Provider hardly answered any more from \d/, patient);
  const steps = page.getByRole('list', { name: 'Steps of the cascade' }).getByRole('button');
  await expect(steps.filter({ hasText: 'Users' })).not.toHaveCount(0, patient);
  await page.keyboard.press('Space');
  await steps.filter({ hasText: /Workers wait.*Payments/ }).click();
  await expect(page.locator('.react-flow__node[data-id="payments"]')).toHaveClass(/selected/);
  await expect(page.getByTestId('cascade-payments')).toBeVisible();
  await page.getByRole('button', { name: 'Play on canvas' }).click();
  await expect(page.getByTestId('cascade-provider')).toHaveText('1');
  await expect(page.getByTestId('cascade-users')).toBeVisible(patient);
  await page
    .getByRole('button', { name: 'Stop' })
    .or(page.getByRole('button', { name: 'Clear marks' }))
    .first()
    .click();
});

test('the event log lists, filters, and leads to the place and the moment', async ({ page }) => {
  await dropDesign(page, shop);
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await fast(page);
  await page.getByRole('tab', { name: 'Events' }).click();
  const lines = page.getByRole('list', { name: 'Events' }).getByRole('button');
  await expect(lines.filter({ hasText: 'payments: calls turned away (queue full)' })).toBeVisible(patient);
  await page.getByRole('textbox', { name: 'Words in the text' }).fill('latency provider');
  await expect(lines).toHaveCount(1);
  await expect(page.getByText(/1 of \d+ events/)).toBeVisible();
  await lines.first().click();
  await expect(page.locator('.react-flow__node[data-id="provider"]')).toHaveClass(/selected/);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});
