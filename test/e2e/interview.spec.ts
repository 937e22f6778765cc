import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { axeFindings, serious } from './support/axe';
import { expect, test } from './support/studio';

// One interview from prompt to report, in both shells: by mouse, and by keyboard alone.

// Two critiques of many runs each: on a busy machine they take their time.
test.setTimeout(400_000);

const practice = (page: Page): Locator => page.getByRole('region', { name: 'Practice', exact: true });
const clock = (page: Page): Locator => page.getByRole('timer', { name: 'Time left in this step' });
const field = (page: Page, name: string): Locator => practice(page).getByRole('textbox', { name });
const button = (page: Page, name: string | RegExp): Locator => practice(page).getByRole('button', { name });
const picture = (project: string, name: string): string => path.join('test-results', 'interview', `${project}-${name}.png`);

/** Seconds left, as the clock shows them. [s] */
async function secondsLeft(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await clock(page).innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
}

test('by mouse: asked, estimated, drawn, broken and judged; a reload in the middle loses neither text nor time', async ({ page }, info) => {
  await page.getByRole('banner').getByRole('button', { name: 'Practice' }).click();
  await button(page, /^Design the checkout of an online shop/).click();

  await field(page, 'Your question').fill('How many users do you have?');
  await button(page, 'Ask').click();
  await expect(practice(page).getByText('About 1.1 million a day.')).toBeVisible();
  await button(page, 'Pick a question').click();
  await page.getByRole('menuitem', { name: 'How high is the peak?' }).click();
  await field(page, 'What it must do').fill('Browse, fill a cart, order and pay.');
  await field(page, 'Your question').fill('Half a quest');

  const before = await secondsLeft(page);
  await page.reload();
  await expect(field(page, 'What it must do')).toHaveValue('Browse, fill a cart, order and pay.');
  await expect(field(page, 'Your question')).toHaveValue('Half a quest');
  await expect(practice(page).getByRole('log').getByText('How high is the peak?')).toBeVisible();
  expect(await secondsLeft(page)).toBeLessThanOrEqual(before);
  // The machine sleeps for ten minutes: the time of day jumps, and no timer fired meanwhile.
  await page.evaluate(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 600_000;
  });
  await expect(clock(page)).toContainText('over');
  await button(page, 'Give the time back').click();
  await expect(clock(page)).not.toContainText('over');
  expect(await secondsLeft(page)).toBeLessThanOrEqual(before);

  await button(page, 'On to: Estimate').click();
  const sheet = { 'Users on a day': '1.08M', 'Actions of each': '10', 'Reads for each write': '4', 'Peak against average': '4' };
  for (const [name, text] of Object.entries(sheet)) await field(page, name).fill(text);
  await button(page, 'Check the order of magnitude').click();
  await expect(practice(page).getByText('500 /s', { exact: true })).toBeVisible();
  await expect(
    practice(page)
      .getByText(/Right order of magnitude/)
      .first(),
  ).toBeVisible();
  expect(await axeFindings(page, { within: ['section[aria-label="Practice"]'], levels: serious })).toEqual([]);
  await page.screenshot({ path: picture(info.project.name, 'estimate-light') });

  await button(page, 'On to: High level').click();
  await button(page, 'Start from a copy of “Checkout platform”').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/my answer$/);
  await expect(page.getByTestId('health-payments')).toHaveText('healthy');
  await field(page, 'What you draw, in your words').fill('Each service owns its data; orders become an event.');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/my answer$/);
  await button(page, 'On to: Deep dive').click();
  await button(page, 'Hear a twist').click();
  await button(page, 'On to: Bottlenecks').click();
  const round = practice(page).getByRole('group', { name: /^The payment provider takes 4 s longer/ });
  await expect(round.getByRole('button', { name: 'Run it' })).toBeDisabled();
  await round
    .getByRole('radiogroup', { name: /^Are at least half/ })
    .getByText('No')
    .click();
  await round.getByRole('button', { name: 'Run it' }).click();
  await expect(round.getByText(/You said otherwise|As you said/).first()).toBeVisible({ timeout: 120_000 });
  await field(page, 'Bottlenecks and trade-offs, in your words').fill('A breaker costs answers that might have come.');

  await button(page, 'Finish and see the report').click();
  await expect(practice(page).getByRole('heading', { name: /^Report: Design the checkout/ })).toBeFocused();
  const score = practice(page).getByRole('region', { name: 'Score', exact: true });
  await expect(score).toContainText('of 100', { timeout: 180_000 });
  await button(page, /^Resilience/).click();
  await button(page, 'Show the reference beside it').click();
  await expect(page.getByRole('complementary', { name: 'Beside: Checkout platform' })).toBeVisible();
  await page.getByRole('button', { name: 'Close what is beside' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Switch to dark colours' }).click();
  expect(await axeFindings(page, { within: ['section[aria-label="Practice"]'], levels: serious })).toEqual([]);
  await page.screenshot({ path: picture(info.project.name, 'report-dark') });
  if (info.project.name === 'web') {
    const saved = page.waitForEvent('download');
    await button(page, 'Save').click();
    await page.getByRole('menuitem', { name: 'Report (HTML)' }).click();
    const report = await readFile(await (await saved).path(), 'utf8');
    for (const part of ['Browse, fill a cart, order and pay.', 'Score by dimension']) expect(report).toContain(part);
  }
  await practice(page).getByText('Progress', { exact: true }).click();
  await expect(button(page, /^Design the checkout.*of 100/)).toBeVisible();
});

