import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// Who shares the system with whom: each tenant's traffic and fate at the client.

const shared = {
  version: 1,
  name: 'Shared',
  run: { duration: '60s', warmup: '1s' },
  nodes: [
    {
      id: 'users',
      kind: 'client',
      name: 'Users',
      position: { x: 0, y: 0 },
      params: {
        traffic: { kind: 'open', rate: 400 },
        tenants: [
          { id: 'acme', share: 3 },
          { id: 'globex', share: 1 },
        ],
      },
    },
    {
      id: 'api',
      kind: 'gateway',
      name: 'API',
      position: { x: 320, y: 0 },
      params: { rateLimit: { kind: 'token-bucket', rate: 200, burst: 20, per: 'tenant' } },
    },
  ],
  links: [{ id: 'users-api', from: 'users', to: 'api' }],
};

test('the loud tenant is refused what is beyond its limit, the quiet one nothing', async ({ page }) => {
  await dropDesign(page, shared);
  await page.locator('.react-flow__node[data-id="users"]').click();
  const section = page.getByRole('region', { name: 'Tenants' });
  const failed = (tenant: string) =>
    section
      .getByRole('row', { name: new RegExp(`^${tenant}`) })
      .getByRole('cell')
      .nth(3);
  // 300/s against a limit of 200/s: a third fails.
  await expect(failed('acme')).toHaveText(/^[234]\d(\.\d)?.%$/, { timeout: 30_000 });
  await expect(failed('globex')).toHaveText(/^0.%$/);
  await page.screenshot({ path: 'test-results/tenants/inspector.png' });
});
