import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, test } from './support/studio';

// The way out: pictures and the languages of other tools, seen before they are saved.

test.use({ viewport: { width: 1280, height: 800 } });

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export' });

async function saved(page: Page, button: Locator): Promise<Buffer> {
  const file = page.waitForEvent('download');
  await button.click();
  return readFile(await (await file).path());
}

interface Geometry {
  /** Corners of cards, by name. */
  readonly cards: Readonly<Record<string, readonly [number, number]>>;
  /** Ends of lines, sorted. */
  readonly ends: readonly (readonly number[])[];
}

/** What the canvas shows, in its own coordinates. */
const ofCanvas = (page: Page): Promise<Geometry> =>
  page.evaluate(() => {
    const cards = [...document.querySelectorAll<HTMLElement>('.react-flow__node-component')].map((node) => {
      const { e, f } = new DOMMatrix(getComputedStyle(node).transform);
      return [node.getAttribute('aria-label')!.replace(/, [^,]*$/, ''), [e, f]] as const;
    });
    const lines = [...document.querySelectorAll<SVGPathElement>('.react-flow__edge path.react-flow__edge-interaction')];
    const ends = lines.map((line) =>
      [line.getPointAtLength(0), line.getPointAtLength(line.getTotalLength())].flatMap(({ x, y }) => [x, y]),
    );
    return { cards: Object.fromEntries(cards), ends };
  });

/** What a picture shows. */
const ofPicture = (page: Page, svg: string): Promise<Geometry> =>
  page.evaluate((text) => {
    const root = document.body.appendChild(document.createElement('div'));
    root.innerHTML = text;
    const titleOf = (shape: Element) => shape.querySelector('title')?.textContent ?? '';
    const cards = [...root.querySelectorAll('rect')]
      .filter((rect) => titleOf(rect).includes(', '))
      .map((rect) => [titleOf(rect).replace(/, [^,]*$/, ''), [rect.x.baseVal.value, rect.y.baseVal.value]] as const);
    const lines = [...root.querySelectorAll('path')].filter((path) => titleOf(path).includes('→'));
    const ends = lines.map((line) =>
      [line.getPointAtLength(0), line.getPointAtLength(line.getTotalLength())].flatMap(({ x, y }) => [x, y]),
    );
    root.remove();
    return { cards: Object.fromEntries(cards), ends };
  }, svg);

test('a picture has everything where the canvas has it; every format is shown, saved and copied, with what it cannot say', async ({
  page,
}) => {
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await page.getByRole('button', { name: 'Pause' }).click();
  const canvas = await ofCanvas(page);
  await page.keyboard.press('Control+Shift+E');
  const save = dialog(page).getByRole('button', { name: 'Save' });
  await expect(dialog(page).getByRole('img', { name: /, as it will be$/ })).toBeVisible();

  await dialog(page).getByRole('radio', { name: 'SVG', exact: true }).check();
  const picture = await ofPicture(page, (await saved(page, save)).toString());
  expect(picture.cards).toEqual(canvas.cards);
  expect(picture.ends).toHaveLength(canvas.ends.length);
  // Lines of the canvas stop at the dots on the borders: 6 pixels at most from where those of the picture do.
  const near = (a: readonly number[], b: readonly number[]) => a.every((value, i) => Math.abs(value - b[i]!) <= 6);
  for (const ends of canvas.ends)
    expect(
      picture.ends.some((other) => near(ends, other)),
      String(ends),
    ).toBe(true);

  // In dark colours, with the numbers of the moment, at three times the size.
  await dialog(page).getByRole('radio', { name: 'PNG' }).check();
  await dialog(page).getByText('Dark', { exact: true }).click();
  await dialog(page).getByLabel('Numbers of this moment').check();
  await dialog(page).getByLabel('Scale').click();
  await page.getByRole('option', { name: '3 ×' }).click();
  const png = await saved(page, save);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const width =
    Math.max(...Object.values(canvas.cards).map(([x]) => x)) - Math.min(...Object.values(canvas.cards).map(([x]) => x)) + 224 + 48;
  expect(png.readUInt32BE(16)).toBe(Math.round(width * 3));
  await page.screenshot({ path: 'test-results/export-png.png' });

  await dialog(page).getByRole('radio', { name: 'PDF', exact: true }).check();
  await expect(save).toBeEnabled({ timeout: 30_000 });
  const pdf = (await saved(page, save)).toString('latin1');
  expect(pdf).toMatch(/^%PDF-/);
  expect(pdf.match(/\/FontFile2/g)).toHaveLength(2);

  await dialog(page).getByRole('radio', { name: 'Mermaid flowchart' }).check();
  await expect(dialog(page).getByRole('region', { name: 'Mermaid flowchart, text' })).toContainText('flowchart LR');
  await expect(dialog(page).getByRole('region', { name: 'What is lost' })).toContainText('How components behave');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog(page).getByRole('button', { name: 'Copy as text' }).click();
  await expect(dialog(page).getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('flowchart LR');

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeFindings(page, { within: ['[role="dialog"]'] }), colorScheme).toEqual([]);
    await page.screenshot({ path: `test-results/export-${colorScheme}.png` });
  }
});

