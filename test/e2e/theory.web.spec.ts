import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// Queueing theory in the inspector: what is predicted next to what was measured, and why nothing is.

const shop = {
  version: 1,
  name: 'Shop',
  run: { duration: '60s', warmup: '1s' },
  nodes: [
    { id: 'clients', kind: 'client', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 300 } } },
    { id: 'orders', kind: 'service', name: 'Orders', position: { x: 320, y: 0 } },
    {
      id: 'db',
      kind: 'service',
      name: 'Store',
      position: { x: 640, y: 0 },
      params: { replicas: 1, workers: 4, queueLimit: 5000, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [
    { id: 'in', from: 'clients', to: 'orders' },
    { id: 'read', from: 'clients', to: 'db' },
    { id: 'pay', from: 'orders', to: 'db' },
  ],
  journeys: [
    { id: 'order', client: 'clients', link: 'in' },
    { id: 'look', client: 'clients', link: 'read', weight: 3 },
  ],
};

test('predicted next to measured, or why there is no formula', async ({ page }) => {
  await dropDesign(page, shop);
  const section = page.getByRole('region', { name: 'Queueing theory' });
  await page.locator('.react-flow__node[data-id="db"]').click();
  const row = section.getByRole('row', { name: /^Utilization/ });
  // 300/s of 10 ms on four workers, whichever way they come.
  await expect(row.getByRole('cell').nth(0)).toHaveText(/^7[2-8](\.\d)?.%$/);
  await expect(row.getByRole('cell').nth(1)).toHaveText(/^[678]\d(\.\d)?.%$/);
  await expect(section.getByRole('row', { name: /^Mean wait/ })).toBeVisible();
  await expect(section).toContainText(/Measured since \d+(\.\d)? s, n = /);

  await page.locator('.react-flow__node[data-id="orders"]').click();
  await expect(section).toContainText('No formula applies. Its workers are held while they wait for downstream calls');

  // A client has no queue.
  await page.locator('.react-flow__node[data-id="clients"]').click();
  await expect(section).toHaveCount(0);
});
