import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PNG } from 'pngjs';
import { dropText } from './support/drop-design';
import { expect, test } from './support/studio';

/**
 * Pictures against the canvas, pixel by pixel: the PNG as it is saved, and the PDF drawn by PDF.js, both in both colours.
 *
 * Masked in both is what differs on purpose: inside of cards a picture says the kind and the canvas the state, the bar at a card's left has the
 * colour of that state; only the canvas has signs of breakers, and only pictures heads on their arrows. All else is compared: ground, cards' borders, frames and lines. Of the
 * pixels in which either draws something, at most TOLERANCE may have nothing drawn by the other within REACH; lines of the canvas begin at
 * the dots of cards, up to 6 pixels beside their borders, so that curves lie up to 3 pixels apart. Ground and cards have the same colours
 * within SHADE.
 */
const TOLERANCE = 0.003;
/** [px] */
const REACH = 4;
/** Levels of 256, in each of red, green and blue. */
const SHADE = 2;
const slugs = ['checkout', 'checkout-saga', 'microservices'];

test.use({ viewport: { width: 1740, height: 980 } });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Shows the canvas at its own scale with nothing but the drawing, from its upper left corner on. */
const bare = (page: Page): Promise<{ readonly clip: Box; readonly cards: readonly Box[] }> =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLElement>(
      '.react-flow__panel, .react-flow__background > *, .react-flow__edgelabel-renderer, .react-flow__node-toolbar, .react-flow__minimap, .react-flow__handle, [aria-label="Canvas"] canvas',
    ))
      part.style.setProperty('display', 'none', 'important');
    const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => {
      const { e: x, f: y } = new DOMMatrix(getComputedStyle(node).transform);
      return { x, y, width: node.offsetWidth, height: node.offsetHeight, frame: node.classList.contains('react-flow__node-group') };
    });
    const AIR = 24;
    const [left, top] = [Math.min(...nodes.map(({ x }) => x)) - AIR, Math.min(...nodes.map(({ y }) => y)) - AIR];
    document
      .querySelector<HTMLElement>('.react-flow__viewport')!
      .style.setProperty('transform', `translate(${-left}px, ${-top}px) scale(1)`, 'important');
    const pane = document.querySelector('.react-flow')!.getBoundingClientRect();
    return {
      clip: {
        x: pane.x,
        y: pane.y,
        width: Math.max(...nodes.map(({ x, width }) => x + width)) + AIR - left,
        height: Math.max(...nodes.map(({ y, height }) => y + height)) + AIR - top,
      },
      cards: nodes.map(({ frame, ...node }) => ({ ...node, x: node.x - left, y: node.y - top, height: frame ? 30 : node.height })),
    };
  });

function paint({ data, width: row, height: rows }: PNG, [left, top, right, bottom]: readonly number[], color: readonly number[]): void {
  for (let y = Math.max(0, Math.round(top!)); y < Math.min(rows, bottom!); y++)
    for (let x = Math.max(0, Math.round(left!)); x < Math.min(row, right!); x++) data.set(color, 4 * (y * row + x));
}

/** Paints over what is not compared. */
function masked(image: PNG, cards: readonly Box[]): PNG {
  for (const { x, y, width, height } of cards) {
    paint(image, [x - 1, y + 5, x + width - 5, y + height - 5], [MASK, MASK, MASK]);
    paint(image, [x - 12, y + height / 2 - 8, x, y + height / 2 + 8], [MASK, MASK, MASK]);
  }
  return image;
}

const MASK = 128;

/** Which pixels are drawn: neither ground nor masked. */
function drawn({ data }: PNG): Uint8Array {
  const ground = [...data.subarray(0, 3)];
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => {
    const color = data.subarray(4 * i, 4 * i + 3);
    return color.some((level) => level !== MASK) && color.some((level, c) => Math.abs(level - ground[c]!) > 2 * SHADE) ? 1 : 0;
  });
}

/** The same with all that lies within reach of a drawn pixel. */
function grown(pixels: Uint8Array, width: number): Uint8Array {
  const along = (from: Uint8Array, step: number): Uint8Array =>
    from.map((_, i) => {
      for (let k = -REACH; k <= REACH; k++) if (from[i + k * step] === 1) return 1;
      return 0;
    });
  return along(along(pixels, 1), width);
}

/** Share of the drawn pixels that the other picture does not have. */
function difference(one: PNG, other: PNG): number {
  const [a, b] = [drawn(one), drawn(other)];
  const [nearA, nearB] = [grown(a, one.width), grown(b, one.width)];
  let [alone, all] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    all += a[i]! + b[i]!;
    alone += (a[i]! & (1 - nearB[i]!)) + (b[i]! & (1 - nearA[i]!));
  }
  return alone / all;
}