test('documents are shown as their readers see them; a run is drawn on a thread of its own, and ends when it is stopped', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.locator('.react-flow__node-component').first().click();
  await page.keyboard.press('Control+Shift+E');
  const save = dialog(page).getByRole('button', { name: 'Save' });
  await dialog(page).getByRole('radio', { name: 'GIF', exact: true }).check();
  await dialog(page)
    .getByLabel(/^Only what is marked/)
    .check();
  await dialog(page).getByRole('button', { name: 'Stop' }).click();
  await expect(dialog(page).getByRole('status').first()).toHaveText('Stopped. Nothing was written.');
  await expect(save).toBeDisabled();
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('files.worker')).length).toBe(0);
  await dialog(page).getByRole('button', { name: 'Start again' }).click();
  await expect(save).toBeEnabled({ timeout: 60_000 });
  await expect(dialog(page).getByRole('img', { name: /, as it will be$/ })).toBeVisible();
  expect((await saved(page, save)).subarray(0, 6).toString()).toBe('GIF89a');

  await dialog(page).getByRole('radio', { name: 'Runbook, PDF' }).check();
  await expect(save).toBeEnabled({ timeout: 60_000 });
  const shown = dialog(page).locator('iframe');
  await expect(shown).toHaveAttribute('sandbox', '');
  await expect(shown.contentFrame().getByRole('heading', { level: 1 })).toHaveText('Checkout platform: runbook');
  await page.screenshot({ path: 'test-results/export-runbook.png' });
  expect((await saved(page, save)).subarray(0, 5).toString()).toBe('%PDF-');
  await dialog(page).getByRole('radio', { name: 'Page with the run' }).check();
  await expect(shown.contentFrame().getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 60_000 });
});

test('a run is written on a thread of its own; a link opens the same design, and a broken one says so', async ({ page }) => {
  await page.keyboard.press('Control+Shift+E');
  await dialog(page)
    .getByRole('radio', { name: /^Metrics as CSV/ })
    .check();
  const table = dialog(page).getByRole('region', { name: 'Metrics as CSV, text' });
  await expect(table).toContainText('node,clients,', { timeout: 60_000 });
  await dialog(page).getByRole('radio', { name: 'OpenTelemetry traces' }).check();
  await dialog(page).getByLabel('Requests, at most').click();
  await page.getByRole('option', { name: '5,000' }).click();
  await expect(dialog(page).getByRole('region', { name: 'What is lost' })).toContainText('It holds 5000 requests', { timeout: 60_000 });
  await page.screenshot({ path: 'test-results/export-requests.png' });
  await dialog(page).getByRole('radio', { name: 'Link', exact: true }).check();
  const text = dialog(page).getByRole('region', { name: 'Link, text' });
  await expect(text).toContainText('#design=');
  const address = (await text.textContent())!;
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(other.locator('.react-flow__node')).toHaveCount(await page.locator('.react-flow__node').count());
  await expect(other.getByRole('dialog')).toHaveCount(0);
  await other.goto('about:blank');
  await other.goto(address.slice(0, -100));
  await expect(other.getByRole('dialog')).toContainText('a part of it is missing');
  await other.close();
});
