import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// Nothing that axe knows of, of any level, in any main view; and what axe cannot see: motion, large text, forced colours.

const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing at all in the main views, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.getByTestId('health-payments')).toHaveText('healthy');
    // A running system changes under the eyes of the checker.
    await page.getByRole('button', { name: 'Pause' }).click();
    // Away from the button, whose tooltip stands outside of all.
    await page.mouse.move(400, 60);
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    const found: Record<string, string[]> = {};
    // The whole page once; of what comes after it only the part that is new. Nothing but contrast depends on colours.
    const look = async (view: string, ...within: string[]) => {
      const here = await axeFindings(page, { within, ...(colorScheme === 'dark' && { rules: ['color-contrast'] }) });
      if (here.length > 0) found[view] = here;
    };
    const inspector = '#right';
    const dock = '[aria-label="Time and charts"]';
    const dialog = '[role="dialog"]';
    await look('first screen');
    await focusOn(node(page, 'payments'));
    await page.keyboard.press('Enter');
    await look('node selected', inspector);
    await focusOn(page.locator('.react-flow__edge[data-id="orders-payments"]'));
    await page.keyboard.press('Enter');
    await look('link selected', inspector);
    await page.keyboard.press('Escape');
    for (const tab of await page.getByRole('tablist', { name: 'Views of the run' }).getByRole('tab').all()) {
      await tab.click();
      await look(`tab ${await tab.innerText()}`, dock);
    }
    await focusOn(node(page, 'payments'));
    await page.keyboard.press('Control+k');
    await look('command palette', dialog);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    await look('keys', dialog);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await look('quick add', dialog);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'What the marks mean' }).click();
    await look('legend', dialog);
    await page.keyboard.press('Escape');
    expect(found).toEqual({});
  });
}

test('with text at 200 % every button of header, transport and canvas is still whole in the window', async ({ page }) => {
  // A browser's zoom of 200 % on a window of 1280 × 800.
  await page.setViewportSize({ width: 640, height: 400 });
  await page.reload();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await expect.poll(() => page.locator('#left').evaluate((panel) => panel.clientWidth)).toBe(0);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header button, [aria-label="Transport"] button, .react-flow__panel button')]
      .filter((button) => {
        const { left, top, right, bottom, width } = button.getBoundingClientRect();
        return (
          button.closest('aside, [inert]') === null && (width === 0 || left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
        );
      })
      .map((button) => button.getAttribute('aria-label') ?? button.innerText),
  );
  expect(cut).toEqual([]);
  await page.getByRole('button', { name: /^Inspector/ }).click();
  await expect.poll(() => page.locator('#right').evaluate((panel) => panel.clientWidth)).toBeGreaterThan(200);
});

test('with the user’s own colours the state of a card, its fill, and what is chosen can still be seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const card = page.getByTestId('node-payments');
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await focusOn(node(page, 'payments'));
  await page.keyboard.press('Enter');
  const seen = await card.evaluate((element) => {
    const shown = (of: Element, pseudo?: string) => getComputedStyle(of, pseudo);
    const [track, fill] = [...element.querySelectorAll('[title="Utilization"], [title="Utilization"] > *')];
    return {
      ground: shown(element).backgroundColor,
      ink: shown(element).color,
      stripe: shown(element, '::before').backgroundColor,
      chosen: shown(element).outlineStyle,
      track: shown(track!).outlineColor,
      fill: shown(fill!).backgroundColor,
      line: shown(document.querySelector('.react-flow__edge path')!).stroke,
      tab: shown(document.querySelector('[role="tab"][aria-selected="true"]')!).outlineStyle,
    };
  });
  expect(seen).toEqual({
    ground: 'rgb(0, 0, 0)',
    ink: 'rgb(255, 255, 255)',
    stripe: 'rgb(255, 255, 255)',
    chosen: 'solid',
    track: 'rgb(255, 255, 255)',
    fill: 'rgb(255, 255, 255)',
    line: 'rgb(255, 255, 255)',
    tab: 'solid',
  });
});

test('who wants no motion sees none: nothing slides, fades or turns, and what is arranged is there at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await page.evaluate(() => {
    const seen = window as unknown as { motions: number; places: Set<string> };
    seen.motions = 0;
    seen.places = new Set();
    // Longer than a frame is a motion.
    const count = (event: AnimationEvent | TransitionEvent) => {
      const ours = (event.target as Element).getAnimations().map((one) => Number(one.effect?.getComputedTiming().activeDuration ?? 0));
      if (Math.max(0, ...ours) > 1) seen.motions++;
    };
    for (const kind of ['animationstart', 'transitionrun'] as const) addEventListener(kind, count, true);
    const card = document.querySelector<HTMLElement>('.react-flow__node[data-id="provider"]')!;
    new MutationObserver(() => seen.places.add(card.style.transform)).observe(card, { attributes: true, attributeFilter: ['style'] });
  });
  await page.getByRole('button', { name: 'What the marks mean' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Arrange by itself' }).click();
  const seen = () =>
    page.evaluate(() => {
      const { motions, places } = window as unknown as { motions: number; places: Set<string> };
      return { motions, places: places.size };
    });
  await expect.poll(seen, { timeout: 30_000 }).toMatchObject({ places: 1 });
  expect((await seen()).motions).toBe(0);
});
