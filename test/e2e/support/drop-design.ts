import type { Page } from '@playwright/test';

/** Drops a file onto the page, as a user would from the file manager. In a browser only: the desktop shell wants real files. */
export async function dropText(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: 'application/json' }));
      return transfer;
    },
    [name, text] as const,
  );
  await page.dispatchEvent('[aria-label="Canvas"]', 'drop', { dataTransfer: data });
}

export const dropDesign = (page: Page, design: object): Promise<void> => dropText(page, 'dropped.faultline.json', JSON.stringify(design));
