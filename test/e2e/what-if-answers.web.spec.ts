import type { Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe';
import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// Every question but the comparison, which has a file of its own: asked with few short runs, and its answer looked at.

const shop = {
  version: 1,
  name: 'Shop',
  run: { duration: '4s', warmup: '1s' },
  nodes: [
    { id: 'clients', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 40 } } },
    {
      id: 'till',
      kind: 'service',
      name: 'Till',
      position: { x: 320, y: 0 },
      params: { replicas: 1, workers: 1, queueLimit: 50, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [{ id: 'buy', from: 'clients', to: 'till', protocol: 'local' }],
  slos: [
    { id: 'fast', kind: 'latency', percentile: 95, below: '300ms' },
    { id: 'up', kind: 'availability', atLeast: 0.9 },
  ],
  experiments: [
    {
      id: 'slow',
      name: 'A slow till',
      faults: [{ id: 'slow', action: 'slow-down', target: { node: 'till' }, params: { factor: 20 }, startAfter: '6s', duration: '1s' }],
    },
  ],
};

const answer = (page: Page) => page.getByRole('dialog', { name: 'What if' });
const verdict = (page: Page) => answer(page).getByRole('status', { name: 'Verdict' });
const table = (page: Page, name: string | RegExp) => answer(page).getByRole('table', { name });

/** Opens a question's form; an answer over the window is put away first. */
async function open(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(answer(page)).toBeHidden();
  await page.getByRole('navigation', { name: 'Questions and answers' }).getByRole('button', { name: title, exact: true }).click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}
const press = (page: Page, action: string) => page.getByRole('button', { name: action, exact: true }).click();

async function isReadable(page: Page, name: string): Promise<void> {
  expect(await axeInBothThemes(page, { within: ['[role="dialog"]'] }), name).toEqual([]);
  await page.screenshot({ path: `test-results/what-if-${name.replaceAll(/\W+/g, '-')}.png` });
}

test.use({ viewport: { width: 1280, height: 800 } });

test('all questions are answered with a verdict and a picture, in both colours', async ({ page }) => {
  test.setTimeout(400_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Pause' }).click();
  await dropDesign(page, shop);
  await page.getByRole('tab', { name: 'What if', exact: true }).click();

  await open(page, 'Sweep');
  await choose(page, 'Parameter', 'Shoppers: traffic, rate');
  await fill(page, { 'Runs of each': '2', Values: '3' });
  await press(page, 'Run the sweep');
  await expect(answer(page).getByRole('figure', { name: 'All requests: latency p99' })).toBeVisible({ timeout: 60_000 });

  await open(page, 'Sweep');
  await choose(page, 'Parameter', 'Shoppers: traffic, rate');
  await choose(page, 'Second parameter', 'Till: replicas');
  await fill(page, { 'Runs of each': '2' });
  await press(page, 'Run the sweep');
  await expect(answer(page).getByRole('img', { name: /^All requests: latency p99\. Arrow keys/ })).toBeVisible({ timeout: 60_000 });
  await isReadable(page, 'sweep, map');

  await open(page, 'What matters');
  await fill(page, { 'Runs of each': '2' });
  await press(page, 'Find out');
  await expect(verdict(page)).toContainText(/matters most|No difference shown/, { timeout: 60_000 });
  await isReadable(page, 'tornado');

  await open(page, 'Knee');
  await fill(page, { 'Runs at most': '5' });
  await press(page, 'Find the knee');
  await expect(verdict(page)).toContainText('Load', { timeout: 60_000 });
  await expect(table(page, 'Values tried')).toBeVisible();
  await expect(answer(page).getByLabel('What must hold')).toContainText('90 % of the requests that arrive are finished');
  await isReadable(page, 'knee');

  await open(page, 'Right size');
  await fill(page, { 'Runs at most': '5', 'Load, × that of the design': '4' });
  await press(page, 'Find the sizes');
  await expect(verdict(page)).toContainText('At 4× the load', { timeout: 60_000 });
  await expect(table(page, 'Sizes')).toContainText('Till');
  await isReadable(page, 'right size');

  await open(page, 'Chaos matrix');
  await fill(page, { 'Runs of each': '2' });
  await press(page, 'Try them all');
  await expect(verdict(page)).toContainText(/break/, { timeout: 60_000 });
  await table(page, 'Faults and places').getByRole('button').first().click();
  await expect(
    answer(page)
      .getByText(/ at Till (holds|degrades|breaks): /)
      .first(),
  ).toBeVisible();
  await isReadable(page, 'chaos');

  await open(page, 'Experiments');
  await fill(page, { Runs: '2' });
  await press(page, 'Experiment');
  await expect(verdict(page)).toBeVisible({ timeout: 60_000 });
  await expect(table(page, 'A slow till: objectives')).toBeVisible();
  await expect(answer(page).getByText(/Slow down on Till/)).toBeVisible();
  await isReadable(page, 'experiment');
  await table(page, 'A slow till: objectives').getByText('During').hover();
  await expect(page.getByRole('tooltip')).toContainText('From the first fault to the end of the last.');
  // The page opens over the answer, and gives way to it again.
  await page.getByRole('tooltip').getByRole('button', { name: 'Read about: Experiments' }).click();
  const documents = page.getByRole('dialog').filter({ has: page.getByRole('heading', { name: 'Experiments', level: 1 }) });
  await documents.getByRole('heading', { name: 'How it is computed' }).hover();
  await page.screenshot({ path: 'test-results/what-if-explained.png' });
  await page.keyboard.press('Escape');
  await expect(documents).toBeHidden();
  await expect(table(page, 'A slow till: objectives')).toBeVisible();

  await open(page, 'Metastability');
  await fill(page, { 'Runs of each': '1', 'Steps of each': '2' });
  await press(page, 'Draw the map');
  await expect(verdict(page)).toContainText(/Finds back|Metastable|Near its limit/, { timeout: 60_000 });
  await expect(table(page, 'Load by factor of the trigger').getByRole('button')).toHaveCount(4);
  await isReadable(page, 'metastability');
});
