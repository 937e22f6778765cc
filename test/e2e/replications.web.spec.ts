import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { axeInBothThemes, serious } from './support/axe';
import { expect, test } from './support/studio';

// Many runs of the design on all processors, with confidence intervals.

const shop = (duration: string, rate: number) => ({
  version: 1,
  name: 'Shop',
  run: { duration, warmup: '1s' },
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate } } },
    {
      id: 'till',
      kind: 'service',
      name: 'Till',
      position: { x: 320, y: 0 },
      params: { replicas: 1, workers: 1, queueLimit: 5000, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [{ id: 'buy', from: 'clients', to: 'till', protocol: 'local' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1s' }],
});
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Replications' });
const open = (page: Page) => page.getByRole('button', { name: /^Replications/ }).click();

test('replications: figures with their intervals, in both themes, and they say when the design has changed', async ({ page }) => {
  await dropDesign(page, shop('20s', 50));
  await open(page);
  await dialog(page).getByRole('textbox', { name: 'Runs' }).fill('12');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('status')).toContainText('12 runs of 20 s, the first 1 s of each left out; seeds 1 to 12');
  // M/M/1 at half load: 50 % busy, 50 answered a second, a median of 13.9 ms.
  const till = dialog(page).getByRole('table', { name: 'Components' }).getByRole('row', { name: /^Till/ });
  await expect(till).toContainText(/(49|50|51)(\.\d)?.% ± [\d.]+.%/);
  const median = dialog(page).getByRole('table', { name: 'Requests' }).getByRole('row', { name: /^p50/ });
  await expect(median).toHaveText(/^p501[345](\.\d)?.ms ± [\d.]+.(ms|µs)$/);
  await expect(dialog(page).getByRole('table', { name: 'Objectives' })).toContainText('met in 12 of 12 runs');
  expect(await axeInBothThemes(page, { within: ['[role="dialog"]'], levels: serious })).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.locator('.react-flow__node[data-id="till"]').click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Tills');
  await page.keyboard.press('Tab');
  await open(page);
  await expect(dialog(page)).toContainText('The design has changed since.');
});

test('replications: those under way go on behind a closed dialog, and can be cancelled', async ({ page }) => {
  await dropDesign(page, shop('24h', 90));
  await open(page);
  await dialog(page).getByRole('button', { name: 'Run' }).click();
  await expect(dialog(page).getByRole('status')).toContainText('0 of 10 runs done');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Replications: 0 % done' }).click();
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('runs')).length).toBeGreaterThan(1);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Run' })).toBeVisible();
  await expect(dialog(page).getByRole('status')).toBeHidden();
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('runs')).length).toBe(0);
});
