import type { Page } from '@playwright/test';

/** Drops a file from the disk onto the canvas, on either surface: a file with a path, as the desktop shell wants it. */
export async function dropFile(page: Page, file: string): Promise<void> {
  const input = await page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file' }));
  await input.asElement()?.setInputFiles(file);
  const transfer = await page.evaluateHandle((element) => {
    const data = new DataTransfer();
    data.items.add(element.files![0]!);
    return data;
  }, input);
  await page.dispatchEvent('[aria-label="Canvas"]', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('[aria-label="Canvas"]', 'drop', { dataTransfer: transfer });
}
