import { expect, test } from './support/studio';

// Method: geometry. Every card lies inside the canvas and touches neither another card nor what floats above them; no text
// is wider than the box that shows it; nothing is scrolled or covered by a dialog.

interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
]) {
  test(`the first screen is the checkout, fitted and running, at ${viewport.width}×${viewport.height}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.reload();
    await expect(page.getByTestId('health-gateway')).toHaveText('healthy', { timeout: 20_000 });
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('status', { name: 'State of the system' })).toContainText(/well/i);
    // The view settles after the last panel has its size.
    await page.waitForTimeout(500);

    const seen = await page.evaluate(() => {
      const box = (element: Element, name: string) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { name, left, top, right, bottom };
      };
      const all = (selector: string) => [...document.querySelectorAll(selector)];
      const clipped = all('main *, header *, nav *, aside *, section *')
        .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
        .filter(
          (element) =>
            element.textContent && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && element.childElementCount === 0,
        )
        .map((element) => element.textContent);
      return {
        canvas: all('main').map((element) => box(element, 'canvas')),
        cards: all('.react-flow__node').map((element) => box(element, element.getAttribute('data-id') ?? '')),
        floating: all('.react-flow__panel').map((element) => box(element, element.className)),
        clipped,
        scrolled: [document.documentElement.scrollTop, document.body.scrollTop, document.documentElement.scrollLeft],
        wide: document.documentElement.scrollWidth > innerWidth,
      };
    });

    const [canvas] = seen.canvas;
    if (!canvas) throw new Error('no canvas');
    expect(seen.cards.length).toBeGreaterThan(10);
    for (const card of seen.cards) {
      expect(card.left, card.name).toBeGreaterThanOrEqual(canvas.left);
      expect(card.right, card.name).toBeLessThanOrEqual(canvas.right);
      expect(card.top, card.name).toBeGreaterThanOrEqual(canvas.top);
      expect(card.bottom, card.name).toBeLessThanOrEqual(canvas.bottom);
      expect(
        seen.floating.filter((panel) => overlap(card, panel)).map(({ name }) => name),
        card.name,
      ).toEqual([]);
    }
    const pairs = seen.cards.flatMap((a, i) =>
      seen.cards
        .slice(i + 1)
        .filter((b) => overlap(a, b))
        .map((b) => `${a.name} and ${b.name}`),
    );
    expect(pairs).toEqual([]);
    expect(seen.clipped).toEqual([]);
    expect(seen.scrolled).toEqual([0, 0, 0]);
    expect(seen.wide).toBe(false);
  });
}
