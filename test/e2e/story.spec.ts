import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dropFile } from './support/drop-file';
import { layoutFaults } from './support/layout';
import { axeFindings, serious } from './support/axe';
import { expect, test } from './support/studio';

// What a newcomer does with the checkout scenario, on both surfaces, by mouse.

test.use({ actionTimeout: 10_000 });

const themes = ['light', 'dark'] as const;
/** The story itself is told once in each theme. */
const sizes = [
  { width: 1280, height: 800, storyIn: 'light' },
  { width: 1440, height: 900, storyIn: 'dark' },
] as const;

const health = (page: Page, id: string): Locator => page.getByTestId(`health-${id}`);
const breaker = (page: Page): Locator => page.getByTestId('breaker-orders-payments');
const tools = (page: Page, name: string): Locator => page.getByRole('toolbar', { name: `Actions on ${name}` });
const header = (page: Page): Locator => page.getByRole('banner');

/** Simulated time shown. [s] */
async function clock(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.getByRole('timer', { name: 'Simulated time' }).innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
}

/** The first rate in a text. [1/s] */
const rateIn = async (text: Locator): Promise<number> =>
  Number((/([\d,.]+)\s*\/s/.exec(await text.innerText())?.[1] ?? 'NaN').replaceAll(',', ''));
/** Calls that arrive at a component. [1/s] */
const rate = (page: Page, id: string): Promise<number> => rateIn(page.getByTestId(`node-${id}`));
/** Requests answered in time, as the line above the canvas says. [1/s] */
const goodput = (page: Page): Promise<number> => rateIn(page.getByText(/\/s good/));

/** Presses the button of a step of the lesson. */
async function teach(page: Page, title: string, button: string): Promise<void> {
  const lesson = page.getByRole('region', { name: 'One slow third party' });
  await lesson.getByRole('button', { name: title }).click();
  await lesson.getByRole('button', { name: button, exact: true }).click();
}

async function setSpeed(page: Page, speed: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed, simulated seconds per second' }).click();
  await page.getByRole('option', { name: speed, exact: true }).click();
}

async function setTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  // One of the two is there as soon as the page is.
  await header(page)
    .getByRole('button', { name: /^Switch to (light|dark) colours$/ })
    .waitFor();
  const button = header(page).getByRole('button', { name: `Switch to ${theme} colours` });
  if (await button.isVisible()) await button.click();
  await page.mouse.move(5, 300);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
}

/** Selects a link as a hand does: by a click on the middle of its line. */
async function clickLink(page: Page, id: string): Promise<void> {
  const { x, y } = await page.locator(`.react-flow__edge[data-id="${id}"] .react-flow__edge-interaction`).evaluate((element) => {
    const line = element as SVGPathElement;
    const middle = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM()!);
    return { x: middle.x, y: middle.y };
  });
  await page.mouse.click(x, y);
}

const seriousFindings = (page: Page): Promise<string[]> => axeFindings(page, { levels: serious });

const picture = (project: string, name: string): string => path.join('test-results', 'story', `${project}-${name}.png`);

