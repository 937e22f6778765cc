import type { Page } from '@playwright/test';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// Going back in time, another way from there, and nothing lost. Generous waits: the machine may be busy.

test.use({ actionTimeout: 30_000 });
const patient = expect.configure({ timeout: 30_000 });

const clock = async (page: Page): Promise<number> => {
  const [minutes = 0, seconds = 0] = (await page.getByRole('timer', { name: 'Simulated time' }).innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
};
const moment = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' });
const bar = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const header = (page: Page) => page.getByRole('banner');
const reached = (page: Page, time: number) => patient.poll(() => clock(page)).toBeGreaterThan(time);

async function slowPayments(page: Page): Promise<void> {
  await page.getByTestId('node-payments').hover();
  await page
    .getByRole('toolbar', { name: 'Actions on Payments' })
    .getByRole('button', { name: /^Add latency/ })
    .click();
  await page.mouse.move(5, 300);
}

/** Looks at a moment before the fault, by the keyboard alone. */
async function lookBackTo(page: Page, time: number): Promise<void> {
  await focusOn(moment(page));
  await page.keyboard.press('ArrowLeft');
  await patient(bar(page, 'Earlier moment')).toBeVisible();
  for (let now = await clock(page); now > time; now = await clock(page)) {
    await page.keyboard.press(now - 5 > time ? 'PageDown' : 'ArrowLeft');
    await patient.poll(() => clock(page)).toBeLessThan(now);
  }
}

test('look back, fork, compare, and return to the original', async ({ page }) => {
  test.setTimeout(180_000);
  await reached(page, 4);
  await slowPayments(page);
  const slowSince = await clock(page);
  await patient(page.getByTestId('health-gateway')).toHaveText(/saturated|failing/);

  await lookBackTo(page, slowSince - 2);
  const past = await clock(page);
  await patient(page.getByTestId('health-gateway')).toHaveText('healthy');
  await patient(page.getByTestId('node-payments')).not.toContainText('Add latency');
  await patient(moment(page)).toHaveAttribute('aria-valuetext', `${past} s, looking back`);
  await patient(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await bar(page, 'Earlier moment').getByRole('button', { name: 'Back to now' }).click();
  await patient(page.getByTestId('health-gateway')).toHaveText(/saturated|failing/);

  await lookBackTo(page, past);
  const forkAt = await clock(page);
  await bar(page, 'Earlier moment').getByRole('button', { name: 'Fork from here' }).click();
  await patient(bar(page, 'Fork')).toContainText('Change something');
  await patient.poll(() => clock(page)).toBe(forkAt);
  await patient(page.getByText('the original, before the fork')).toBeVisible();

  // Without the fault, the fork stays well where the original broke.
  await page.getByTestId('node-payments').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Payments, spared');
  await page.keyboard.press('Enter');
  await patient(bar(page, 'Fork')).not.toContainText('Change something');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await reached(page, slowSince + 4);
  await patient(page.getByTestId('health-gateway')).toHaveText('healthy');

  await bar(page, 'Fork').getByRole('button', { name: 'Back to the original' }).click();
  await patient(page.getByTestId('health-gateway')).toHaveText(/saturated|failing/);
  await patient(bar(page, 'Fork')).toHaveCount(0);
  await patient(page.getByTestId('node-payments')).toContainText('Add latency');
  await patient(page.getByTestId('node-payments')).not.toContainText('spared');
});

test('played on from an earlier moment without a change, everything happens again', async ({ page }) => {
  test.setTimeout(120_000);
  await reached(page, 3);
  await slowPayments(page);
  const slowSince = await clock(page);
  await reached(page, slowSince + 4);
  await lookBackTo(page, slowSince - 1.5);
  await bar(page, 'Earlier moment').getByRole('button', { name: 'Play from here' }).click();
  await patient(page.getByTestId('node-payments')).not.toContainText('Add latency');
  await patient(page.getByTestId('node-payments')).toContainText('Add latency');
  await patient(page.getByTestId('health-gateway')).toHaveText(/saturated|failing/);
  await patient(bar(page, 'Fork')).toHaveCount(0);
});

test('a reload in the middle of a run loses nothing: design, undo, faults and the moment are offered and restored', async ({ page }) => {
  test.setTimeout(180_000);
  await reached(page, 2);
  await page.getByTestId('node-payments').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Payments, renamed');
  await page.keyboard.press('Enter');
  await slowPayments(page);
  await patient(page.getByTestId('node-payments')).toContainText('Add latency');
  const slowSince = await clock(page);
  await reached(page, slowSince + 8);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();

  const offer = bar(page, 'Kept changes');
  await patient(offer).toContainText(/Unsaved changes of “Checkout platform” from \d\d:\d\d were kept/);
  // It is in nobody's way: the first screen is the running system.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await reached(page, 0);
  await patient(page.getByTestId('node-payments')).not.toContainText('renamed');
  await offer.getByRole('button', { name: 'Restore' }).click();
  await patient(page.getByTestId('node-payments')).toContainText('renamed');
  await patient(page.getByTestId('node-payments')).toContainText('Add latency');
  await patient(offer).toHaveCount(0);
  await reached(page, slowSince);
  // The fault is the newest step of undo, the name the one before.
  await header(page).getByRole('button', { name: 'Undo' }).click();
  await patient(page.getByTestId('node-payments')).not.toContainText('Add latency');
  await header(page).getByRole('button', { name: 'Undo' }).click();
  await patient(page.getByTestId('node-payments')).not.toContainText('renamed');
  await patient(header(page).getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('another tab that is open keeps its changes to itself; what one discards is gone', async ({ page }) => {
  test.setTimeout(120_000);
  await reached(page, 1);
  await slowPayments(page);
  await patient(page.getByTestId('node-payments')).toContainText('Add latency');
  const keeps = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('faultline-kept');
          opening.onsuccess = () => {
            const asking = opening.result.transaction('windows').objectStore('windows').count();
            asking.onsuccess = () => {
              opening.result.close();
              resolve(asking.result);
            };
          };
        }),
    );
  await patient.poll(keeps).toBe(1);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await reached(other, 1);
  await expect(bar(other, 'Kept changes')).toHaveCount(0);
  await other.close();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await bar(page, 'Kept changes').getByRole('button', { name: 'Discard' }).click();
  await patient(bar(page, 'Kept changes')).toHaveCount(0);
  await patient.poll(keeps).toBe(0);
});
