import type { Locator, Page } from '@playwright/test';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// From an empty canvas to a system that was understood and mended, on both surfaces: by mouse alone, but for letters and
// digits that one types, and by keyboard alone. Generous waits: the machine may be busy.

test.use({ actionTimeout: 30_000 });
const patient = expect.configure({ timeout: 40_000 });

const node = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
const cards = (page: Page): Locator => page.getByTestId(/^node-/);
const links = (page: Page): Locator => page.locator('.react-flow__edge');
const health = (page: Page, id: string): Locator => page.getByTestId(`health-${id}`);
const field = (page: Page, label: string): Locator =>
  page.getByRole('complementary', { name: 'Inspector and lesson' }).getByRole('textbox', { name: label, exact: true });
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const moment = (page: Page): Locator => page.getByRole('slider', { name: 'Moment of the run' });
const bar = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });
const bottleneck = (page: Page): Locator => page.getByRole('region', { name: 'Bottleneck' });
const firstTrace = (page: Page): Locator => page.getByRole('table', { name: 'Traces' }).locator('tbody tr').first();

async function clock(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.getByRole('timer', { name: 'Simulated time' }).innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
}
const reached = (page: Page, time: number) => patient.poll(() => clock(page)).toBeGreaterThan(time);

/** How one does things: the same story is told with each. */
interface Hand {
  /** Four components in a row, and the links between them. */
  draw(page: Page): Promise<void>;
  select(page: Page, id: string): Promise<void>;
  /** Writes into a field of the inspector. */
  write(page: Page, label: string, value: string): Promise<void>;
  press(page: Page, button: Locator): Promise<void>;
  openTab(page: Page, name: string): Promise<void>;
  /** A command that has no key of its own that one must know. */
  ask(page: Page, command: string, button: Locator): Promise<void>;
  lookBack(page: Page, time: number): Promise<void>;
  traces(page: Page): Promise<void>;
  selectAll(page: Page): Promise<void>;
  collapse(page: Page): Promise<void>;
}

async function middleOf(thing: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await thing.boundingBox();
  if (!box) throw new Error('not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const ask = async (page: Page, command: string) => {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(command);
  await expect(page.getByRole('option', { name: command }).first()).toBeVisible();
  await page.keyboard.press('Enter');
};

const byKeyboard: Hand = {
  async draw(page) {
    for (const [letters, id] of [
      ['users', 'client'],
      ['gate', 'gateway'],
      ['serv', 'service'],
      ['db', 'database'],
    ] as const) {
      await page.keyboard.press('/');
      await expect(page.getByRole('dialog', { name: 'Add a component' }).getByRole('combobox')).toBeFocused();
      await page.keyboard.type(letters);
      await page.keyboard.press('Enter');
      // The new one is selected, so that the next follows it.
      await expect(node(page, id)).toBeFocused();
    }
  },
  async select(page, id) {
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await page.keyboard.type(id === 'client' ? 'clients' : id);
    await page.keyboard.press('Enter');
    await expect(node(page, id)).toBeFocused();
  },
  async write(page, label, value) {
    await focusByKey(field(page, label));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  },
  async press(page, button) {
    await focusByKey(button);
    await page.keyboard.press('Enter');
  },
  async openTab(page, name) {
    await focusByKey(page.getByRole('tablist', { name: 'Views of the run' }).getByRole('tab', { selected: true }));
    for (let i = 0; i < 20 && !(await tab(page, name).evaluate((each) => each === document.activeElement)); i++)
      await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
  },
  ask: (page, command) => ask(page, command),
  async lookBack(page, time) {
    await focusByKey(moment(page));
    await page.keyboard.press('ArrowLeft');
    await patient(bar(page, 'Earlier moment')).toBeVisible();
    for (let now = await clock(page); now > time; now = await clock(page)) {
      await page.keyboard.press(now - 5 > time ? 'PageDown' : 'ArrowLeft');
      await patient.poll(() => clock(page)).toBeLessThan(now);
    }
  },
  async traces(page) {
    await ask(page, 'Traces of requests around');
    await expect(firstTrace(page)).toContainText('waiting in Service');
  },
  async selectAll(page) {
    await focusOn(node(page, 'service'));
    await page.keyboard.press('Control+a');
  },
  collapse: (page) => page.keyboard.press('Shift+C'),
};

const byMouse: Hand = {
  async draw(page) {
    const palette = page.getByRole('region', { name: 'Components' });
    const drop = (name: string, x: number, y: number) =>
      palette.getByRole('button', { name, exact: true }).dragTo(page.locator('[aria-label="Canvas"]'), { targetPosition: { x, y } });
    await drop('Clients', 150, 130);
    await drop('API gateway', 450, 130);
    await drop('Service', 150, 300);
    // Pressed twice in a row is one.
    await palette.getByRole('button', { name: 'Database', exact: true }).dblclick();
    await expect(cards(page)).toHaveCount(4);
    for (const [from, to] of [
      ['client', 'gateway'],
      ['gateway', 'service'],
      ['service', 'database'],
    ] as const) {
      const start = await middleOf(node(page, from).locator('.react-flow__handle.source').first());
      const end = await middleOf(node(page, to).locator('.react-flow__handle.target').first());
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move(end.x + 20, end.y + 20, { steps: 5 });
      await page.mouse.move(end.x, end.y, { steps: 3 });
      await page.mouse.up();
    }
  },
  async select(page, id) {
    await node(page, id).click({ position: { x: 60, y: 14 } });
  },
  async write(page, label, value) {
    await field(page, label).fill(value);
    await field(page, label).blur();
  },
  press: (_page, button) => button.click(),
  openTab: (page, name) => tab(page, name).click(),
  ask: (_page, _command, button) => button.click(),
  async lookBack(page, time) {
    const strip = (await moment(page).boundingBox())!;
    // Where the axis ends is learnt from where one comes to, better each time.
    let share = 0.02;
    await expect(async () => {
      await page.mouse.click(strip.x + strip.width * share, strip.y + 4);
      await expect(bar(page, 'Earlier moment')).toBeVisible({ timeout: 3_000 });
      const reachedTime = await clock(page);
      share *= time / Math.max(0.1, reachedTime);
      expect(Math.abs(reachedTime - time)).toBeLessThan(0.5);
    }).toPass({ timeout: 40_000 });
  },
  async traces(page) {
    const chart = page
      .getByRole('figure', { name: /^Latency/ })
      .locator('svg')
      .last();
    // Where the spike lies on the axis depends on how far the run has come.
    await expect(async () => {
      await tab(page, 'Charts').click();
      const box = (await chart.boundingBox())!;
      await chart.click({ position: { x: box.width * (0.25 + 0.7 * Math.random()), y: box.height / 2 }, timeout: 2000 });
      await expect(firstTrace(page)).toContainText('waiting in Service', { timeout: 3000 });
    }).toPass({ timeout: 90_000 });
  },
  async selectAll(page) {
    const [first, ...others] = ['client', 'gateway', 'service', 'database'];
    await node(page, first).click({ position: { x: 60, y: 14 } });
    for (const id of others) await node(page, id).click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] });
  },
  collapse: (page) => page.getByRole('button', { name: /^Collapse / }).click(),
};