for (const { storyIn, ...size } of sizes) {
  test.describe(`${size.width} x ${size.height}`, () => {
    test.use({ viewport: size });

    test('the first screen is the running checkout, whole and readable, in both themes', async ({ page }, info) => {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout platform');
      await expect(page.getByTestId(/^node-/)).toHaveCount(19);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect.poll(() => clock(page)).toBeGreaterThan(2);
      for (const theme of themes) {
        await setTheme(page, theme);
        for (const id of ['gateway', 'orders', 'payments', 'provider', 'events', 'notification-db']) {
          await expect(health(page, id)).toHaveText('healthy');
        }
        expect(await layoutFaults(page)).toEqual([]);
        await page.screenshot({ path: picture(info.project.name, `first-${size.width}-${theme}`) });
        // Of the browser's window accessibility.web.spec.ts tells.
        if (info.project.name !== 'web') expect(await seriousFindings(page)).toEqual([]);
      }
    });

    test('slow Payments by one click, watch the cascade reach the gateway, switch a breaker on, watch it stop', async ({ page }, info) => {
      test.setTimeout(120_000);
      const shot = (name: string) => page.screenshot({ path: picture(info.project.name, `${name}-${size.width}`) });
      await setTheme(page, storyIn);
      await expect.poll(() => rate(page, 'gateway')).toBeGreaterThan(430);
      expect(await rate(page, 'gateway')).toBeLessThan(570);

      await page.getByRole('button', { name: 'Pause' }).click();
      await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
      await page.waitForTimeout(300); // The frame that was on its way.
      const paused = await clock(page);
      await page.waitForTimeout(500);
      expect(await clock(page)).toBe(paused);
      await page.getByRole('button', { name: 'Play' }).click();
      await expect.poll(() => clock(page)).toBeGreaterThan(paused);

      await page.getByTestId('node-payments').hover();
      await tools(page, 'Payments')
        .getByRole('button', { name: /^Add latency/ })
        .click();
      const slowSince = await clock(page);
      await page.mouse.move(5, 300);
      await setSpeed(page, '2×');
      await expect(health(page, 'gateway')).toHaveText(/saturated|failing/);
      expect((await clock(page)) - slowSince).toBeLessThan(15);
      await expect(page.getByRole('status', { name: 'State of the system' })).toContainText('Orders');
      // Those who never ask for a payment suffer with the others, although their own services have nothing to do.
      await expect.poll(() => goodput(page)).toBeLessThan(150);
      await expect(health(page, 'catalog')).toHaveText('healthy');
      await expect.poll(() => rate(page, 'catalog')).toBeLessThan(120);
      // Why, in words: Orders gives up waiting, and what its callers hold fills the gateway's queue.
      const errors = page.getByRole('figure', { name: 'Errors by cause, per second' });
      await expect(errors).toContainText(/Timeout [\d.]+\s\/s/);
      await expect(errors).toContainText(/Queue full [\d.]+\s\/s/);
      await expect(errors).not.toContainText('Breaker open');
      await shot('cascade');
      expect(await layoutFaults(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);

      await clickLink(page, 'orders-payments');
      await expect(page.getByRole('textbox', { name: 'Id in the file' })).toHaveValue('orders-payments');
      // Forced: what the pointer meets is the drawn switch over the real one.
      await page.getByRole('switch', { name: /breaker/i }).click({ force: true });
      const switchedOn = await clock(page);
      await expect(breaker(page)).toHaveText('open');
      // The cascade stops: Catalog and Cart get all of their traffic again. What still fails are the checkouts.
      await expect.poll(() => rate(page, 'catalog')).toBeGreaterThan(250);
      await expect.poll(() => rate(page, 'cart')).toBeGreaterThan(90);
      await expect.poll(() => goodput(page)).toBeGreaterThan(390);
      expect((await clock(page)) - switchedOn).toBeLessThan(30);
      await page.mouse.move(5, 300);
      await shot('breaker-open');
      expect(await seriousFindings(page)).toEqual([]);

      await teach(page, 'A bulkhead and a fallback', 'Add both');
      await expect(health(page, 'gateway')).toHaveText('healthy');
      await expect(health(page, 'clients')).toHaveText('healthy');
      await expect(breaker(page)).toHaveText('open');
      await shot('fallback');
      expect(await layoutFaults(page)).toEqual([]);

      const undo = header(page).getByRole('button', { name: 'Undo' });
      await undo.click();
      await expect(health(page, 'gateway')).toHaveText('failing');
      await undo.click();
      await expect(breaker(page)).toHaveCount(0);
      // The fault was put in by hand, and that can be undone as well.
      await expect(undo).toBeEnabled();
      await expect.poll(() => rate(page, 'catalog')).toBeLessThan(120);
      await header(page).getByRole('button', { name: 'Redo' }).click();
      await expect(breaker(page)).toHaveText('open');
      await expect.poll(() => rate(page, 'catalog')).toBeGreaterThan(250);
      await expect(page.getByRole('group', { name: 'Timeline' })).toContainText(/breaker/i);
    });
  });
}

test('the lesson tells the story by its own buttons', async ({ page }, info) => {
  test.setTimeout(120_000);
  const shot = (name: string) => page.screenshot({ path: picture(info.project.name, name) });
  await setSpeed(page, '5×');
  await expect(health(page, 'gateway')).toHaveText('healthy');

  await teach(page, 'The provider slows down', 'Make the provider slow');
  await expect(health(page, 'gateway')).toHaveText(/saturated|failing/);
  await expect(page.getByTestId('node-provider').getByRole('button', { name: 'Add latency heal' })).toBeVisible();
  await shot('lesson-slow');

  await teach(page, 'A circuit breaker', 'Switch the breaker on');
  await expect(breaker(page)).toHaveText('open');
  await expect.poll(() => rate(page, 'catalog')).toBeGreaterThan(250);

  await teach(page, 'A bulkhead and a fallback', 'Add both');
  await expect(breaker(page)).toHaveText('open');
  await expect(health(page, 'clients')).toHaveText('healthy');
  await expect(health(page, 'gateway')).toHaveText('healthy');
  await shot('lesson-fallback');

  await teach(page, 'The provider recovers', 'Heal the provider');
  // The breaker learns of it by its own trial call.
  await expect(breaker(page)).toHaveText('closed', { timeout: 20_000 });
  await expect(health(page, 'payments')).toHaveText('healthy');
  await shot('lesson-healed');
  await expect(page.getByRole('group', { name: 'Transport' })).toContainText('Degraded');
});

test('what looks for cropped and crossed things finds them', async ({ page, folder }) => {
  const file = path.join(folder, 'crowded.faultline.json');
  const service = (id: string, x: number, y: number) => ({ id, kind: 'service', position: { x, y } });
  const crowded = {
    version: 1,
    name: 'Crowded',
    nodes: [{ ...service('users', 0, 0), kind: 'client' }, service('between', 300, 0), service('behind', 600, 0), service('upon', 640, 40)],
    links: [{ id: 'through', from: 'users', to: 'behind' }],
  };
  await writeFile(file, JSON.stringify(crowded));
  await dropFile(page, file);
  await expect(page.getByTestId(/^node-/)).toHaveCount(4);
  await expect.poll(() => layoutFaults(page)).toEqual(['cards behind and upon overlap', 'link through runs through card between']);
  await page.getByTestId('node-users').evaluate((card) => card.style.setProperty('width', '40px'));
  expect(await layoutFaults(page)).toContainEqual(expect.stringContaining('card users: '));
});
