import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { exporters } from '../../engine/export/registry';
import { scenario } from '../golden/scenarios';
import { poisoned } from '../support/poisoned';
import { dropFile } from './support/drop-file';
import { focusOn } from './support/focus-on';
import { expect, test } from './support/studio';

// Files and links of somebody who means harm, in the window itself: they are shown as words, or refused with their problems.
// That nothing in them ran is seen twice: what they call is there and is never called, and every test fails on what the page complains of.

test.use({ viewport: { width: 1280, height: 800 }, actionTimeout: 15_000 });

/** Starts to count what must not happen: the attacks' own call, a question of the page, an object that all others inherit from. */
const watchHarm = (page: Page) =>
  page.evaluate(() => {
    const harm: string[] = [];
    const note = (what: string) => () => void harm.push(what);
    Object.assign(window, { harm, pwned: note('pwned'), alert: note('alert'), prompt: note('prompt'), confirm: note('confirm') });
  });

/** What has happened all the same, and everything in the page that would act. */
const harmIn = (page: Page) =>
  page.evaluate(() => {
    // A picture that is drawn of the design is an image of its own: nothing in it can act.
    const acting =
      'script:not([src]), iframe, object, embed, base, form[action], [onerror], [onload], [onclick], [href*="pwned"], [src*="pwned"]:not([src^="data:image/svg+xml,"])';
    return [
      ...('harm' in window && Array.isArray(window.harm) ? window.harm.map(String) : ['not watched']),
      ...[...document.querySelectorAll(acting)].map(({ outerHTML }) => outerHTML.slice(0, 200)),
      ...Object.keys(Object.prototype),
      ...('polluted' in {} ? ['polluted'] : []),
    ];
  });

/** A link that unpacks to 200 MB. */
const bomb = () => `#design=${deflateRawSync(Buffer.alloc(200_000_000, 0x20)).toString('base64url')}`;

const paste = (page: Page, text: string) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);

/** The design of before is there and runs, and the keyboard reaches it. */
async function isAsBefore(page: Page): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout platform');
  await expect(page.getByTestId(/^node-/)).toHaveCount(19);
  expect(await harmIn(page)).toEqual([]);
}

async function dismiss(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await isAsBefore(page);
}

interface Bad {
  readonly name: string;
  readonly content: string | Buffer;
  /** In the dialog that refuses it. */
  readonly says: RegExp;
}

const design = (rest: string) => `{"version":1,"name":"Bad"${rest}}`;
const bad: readonly Bad[] = [
  { name: 'ten-megabytes.faultline.json', content: design(`,"description":"${'x'.repeat(10_000_000)}"`), says: /10\.0 MB/ },
  {
    name: 'long.faultline.json',
    content: design(`,"nodes":[{"id":"a","kind":"service","name":"${'x'.repeat(4_000_000)}"}]`),
    says: /at most|too long/i,
  },
  {
    name: 'prototype.faultline.json',
    content: design(
      ',"__proto__":{"polluted":1},"nodes":[{"id":"a","kind":"service","params":{"constructor":{"prototype":{"polluted":1}}}}]',
    ),
    says: /__proto__.*constructor/s,
  },
  { name: 'deep.faultline.json', content: design(`,"nodes":${'['.repeat(1_000_000)}`), says: /nests more than 40 levels/ },
  {
    name: 'picture.faultline.json',
    content: Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex'),
    says: /not a text file|not valid JSON/,
  },
  { name: 'archive.zip', content: Buffer.from('504b03041400000008000000ff', 'hex'), says: /not a text file|not valid JSON/ },
  { name: 'page.json', content: '<script>pwned()</script><img src=x onerror=pwned()>', says: /not valid JSON/ },
  {
    name: '<img src=x onerror=pwned()>.faultline.json',
    content: design(',"<img src=x onerror=pwned()>":1'),
    says: /<img src=x onerror=pwned\(\)>/,
  },
];

