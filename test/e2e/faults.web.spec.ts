import type { Page } from '@playwright/test';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// The fault script on the timeline: planned, dragged, stretched, taken out, and taken back. Generous waits: the machine may be busy.

test.use({ actionTimeout: 30_000 });
const patient = expect.configure({ timeout: 30_000 });

const script = (page: Page) => page.getByRole('group', { name: 'Fault script' });
const bar = (page: Page, words: RegExp) => script(page).getByRole('button', { name: words });
const undo = (page: Page) => page.keyboard.press('Control+z');

async function drag(page: Page, from: { readonly x: number; readonly y: number }, by: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by / 2, from.y, { steps: 3 });
  await page.mouse.move(from.x + by, from.y, { steps: 3 });
  await page.mouse.up();
}

test('a fault is planned on the timeline, moved, stretched, deleted, and each of it undone', async ({ page }) => {
  // Nothing may stretch the axis while it is measured.
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const axis = (await page.getByTestId('fault-script').boundingBox())!;
  await page.mouse.dblclick(axis.x + axis.width / 3, axis.y + axis.height / 2);
  const dialog = page.getByRole('dialog', { name: 'Plan a fault' });
  await dialog.getByRole('combobox', { name: 'Fault' }).fill('Slow down');
  await page.getByRole('option', { name: 'Slow down' }).click();
  await dialog.getByRole('combobox', { name: 'On', exact: true }).fill('Payments');
  await page.getByRole('option', { name: 'Payments', exact: true }).click();
  await dialog.getByRole('button', { name: 'Plan it' }).click();
  await patient(dialog).toBeHidden();

  const planned = bar(page, /^Slow down on Payments, from [\d.]+ s to [\d.]+ s/);
  await patient(planned).toBeVisible();
  const times = async (): Promise<readonly [number, number]> => {
    const words = (await planned.getAttribute('aria-label'))!;
    const [, from, to] = /from ([\d.]+) s to ([\d.]+) s/.exec(words)!;
    return [Number(from), Number(to)];
  };
  const [start, end] = await times();
  expect(end - start).toBeCloseTo(10, 5);

  const box = (await planned.boundingBox())!;
  await drag(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, 120);
  await patient.poll(async () => (await times())[0]).toBeGreaterThan(start);
  const [later, until] = await times();
  expect(until - later).toBeCloseTo(10, 5);
  await undo(page);
  await patient.poll(times).toEqual([start, end]);

  const again = (await planned.boundingBox())!;
  await drag(page, { x: again.x + again.width - 2, y: again.y + again.height / 2 }, 80);
  await patient.poll(async () => (await times())[1]).toBeGreaterThan(end);
  expect((await times())[0]).toBe(start);
  await undo(page);
  await patient.poll(times).toEqual([start, end]);

  await focusOn(planned);
  await page.keyboard.press('ArrowRight');
  await patient.poll(async () => (await times())[0]).toBeGreaterThan(start);
  await page.keyboard.press('Shift+ArrowRight');
  await patient.poll(async () => (await times())[1] - (await times())[0]).toBeGreaterThan(10);
  await undo(page);
  await undo(page);
  await patient.poll(times).toEqual([start, end]);

  await focusOn(planned);
  await page.keyboard.press('Delete');
  await patient(planned).toHaveCount(0);
  await undo(page);
  await patient(planned).toBeVisible();
});

test('a planned fault is changed in its dialog, and aimed at all of a kind', async ({ page }) => {
  await script(page).getByRole('button', { name: 'Plan a fault' }).click();
  const dialog = page.getByRole('dialog', { name: 'Plan a fault' });
  await dialog.getByRole('combobox', { name: 'On', exact: true }).fill('Every service');
  await page.getByRole('option', { name: 'Every service' }).click();
  await patient(dialog.getByRole('textbox', { name: 'Share of them' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Share of them' }).fill('50');
  await dialog.getByRole('button', { name: 'Plan it' }).click();
  const planned = bar(page, /^Add latency on 50 % of service/);
  await focusOn(planned);
  await page.keyboard.press('Enter');
  const known = page.getByRole('dialog', { name: 'Planned fault' });
  await patient(known.getByRole('button', { name: 'Change' })).toBeEnabled();
  await known.getByRole('button', { name: /^Read about/ }).click();
  await patient(page.getByRole('heading', { name: 'How it heals' })).toBeVisible();
  await patient(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
  await focusOn(planned);
  await page.keyboard.press('Enter');
  await known.getByRole('button', { name: 'Delete' }).click();
  await patient(planned).toHaveCount(0);
});
