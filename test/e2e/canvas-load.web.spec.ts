import type { Page } from '@playwright/test';
import { dropDesign } from './support/drop-design';
import { expect, test } from './support/studio';

// Method: work is counted, not timed, since the same page swings from 13 to 60 frames a second on a busy machine. React
// reports each commit to the hook of its developer tools; a MutationObserver names the DOM nodes that change.

const NODES = 200;
const LINKS = 400;

/** Clients and 199 services that each request reaches, over 400 links. */
function largeDesign(): object {
  const services = Array.from({ length: NODES - 1 }, (_, i) => ({
    id: `s${i}`,
    kind: 'service',
    params: { mode: 'async', serviceTime: '1ms', workers: 64 },
  }));
  const links = [{ id: 'in', from: 'clients', to: 's0', protocol: 'local' }];
  // A tree reaches every service; its last inner ones also call leaves of others, so that calls do not multiply.
  for (let i = 1; i < services.length; i++)
    links.push({ id: `tree-${i}`, from: `s${Math.floor((i - 1) / 3)}`, to: `s${i}`, protocol: 'local' });
  for (let i = 0; links.length < LINKS; i++) {
    const link = { from: `s${40 + (i % 20)}`, to: `s${100 + ((i * 37) % 98)}`, protocol: 'local' };
    if (!links.some(({ from, to }) => from === link.from && to === link.to)) links.push({ id: `more-${i}`, ...link });
  }
  return {
    version: 1,
    name: 'Large',
    nodes: [{ id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 20 } } }, ...services],
    links,
  };
}

interface Counts {
  commits: number;
  touched: number;
  bursts: number;
  most: number;
}

async function countFor(page: Page, milliseconds: number): Promise<Counts> {
  return page.evaluate(async (time) => {
    const counter = window as unknown as { commits: number };
    const before = counter.commits;
    let bursts = 0;
    let touched = 0;
    let most = 0;
    const canvas = document.querySelector('[aria-label="Canvas"]');
    // The callback comes once per task that changed something: once per frame.
    const observer = new MutationObserver((records) => {
      const nodes = new Set(records.map((record) => record.target)).size;
      bursts++;
      touched += nodes;
      most = Math.max(most, nodes);
    });
    if (canvas) observer.observe(canvas, { subtree: true, childList: true, characterData: true, attributes: true });
    await new Promise((resolve) => setTimeout(resolve, time));
    observer.disconnect();
    return { commits: counter.commits - before, touched, bursts, most };
  }, milliseconds);
}

/** With its own move and its icons; a dozen per card was two thirds of the main thread's work. */
const MOST_PIECES = 6;

/** What is transformed or clipped is a piece that the compositor weighs at every frame, however still it is. */
function piecesPerCard(page: Page): Promise<number> {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll('.react-flow__node')];
    const pieces = cards
      .flatMap((card) => [card, ...card.querySelectorAll('*')])
      .filter((element) => {
        if (!element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('svg svg, svg > *')) return false;
        const { transform, clipPath, overflowX } = getComputedStyle(element);
        return transform !== 'none' || clipPath !== 'none' || overflowX !== 'visible' || element instanceof SVGSVGElement;
      });
    return pieces.length / cards.length;
  });
}

test('200 nodes and 400 links at ten frames a second cost few commits and touch only numbers', async ({ page }) => {
  await page.addInitScript(() => {
    const counter = window as unknown as { commits: number; __REACT_DEVTOOLS_GLOBAL_HOOK__: object };
    counter.commits = 0;
    counter.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: () => counter.commits++,
      onCommitFiberUnmount: () => undefined,
    };
  });
  await page.reload();
  await dropDesign(page, largeDesign());
  await expect(page.locator('.react-flow__node')).toHaveCount(NODES);
  await expect(page.locator('.react-flow__edge')).toHaveCount(LINKS);
  await expect(page.getByTestId('health-s0')).toHaveText('healthy');
  // Twice the real pace: ten ticks of 200 ms a second, so that every frame brings new numbers.
  await page.keyboard.press(']');
  await page.waitForTimeout(2_000);

  const seconds = 5;
  const { commits, touched, bursts, most } = await countFor(page, seconds * 1_000);
  console.log(
    `${(commits / seconds).toFixed(1)} commits/s; ${bursts} bursts, ${(touched / Math.max(1, bursts)).toFixed(0)} nodes each, at most ${most}`,
  );
  // Something moved, or the bounds below would hold for a page that stands still.
  expect(commits).toBeGreaterThan(5);
  expect(touched).toBeGreaterThan(5 * NODES);
  // Ten frames a second, and at most three commits each: numbers of transport and charts, states, selection.
  expect(commits / seconds).toBeLessThan(30);
  expect(await piecesPerCard(page)).toBeLessThan(MOST_PIECES);
  // A card has at most seven changing parts; attributes of the card and its state may change besides.
  expect(most).toBeLessThan(NODES * 7);
  expect(touched / bursts).toBeLessThan(NODES * 4);
});
