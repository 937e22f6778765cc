import type { Page } from '@playwright/test';

/** What is cropped, clipped, overlapping or crossed on the screen, in words; empty when all can be read. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    /** Rounding of the browser. [px] */
    const SLACK = 1;
    const canvas = document.querySelector('[aria-label="Canvas"]')!.getBoundingClientRect();
    const cards = [...document.querySelectorAll<HTMLElement>('[data-testid^="node-"]')].map((element) => ({
      id: element.dataset['testid']!.slice('node-'.length),
      element,
      box: element.getBoundingClientRect(),
    }));
    const panels = [...document.querySelectorAll('.react-flow__panel')].map((element) => element.getBoundingClientRect());
    const overlap = (a: DOMRect, b: DOMRect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const inside = (a: DOMRect, b: DOMRect) =>
      a.left >= b.left - SLACK && a.right <= b.right + SLACK && a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;

    for (const { id, box } of cards) {
      if (!inside(box, canvas)) found.push(`card ${id} is not whole inside the canvas`);
      if (panels.some((panel) => overlap(box, panel))) found.push(`card ${id} lies under a panel of the canvas`);
    }
    cards.forEach((a, i) => {
      for (const b of cards.slice(i + 1)) if (overlap(a.box, b.box)) found.push(`cards ${a.id} and ${b.id} overlap`);
    });

    // The sign of a fault hangs below its card, in the gap to the next one.
    for (const sign of document.querySelectorAll('[data-testid^="node-"] [data-on="node"]')) {
      const box = sign.getBoundingClientRect();
      for (const { id, element, box: card } of cards) {
        if (!element.contains(sign) && overlap(box, card)) found.push(`the sign of a fault covers card ${id}`);
      }
    }

    // A label that is pointed at may cover what lies under it; one that stays must not.
    for (const label of document.querySelectorAll('[data-label]:not([data-opened]) > *')) {
      const box = label.getBoundingClientRect();
      for (const { id, box: card } of cards) if (overlap(box, card)) found.push(`the label of a link covers card ${id}`);
    }

    for (const path of document.querySelectorAll<SVGPathElement>('.react-flow__edge .react-flow__edge-interaction')) {
      const edge = path.closest<HTMLElement>('.react-flow__edge')!.dataset['id']!;
      const toScreen = path.getScreenCTM()!;
      const length = path.getTotalLength();
      // The ends lie at the edges of their own cards.
      const points = Array.from({ length: 41 }, (_, i) =>
        path.getPointAtLength(length * (0.05 + (0.9 * i) / 40)).matrixTransform(toScreen),
      );
      for (const { id, box } of cards) {
        if (points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom))
          found.push(`link ${edge} runs through card ${id}`);
      }
    }

    const boxes: [string, HTMLElement][] = cards.map(({ id, element }) => [`card ${id}`, element]);
    for (const selector of ['header:not(aside header)', '[aria-label="Transport"]', '[aria-label="Components"]', '.react-flow__panel']) {
      for (const element of document.querySelectorAll<HTMLElement>(selector)) boxes.push([selector, element]);
    }
    for (const [name, element] of boxes) {
      const frame = element.getBoundingClientRect();
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement!;
        if (!text.textContent?.trim() || parent.closest('[data-on]') || !parent.checkVisibility({ checkVisibilityCSS: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        if (!inside(range.getBoundingClientRect(), frame)) found.push(`${name}: "${text.textContent}" sticks out`);
        if (parent.clientWidth > 0 && getComputedStyle(parent).overflowX !== 'visible' && parent.scrollWidth > parent.clientWidth + SLACK)
          found.push(`${name}: "${text.textContent}" is clipped`);
      }
    }
    for (const element of document.querySelectorAll('body *')) {
      const { overflowX } = getComputedStyle(element);
      if ((overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth + SLACK)
        found.push(`${element.getAttribute('aria-label') ?? element.className} scrolls sideways`);
    }
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push('the window scrolls');
    return found;
  });
}