/** More stops than this the page has not. */
const STOPS = 200;

/** Goes on by Tab until the keyboard is there. */
async function tabTo(page: Page, there: Locator): Promise<void> {
  await expect(there).toBeVisible();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await there.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(there)} cannot be reached by Tab`);
}

async function press(page: Page, there: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, there);
  await page.keyboard.press(key);
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, field(page, name));
  await page.keyboard.type(text);
  await expect(field(page, name)).toHaveValue(text);
}

test('by keyboard alone: from the prompt to the report', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+KeyK');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.type('Practise an interview');
  await expect(page.getByRole('option', { name: /^Practise an interview/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await press(page, practice(page).getByRole('textbox', { name: 'Search the prompts' }), 'End');
  await page.keyboard.type('checkout of an online shop');
  await press(page, button(page, /^Design the checkout of an online shop/));

  await type(page, 'Your question', 'How many users do you have?');
  await page.keyboard.press('Enter');
  await expect(practice(page).getByText('About 1.1 million a day.')).toBeVisible();
  await type(page, 'What it must do', 'Browse, fill a cart, order and pay.');
  await press(page, button(page, 'On to: Estimate'));
  await expect(practice(page).getByRole('heading', { name: /^Estimate: / })).toBeFocused();
  await type(page, 'Users on a day', '1.08M');
  await type(page, 'Actions of each', '10');
  await type(page, 'Reads for each write', '4');
  await type(page, 'Peak against average', '4');
  await expect(practice(page).getByText('500 /s', { exact: true })).toBeVisible();
  await press(page, button(page, 'On to: High level'));
  await press(page, button(page, 'Start from a copy of “Checkout platform”'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/my answer$/);
  await type(page, 'What you draw, in your words', 'Each service owns its data.');
  await press(page, button(page, 'On to: Deep dive'));
  await press(page, button(page, 'On to: Bottlenecks'));
  const round = practice(page).getByRole('group', { name: /^The payment provider takes 4 s longer/ });
  const half = round.getByRole('radiogroup', { name: /^Are at least half/ });
  await press(page, half.getByRole('radio', { name: 'Yes' }), 'Space');
  await page.keyboard.press('ArrowRight');
  await expect(half.getByRole('radio', { name: 'No' })).toBeChecked();
  await press(page, round.getByRole('button', { name: 'Run it' }));
  await expect(round.getByText(/You said otherwise|As you said/).first()).toBeVisible({ timeout: 120_000 });
  await press(page, button(page, 'Finish and see the report'));
  await expect(practice(page).getByRole('heading', { name: /^Report: Design the checkout/ })).toBeFocused();
  await expect(practice(page).getByRole('region', { name: 'Score', exact: true })).toContainText('of 100', { timeout: 180_000 });
  await press(page, button(page, /^Resilience/));
});
