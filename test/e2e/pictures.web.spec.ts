import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { focusOn } from './support/focus-on';
import { pictures, shownIn, takePicture } from './support/picture';
import { expect, test } from './support/studio';

// The pictures of the documents, made by the studio itself at stated moments of simulated time, so that they never age.

test.use({ viewport: { width: 1280, height: 800 }, actionTimeout: 30_000 });
// Much is drawn anew between two pictures, and a busy machine takes its time for each.
test.setTimeout(300_000);
const patient = expect.configure({ timeout: 60_000 });

const root = path.resolve(import.meta.dirname, '../..');
const scenario = (slug: string): { faults?: object[] } =>
  JSON.parse(readFileSync(path.join(root, 'scenarios', slug, 'design.faultline.json'), 'utf8')) as { faults?: object[] };

/** Simulated time shown. [s] */
async function clock(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.getByRole('timer', { name: 'Simulated time' }).innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
}

/** Runs beyond a moment, pauses, and looks at that moment: what is shown then depends on no machine. [s] */
async function lookAt(page: Page, time: number): Promise<void> {
  await patient.poll(() => clock(page)).toBeGreaterThan(time);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const moment = page.getByRole('slider', { name: 'Moment of the run' });
  await focusOn(moment);
  await page.keyboard.press('Home');
  await patient.poll(() => clock(page)).toBeLessThan(1);
  for (let at = 5; at <= time; at += 5) {
    await page.keyboard.press('PageUp');
    await patient.poll(() => clock(page)).toBeGreaterThanOrEqual(at);
  }
}

async function speedUp(page: Page): Promise<void> {
  for (let i = 0; i < 3; i++) await page.keyboard.press(']');
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

test('the studio, a component, a slow request, a cascade, a way out', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await speedUp(page);
  await lookAt(page, 10);
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await takePicture(page, 'studio');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await takePicture(page, 'studio-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByTestId('node-payments').click({ position: { x: 20, y: 12 } });
  await expect(page.getByRole('textbox', { name: 'Id in the file' })).toHaveValue('payments');
  await takePicture(page, 'inspector');

  await tab(page, 'Traces');
  await page.getByRole('table', { name: 'Traces' }).locator('tbody tr').first().getByRole('button').click();
  await patient(page.getByRole('region', { name: /^Trace of request/ })).toBeVisible();
  await takePicture(page, 'traces');

  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await patient(dialog.getByRole('img', { name: /, as it will be$/ })).toBeVisible();
  await takePicture(page, 'export');
  await page.keyboard.press('Escape');

  await dropDesign(page, {
    ...scenario('checkout'),
    faults: [{ id: 'slow', action: 'added-latency', target: { node: 'provider' }, params: { extra: '4s' }, startAfter: '5s' }],
  });
  await tab(page, 'Cascade');
  await lookAt(page, 15);
  await patient(page.getByTestId('cascade-sentence')).toHaveText(/\w/);
  await takePicture(page, 'cascade');
});

test('a shop that charges twice, a question, an interview', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await dropDesign(page, scenario('checkout-naive'));
  const ledger = page.getByRole('region', { name: 'Ledger' });
  await speedUp(page);
  await patient(ledger).toContainText(/[1-9]\d* of \d+ broken/);
  await lookAt(page, 10);
  await ledger.getByRole('button', { name: /No double charge/ }).click();
  await takePicture(page, 'ledger');

  await dropDesign(page, shop);
  await expect(page.getByTestId('node-db')).toBeVisible();
  await lookAt(page, 10);
  await tab(page, 'What if');
  await page.getByRole('navigation', { name: 'Questions and answers' }).getByRole('button', { name: 'Sweep', exact: true }).click();
  await page.getByRole('combobox', { name: 'Parameter', exact: true }).click();
  await page.getByRole('option', { name: 'Shoppers: traffic, rate', exact: true }).click();
  await page.getByLabel('Runs of each', { exact: true }).fill('3');
  await page.getByRole('button', { name: 'Run the sweep', exact: true }).click();
  const answer = page.getByRole('dialog', { name: 'What if' });
  await patient(answer.getByRole('figure', { name: 'All requests: latency p99' })).toBeVisible();
  await takePicture(page, 'what-if');
  await page.keyboard.press('Escape');

  await page.getByRole('banner').getByRole('button', { name: 'Practice' }).click();
  const practice = page.getByRole('region', { name: 'Practice', exact: true });
  await practice.getByRole('button', { name: /^Design the checkout of an online shop/ }).click();
  await practice.getByRole('textbox', { name: 'Your question' }).fill('How many users do you have?');
  await practice.getByRole('button', { name: 'Ask' }).click();
  await expect(practice.getByText('About 1.1 million a day.')).toBeVisible();
  await takePicture(page, 'practice');
});

const shop = {
  version: 1,
  name: 'Shop',
  run: { duration: '10s', warmup: '1s' },
  nodes: [
    { id: 'users', kind: 'client', name: 'Shoppers', position: { x: 0, y: 0 }, params: { traffic: { kind: 'open', rate: 400 } } },
    {
      id: 'orders',
      kind: 'service',
      name: 'Orders',
      position: { x: 320, y: 0 },
      params: { replicas: 2, workers: 8, serviceTime: { kind: 'exponential', mean: '20ms' } },
    },
    { id: 'db', kind: 'database', name: 'Orders DB', position: { x: 640, y: 0 } },
  ],
  links: [
    { id: 'users-orders', from: 'users', to: 'orders' },
    { id: 'orders-db', from: 'orders', to: 'db', policy: { timeout: '1s' } },
  ],
  journeys: [{ id: 'order', client: 'users', link: 'users-orders', deadline: '1s' }],
  slos: [{ id: 'fast', kind: 'latency', percentile: 99, below: '300ms' }],
};

test.afterAll('every picture that a page shows is made', () => {
  const pages = ['README.md', 'docs/getting-started.md'].flatMap((page) => shownIn(path.join(root, page)));
  expect(new Set(pages)).toEqual(new Set(pictures));
});