const colorAt = ({ data, width }: PNG, x: number, y: number): number[] => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)];

/** Holds a picture against the canvas. */
function compare(canvas: PNG, picture: PNG, cards: readonly Box[], what: string): void {
  expect([picture.width, picture.height], what).toEqual([canvas.width, canvas.height]);
  const onCards = cards.map(({ x, y, width }) => [Math.round(x + width / 2), Math.round(y + 3)] as const);
  const places: readonly (readonly [number, number])[] = [[0, 0], ...onCards];
  for (const [x, y] of places) {
    const [shown, saved] = [colorAt(canvas, x, y), colorAt(picture, x, y)];
    expect(
      Math.max(...shown.map((level, c) => Math.abs(level - saved[c]!))),
      `${what}: ${String(shown)} at ${x}, ${y} is ${String(saved)}`,
    ).toBeLessThanOrEqual(SHADE);
  }
  const share = difference(canvas, picture);
  expect(share, what).toBeLessThan(TOLERANCE);
  // One card less would be too much.
  const { x, y, width, height } = cards[0]!;
  paint(picture, [x, y, x + width, y + height], colorAt(picture, 0, 0));
  expect(difference(canvas, picture), `${what}, without a card`).toBeGreaterThan(TOLERANCE);
}

/** The one page of a PDF in so many pixels. */
async function rastered(pdf: Buffer, width: number, height: number): Promise<PNG> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const sheet = await document.getPage(1);
  const { canvas, context } = (
    document.canvasFactory as { create(w: number, h: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } }
  ).create(width, height);
  await sheet.render({
    canvas,
    canvasContext: context,
    viewport: sheet.getViewport({ scale: width / sheet.getViewport({ scale: 1 }).width }),
  }).promise;
  const image = new PNG({ width, height });
  image.data = Buffer.from(context.getImageData(0, 0, width, height).data);
  return image;
}

test('PNG and PDF show what the canvas shows, in both colours', async ({ page }) => {
  test.setTimeout(300_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  for (const panel of ['Control+b', 'Control+j', 'Control+i']) await page.keyboard.press(panel);
  for (const slug of slugs) {
    const text = await readFile(path.join('scenarios', slug, 'design.faultline.json'), 'utf8');
    const { name } = JSON.parse(text) as { name: string };
    await dropText(page, `${slug}.faultline.json`, text);
    await expect(page.getByText(`${slug}.faultline.json`)).toBeVisible();
    for (const colors of ['Light', 'Dark'] as const) {
      await page.emulateMedia({ colorScheme: colors === 'Dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
      await page.keyboard.press('Control+Shift+E');
      const dialog = page.getByRole('dialog', { name: 'Export' });
      await dialog.getByText(colors, { exact: true }).click();
      const save = async (format: string): Promise<Buffer> => {
        await dialog.getByRole('radio', { name: format, exact: true }).check();
        if (format === 'PNG') {
          await dialog.getByLabel('Scale').click();
          await page.getByRole('option', { name: '1 ×' }).click();
        }
        const button = dialog.getByRole('button', { name: 'Save' });
        await expect(button).toBeEnabled({ timeout: 30_000 });
        const file = page.waitForEvent('download');
        await button.click();
        return readFile(await (await file).path());
      };
      const [png, pdf] = [await save('PNG'), await save('PDF')];
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();

      // Away from the cards: what the mouse is over has a bar of buttons.
      await page.mouse.move(2, 2);
      await expect(page.locator('.react-flow__node-toolbar')).toHaveCount(0);
      const { clip, cards } = await bare(page);
      expect(cards.length, name).toBeGreaterThan(5);
      expect([clip.x + clip.width <= 1740, clip.y + clip.height <= 980], `${name} fits into the window`).toEqual([true, true]);
      const canvas = masked(PNG.sync.read(await page.screenshot({ clip, animations: 'disabled' })), cards);
      const what = `${name} (${colors})`;
      compare(canvas, masked(PNG.sync.read(png), cards), cards, `${what}, PNG`);
      compare(canvas, masked(await rastered(pdf, canvas.width, canvas.height), cards), cards, `${what}, PDF`);
      // What was put aside comes back with the next drawing.
      await page.evaluate(() => document.querySelector<HTMLElement>('.react-flow__viewport')!.style.removeProperty('transform'));
    }
  }
});