/** Puts the focus where Tab would have come to in the end: on what is seen and in its order. */
async function focusByKey(thing: Locator): Promise<void> {
  await focusOn(thing);
  expect(await thing.evaluate((element) => (element as HTMLElement).tabIndex)).toBeGreaterThanOrEqual(0);
}

for (const [how, hand] of [
  ['mouse', byMouse],
  ['keyboard', byKeyboard],
] as const) {
  test(`four components are drawn, overloaded, understood, mended, rewound, grouped and arranged, by ${how} alone`, async ({ page }) => {
    test.setTimeout(300_000);
    await hand.ask(page, 'New design', page.getByRole('button', { name: 'New design' }));
    await expect(cards(page)).toHaveCount(0);

    await hand.draw(page);
    await expect(cards(page)).toHaveCount(4);
    await expect(links(page)).toHaveCount(3);
    await patient(health(page, 'database')).toHaveText('healthy');

    // One worker, and more traffic than it can do.
    await reached(page, (await clock(page)) + 2);
    await hand.select(page, 'service');
    await hand.write(page, 'Replicas', '1');
    await hand.write(page, 'Workers', '1');
    const wellUntil = await clock(page);
    await hand.select(page, 'client');
    await hand.write(page, 'Rate', '400');
    await patient(health(page, 'service')).toHaveText(/saturated|failing/);
    await reached(page, wellUntil + 3);

    // From the spike to a request that explains it.
    await hand.select(page, 'service');
    await hand.traces(page);
    await hand.press(page, firstTrace(page).getByRole('button'));
    await patient(page.getByRole('region', { name: /^Trace of request/ })).toContainText(/waiting in Service['’]s? queue/);

    // Back before it, and another way from there.
    await hand.lookBack(page, Math.max(0.6, wellUntil - 1));
    await patient(health(page, 'service')).toHaveText('healthy');
    await hand.press(page, bar(page, 'Earlier moment').getByRole('button', { name: 'Fork from here' }));
    await patient(bar(page, 'Fork')).toBeVisible();
    await hand.press(page, bar(page, 'Fork').getByRole('button', { name: 'Back to the original' }));
    await patient(bar(page, 'Fork')).toHaveCount(0);
    await patient(health(page, 'service')).toHaveText(/saturated|failing/);

    // What runs short is named, and mended by what is computed.
    await hand.openTab(page, 'Bottleneck');
    await patient(bottleneck(page)).toContainText('Service is short of workers');
    await hand.press(page, page.getByRole('button', { name: 'Play', exact: true }));
    await hand.press(page, bottleneck(page).getByRole('button', { name: 'Apply' }));
    await patient(health(page, 'service')).toHaveText(/healthy|busy/);
    await patient(health(page, 'client')).toHaveText('healthy');

    await hand.selectAll(page);
    await hand.ask(page, 'Group', page.getByRole('toolbar', { name: 'Arrange the selection' }).getByRole('button', { name: /^Group/ }));
    await expect(page.getByTestId('group-group')).toBeVisible();
    await hand.collapse(page);
    await expect(page.getByTestId('group-group')).toContainText('4 components');
    await expect(cards(page)).toHaveCount(0);
    await hand.press(page, page.getByRole('button', { name: /^Expand / }));
    await expect(cards(page)).toHaveCount(4);

    const rightOf = async (a: string, b: string) => (await middleOf(node(page, a))).x > (await middleOf(node(page, b))).x;
    await hand.ask(page, 'Arrange by itself', page.getByRole('button', { name: 'Arrange by itself' }));
    await patient.poll(() => rightOf('service', 'gateway')).toBe(true);
    await patient.poll(() => rightOf('database', 'service')).toBe(true);
  });
}
