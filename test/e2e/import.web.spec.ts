import { drawio } from '../../engine/export/drawio';
import type { Design } from '../../engine/design/schema';
import { axeFindings } from './support/axe';
import { dropText } from './support/drop-design';
import { expect, test } from './support/studio';

// The way in: what another tool drew is looked at, and then runs.

test.use({ viewport: { width: 1280, height: 800 } });

const shop: Design = {
  version: 1,
  name: 'Book shop',
  groups: [{ id: 'core', kind: 'context', name: 'Core' }],
  nodes: [
    { id: 'readers', kind: 'client', name: 'Readers', position: { x: 0, y: 0 } },
    { id: 'orders', kind: 'service', name: 'Orders', group: 'core', position: { x: 320, y: 0 } },
    { id: 'shelf', kind: 'database', name: 'Shelf', group: 'core', position: { x: 640, y: 0 } },
  ],
  links: [
    { id: 'ask', from: 'readers', to: 'orders' },
    { id: 'look-up', from: 'orders', to: 'shelf', protocol: 'sql' },
  ],
};

test('a drawing of another tool is dropped, looked at with its notes, opened, and runs; one that is broken is refused in words', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Import' });
  const open = dialog.getByRole('button', { name: 'Open as new design' });

  await test.step('broken', async () => {
    await dropText(page, 'broken.drawio', '<mxfile><diagram>');
    await expect(dialog.getByRole('alert')).toContainText('This cannot be imported');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('seen before it is opened', async () => {
    const written = drawio.write(shop, {});
    await dropText(page, 'book-shop.drawio', written.ok ? written.value.text : '');
    await expect(dialog).toContainText('Book shop, read as draw.io: 3 components, 2 links, 1 group.');
    await expect(dialog.getByRole('region', { name: 'Missing' })).toContainText('100 a second from “Readers”');
    await expect(dialog.getByRole('img', { name: 'Book shop, as it will be' })).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
  });

  await test.step('opened, it runs', async () => {
    await open.click();
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('health-shelf')).toHaveText('healthy');
  });

  await test.step('a flowchart that is pasted is read by Mermaid', async () => {
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'flowchart LR\n  a([Users]) --> b[Web shop] --> c[(Orders DB)]\n');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });
    await expect(dialog).toContainText('read as Mermaid flowchart: 3 components, 2 links.');
    await open.click();
    await expect(page.getByTestId('health-orders-db')).toHaveText('healthy');
  });
});
