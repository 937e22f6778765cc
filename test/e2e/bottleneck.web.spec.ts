import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// Find the bottleneck, look at the fix, apply it, and see the number go down.

const shop = {
  version: 1,
  name: 'Shop',
  run: { duration: '60s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', name: 'Users', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 190 } } },
    {
      id: 'shop',
      kind: 'service',
      name: 'Shop',
      position: { x: 320, y: 0 },
      params: { replicas: 1, workers: 2, mode: 'async', serviceTime: '10ms' },
    },
    { id: 'bank', kind: 'external', name: 'Bank', position: { x: 640, y: 0 }, params: { latency: '20ms' } },
  ],
  links: [
    { id: 'enter', from: 'users', to: 'shop' },
    { id: 'pay', from: 'shop', to: 'bank' },
  ],
};
const patient = { timeout: 30_000 };

test('the bottleneck is found, its fix previewed and applied, and what was predicted is measured', async ({ page }) => {
  await dropDesign(page, shop);
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  for (let i = 0; i < 3; i++) await page.keyboard.press(']');
  await page.getByRole('tab', { name: 'Bottleneck' }).click();
  const card = page.getByRole('region', { name: 'Bottleneck' });
  await expect(card).toContainText('Shop is short of workers', patient);
  await expect(card).toContainText(/Fix: ?Shop: replicas 1 → 2/);
  await card.getByRole('button', { name: 'Preview on canvas' }).click();
  await expect(page.getByTestId('ghost-shop')).toHaveText('replicas 1 → 2');
  await card.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByTestId('ghost-shop')).toBeHidden();
  const result = page.getByRole('region', { name: 'What the fix did' });
  await expect(result).toContainText(/Beforeworkers held 9\d.%/, patient);
  await expect(result).toContainText(/Measured sinceworkers held (4|5)\d.%/, patient);
  await expect(page.getByText('Nothing else runs short at this load.')).toBeVisible(patient);
  await page.keyboard.press('Control+z');
  await expect(card).toContainText('Shop is short of workers', patient);
});