test('a bad file, drawing or link does nothing but show its problems; the design of before stays and runs on', async ({ page, folder }) => {
  await expect(page.getByTestId('health-gateway')).toHaveText('healthy');
  await watchHarm(page);

  for (const { name, content, says } of bad) {
    await test.step(name, async () => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      await dropFile(page, file);
      const dialog = page.getByRole('dialog', { name: 'was not opened' });
      await expect(dialog).toContainText(says);
      // A name or a text of megabytes is not shown whole.
      expect((await dialog.innerText()).length).toBeLessThan(2_000);
      await dismiss(page);
    });
  }

  await test.step('a drawing that unpacks to 64 MB, chosen in the dialog', async () => {
    const file = path.join(folder, 'bomb.drawio');
    await writeFile(file, `<mxfile><diagram>${deflateRawSync(Buffer.alloc(64_000_000, 0x20)).toString('base64')}</diagram></mxfile>`);
    await page.keyboard.press('Control+Shift+O');
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.locator('input[type="file"]').setInputFiles(file);
    await expect(dialog.getByRole('alert')).toContainText('This cannot be imported');
    await dismiss(page);
  });

  await test.step('a link that unpacks to 200 MB, pasted and in the address', async () => {
    const link = bomb();
    expect(link.length).toBeLessThan(500_000);
    await paste(page, `https://studio.example/${link}`);
    await expect(page.getByRole('dialog', { name: 'Import' }).getByRole('alert')).toContainText('more than 2 MB');
    await dismiss(page);
    await page.evaluate((hash) => void (window.location.hash = hash), link);
    await expect(page.getByRole('dialog', { name: 'was not opened' })).toContainText('more than 2 MB');
    await dismiss(page);
  });

  await expect(page.getByTestId('health-gateway')).toHaveText('healthy');
  await page.getByTestId('node-orders').click({ position: { x: 60, y: 14 } });
  await page.keyboard.press('F2');
  await page.keyboard.type('Still here');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('node-orders')).toContainText('Still here');
});

test('a design in which every text is an attack is words wherever the studio shows them', async ({ page, folder }) => {
  test.setTimeout(240_000);
  const { design: attack } = poisoned(scenario('checkout-choreographed').design);
  const file = path.join(folder, 'attack.faultline.json');
  await writeFile(file, JSON.stringify(attack));
  await watchHarm(page);
  await dropFile(page, file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('attack.faultline.json');
  const cards = page.getByTestId(/^node-/);
  await expect(cards).toHaveCount(attack.nodes!.length);
  await expect(page.getByRole('timer', { name: 'Simulated time' })).not.toHaveText('00:00.0');
  await expect(page.getByText('pwned').first()).toBeVisible();

  await test.step('every view of the run', async () => {
    const tabs = page.getByRole('tablist', { name: 'Views of the run' }).getByRole('tab');
    const titles = await tabs.allInnerTexts();
    expect(titles.length).toBeGreaterThan(8);
    for (const tab of await tabs.all()) {
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      expect(await harmIn(page)).toEqual([]);
    }
  });

  await test.step('a component of each kind in the inspector, and its menu of faults', async () => {
    const oneOfKind = new Map((attack.nodes ?? []).map(({ kind, id }) => [kind, id]));
    for (const id of oneOfKind.values()) {
      await focusOn(page.locator(`.react-flow__node[data-id="${id}"]`));
      await page.keyboard.press('Enter');
      expect(await harmIn(page)).toEqual([]);
    }
    await page.keyboard.press('x');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('what leaves is looked at before: pictures, documents, texts', async () => {
    await page.keyboard.press('Control+Shift+E');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const formats = exporters.filter(({ of, extension }) => of === 'design' || extension === 'md').map(({ title }) => title);
    for (const title of formats) {
      await dialog.getByRole('radio', { name: title, exact: true }).check();
      await expect(dialog.getByRole('img', { name: /as it will be$/ }).or(dialog.getByRole('region', { name: /, text$/ }))).toBeVisible();
      expect(await harmIn(page)).toEqual([]);
    }
  });
});
