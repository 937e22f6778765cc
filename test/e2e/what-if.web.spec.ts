import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { dropDesign } from './support/drop-design';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// From the canvas to an answer: what if?

const answer = (page: Page) => page.getByRole('dialog', { name: 'What if' });
const runsWorkers = (page: Page) => page.workers().filter((worker) => worker.url().includes('runs')).length;

test('what if the provider takes 4 s, with and without a breaker: verdict and picture in six clicks or fewer', async ({ page }) => {
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await page.getByRole('button', { name: 'Pause' }).click();
  let clicks = 0;
  const counted = async (click: Promise<void>) => {
    clicks += 1;
    await click;
  };
  await counted(page.locator('.react-flow__node[data-id="provider"]').click({ button: 'right' }));
  await counted(page.getByRole('menuitem', { name: 'What if…' }).click());
  await counted(page.getByText('Payment provider takes 4 s longer').click());
  await counted(page.getByRole('group', { name: 'with and without, on Orders → Payments' }).getByText('circuit breaker').click());
  await counted(page.getByRole('button', { name: 'Compare', exact: true }).click());
  expect(clicks).toBeLessThanOrEqual(6);
  const verdict = answer(page).getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Better.', { timeout: 120_000 });
  await expect(verdict).toContainText('answered in time');
  await expect(answer(page).getByRole('img', { name: /^What changes.*Answered in time higher, better/ })).toBeVisible();
  await expect(answer(page).getByRole('region', { name: 'In what the designs differ' })).toContainText('circuit breaker added');
  // Both canvases, with the state of each component in words.
  const [before, after] = [/^Before: Without/, /^After: With/].map((name) => answer(page).getByRole('figure', { name }));
  await expect(before!.getByRole('img', { name: /Payments saturated/ })).toBeVisible({ timeout: 60_000 });
  await expect(after!.getByRole('img', { name: /Catalog healthy/ })).toBeVisible();
  await expect(answer(page).getByRole('figure', { name: 'Goodput' })).toBeVisible();
  const saved = page.waitForEvent('download');
  await answer(page).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('menuitem', { name: /^Report with pictures/ }).click();
  const report = await readFile(await (await saved).path(), 'utf8');
  expect(report).toMatch(/^<!doctype html>[^]*Faultline \d+\.\d+/i);
  await page.screenshot({ path: 'test-results/what-if-light.png' });
});

const shop = (duration: string) => ({
  version: 1,
  name: 'Shop',
  run: { duration, warmup: '1s' },
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 60 } } },
    {
      id: 'till',
      kind: 'service',
      name: 'Till',
      position: { x: 320, y: 0 },
      params: { replicas: 1, workers: 1, queueLimit: 50, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [{ id: 'buy', from: 'clients', to: 'till', protocol: 'local' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 95, below: '1s' }],
});
const till = (page: Page) => page.locator('.react-flow__node[data-id="till"]');
const question = (page: Page) => page.getByRole('radio', { name: 'Till had twice the replicas' });

test('by keyboard alone, in dark colours; what is proposed is applied and taken back, and the answer says that it is old', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await dropDesign(page, shop('10s'));
  await focusOn(till(page));
  await page.keyboard.press('Enter');
  await expect(till(page)).toHaveClass(/selected/);
  await page.keyboard.press('w');
  await expect(page.getByRole('radio', { name: 'Till takes 4 s longer' })).toBeFocused();
  while (!(await question(page).isChecked())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(answer(page).getByRole('status', { name: 'Verdict' })).toContainText('Better.', { timeout: 60_000 });
  await expect(answer(page).getByRole('figure', { name: /^After/ })).toBeVisible({ timeout: 60_000 });
  expect(await axeFindings(page, { within: ['[role="dialog"]'] })).toEqual([]);
  await page.screenshot({ path: 'test-results/what-if-dark.png' });
  await answer(page).getByRole('button', { name: 'Apply to my design' }).press('Enter');
  await expect(answer(page)).toBeHidden();
  const tab = page.getByRole('tabpanel').or(page.getByTestId('bottom'));
  await expect(tab.getByText('The design has changed since').first()).toBeVisible();
  await expect(till(page)).toContainText('2/2');
  await focusOn(till(page));
  await page.keyboard.press('Control+z');
  await expect(page.getByText('The design has changed since')).toHaveCount(0);
  // It is kept under the questions.
  await page.getByRole('button', { name: 'What if …?', exact: true }).press('Enter');
  await expect(question(page)).toHaveCount(1);
  await page
    .getByRole('navigation', { name: 'Questions and answers' })
    .getByRole('button', { name: /twice the replicas/ })
    .press('Enter');
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Better.');
});

test('a question under way says how far it is, and ends at once when it is cancelled', async ({ page }) => {
  await dropDesign(page, shop('24h'));
  await focusOn(till(page));
  await page.keyboard.press('Enter');
  await expect(till(page)).toHaveClass(/selected/);
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(answer(page).getByRole('status')).toContainText('0 % done');
  await expect.poll(() => runsWorkers(page)).toBeGreaterThan(1);
  await answer(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(answer(page)).toBeHidden();
  await expect.poll(() => runsWorkers(page)).toBe(0);
});
