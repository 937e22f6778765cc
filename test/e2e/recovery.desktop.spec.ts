import type { Page } from '@playwright/test';
import { endDesktop, expect, launchDesktop, test } from './support/studio';

// What the desktop app loses when its process is killed: nothing.

const patient = expect.configure({ timeout: 40_000 });

/** What the app keeps of its windows in its own storage, at app://. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('faultline-kept');
        opening.onsuccess = () => {
          const { result } = opening;
          if (!result.objectStoreNames.contains('windows')) {
            result.close();
            return resolve('');
          }
          const asking = result.transaction('windows').objectStore('windows').getAll();
          asking.onsuccess = () => {
            result.close();
            resolve(JSON.stringify(asking.result));
          };
        };
      }),
  );

test('an app that is killed in the middle of a run offers all of it at its next start: design, undo and fault', async ({ folder }) => {
  test.setTimeout(200_000);
  const first = await launchDesktop(folder);
  const page = await first.firstWindow();
  await patient(page.getByTestId('health-payments')).toHaveText('healthy');
  await page.getByTestId('node-payments').click({ position: { x: 60, y: 14 } });
  await page.keyboard.press('F2');
  await page.keyboard.type('Payments, renamed');
  await page.keyboard.press('Enter');
  await page.keyboard.press('x');
  await page.getByRole('menuitem', { name: /^Add latency/ }).click();
  await patient(page.getByTestId('node-payments')).toContainText('Add latency');
  await patient.poll(() => kept(page)).toContain('Payments, renamed');
  // The design's experiment names the same fault: only a change of the run says that it was started.
  await patient.poll(() => kept(page)).toContain('"kind":"inject"');
  const ended = new Promise((resolve) => first.process().once('exit', resolve));
  first.process().kill('SIGKILL');
  await ended;

  const second = await launchDesktop(folder);
  const again = await second.firstWindow();
  const offer = again.getByRole('group', { name: 'Kept changes' });
  await patient(offer).toContainText('Unsaved changes of “Checkout platform”');
  await patient(again.getByTestId('node-payments')).not.toContainText('renamed');
  await offer.getByRole('button', { name: 'Restore' }).click();
  await patient(again.getByTestId('node-payments')).toContainText('renamed');
  await patient(again.getByTestId('node-payments')).toContainText('Add latency');
  const undo = again.getByRole('banner').getByRole('button', { name: 'Undo' });
  await undo.click();
  await patient(again.getByTestId('node-payments')).not.toContainText('Add latency');
  await undo.click();
  await patient(again.getByTestId('node-payments')).not.toContainText('renamed');
  await patient(undo).toBeDisabled();
  await endDesktop(second);
});
