import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// The library in one window: every scenario opens whole and runs; a reference stands beside one's own and is copied from.

test.use({ viewport: { width: 1280, height: 800 } });

const slugs = readdirSync(path.join(import.meta.dirname, '../../scenarios'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

const library = (page: Page) => page.getByRole('dialog', { name: 'Scenario library' });
const beside = (page: Page) => page.getByRole('complementary', { name: /^Beside/ });

/** Cards that stand outside of the canvas, and pairs that lie on each other. [px] */
const misplaced = (page: Page): Promise<string[]> =>
  page.getByRole('region', { name: 'Canvas' }).evaluate((canvas) => {
    const around = canvas.getBoundingClientRect();
    const cards = [...canvas.querySelectorAll('.react-flow__node-component')].map((card) => ({
      id: card.getAttribute('data-id') ?? '',
      box: card.getBoundingClientRect(),
    }));
    const cropped = cards.filter(
      ({ box }) => box.left < around.left || box.top < around.top || box.right > around.right || box.bottom > around.bottom,
    );
    const crossed = cards.flatMap((a, i) =>
      cards
        .slice(i + 1)
        .filter((b) => a.box.left < b.box.right && b.box.left < a.box.right && a.box.top < b.box.bottom && b.box.top < a.box.bottom)
        .map((b) => `${a.id} lies on ${b.id}`),
    );
    return [...(cards.length === 0 ? ['nothing is drawn'] : []), ...cropped.map(({ id }) => `${id} is cropped`), ...crossed];
  });

const openLibrary = async (page: Page) => {
  await page.getByRole('button', { name: 'Scenario library' }).click();
  await expect(library(page)).toBeVisible();
};

test('every scenario opens fitted, whole and without overlaps, and starts', async ({ page }) => {
  test.setTimeout(60_000 + 10_000 * slugs.length);
  await openLibrary(page);
  const rows = library(page).getByRole('navigation').getByRole('button');
  await expect(rows).toHaveCount(slugs.length);
  const wrong: Record<string, string[]> = {};
  for (let i = 0; i < slugs.length; i += 1) {
    if (i > 0) await openLibrary(page);
    await rows.nth(i).click();
    const name = await rows.nth(i).locator('span').innerText();
    await library(page).getByRole('button', { name: 'As the lesson begins: open', exact: true }).click();
    await expect(page.getByRole('banner').getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(page.getByRole('timer')).not.toHaveText(/^0*:?00:00\.0$/);
    // The view is fitted a moment after the cards are measured.
    await expect
      .poll(async () => (await misplaced(page)).length, { timeout: 5_000 })
      .toBe(0)
      .catch(async () => {
        wrong[name] = await misplaced(page);
      });
  }
  expect(wrong).toEqual({});
});

test('a reference stands beside one’s own, is copied from, and the copy is undone', async ({ page }) => {
  test.setTimeout(90_000);
  await page.getByRole('button', { name: 'Reference beside' }).click();
  await expect(beside(page).getByRole('combobox', { name: 'What is shown' })).toHaveValue('Reference solution');
  const differences = beside(page).getByRole('region', { name: 'Differences from your design' });
  await expect(differences).toContainText('circuit breaker');
  await expect(beside(page).getByRole('region', { name: 'Trade-offs' })).toContainText('Price:');
  await page.mouse.move(400, 60);
  expect(await axeFindings(page)).toEqual([]);

  // One component with its links, by keyboard.
  await focusOn(beside(page).locator('.react-flow__node[data-id="orders"]'));
  await page.keyboard.press('Enter');
  await beside(page).getByRole('button', { name: 'Copy 1 to my design' }).click();
  await expect(differences).toContainText('None: yours does the same.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(differences).toContainText('circuit breaker');

  await beside(page).getByRole('button', { name: 'Copy all to my design' }).click();
  await expect(differences).toContainText('None: yours does the same.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(differences).toContainText('circuit breaker');

  await beside(page).getByRole('button', { name: 'Close what is beside' }).click();
  await expect(beside(page)).toHaveCount(0);
  await openLibrary(page);
  expect(await axeFindings(page)).toEqual([]);
});
