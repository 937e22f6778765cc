import { expect, type Locator } from '@playwright/test';

/** Puts the keyboard on a thing and sees that it is there. What is only just drawn is hidden until its size is known, and takes no focus so long. */
export async function focusOn(thing: Locator): Promise<void> {
  await expect(async () => {
    await thing.focus({ timeout: 5000 });
    await expect(thing).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
}
