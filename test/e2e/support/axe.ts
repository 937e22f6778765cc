import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

interface AxeOptions {
  /** Selectors of what is looked at; the whole page when left out. */
  readonly within?: readonly string[];
  /** Levels that count; all when left out. */
  readonly levels?: readonly ('minor' | 'moderate' | 'serious' | 'critical')[];
  /** Only these rules. */
  readonly rules?: readonly string[];
}

export const serious = ['serious', 'critical'] as const;

/** What axe finds, a line for each place; after all that fades or slides has come to rest, since half a colour has half a contrast. */
export async function axeFindings(page: Page, { within = [], levels, rules }: AxeOptions = {}): Promise<string[]> {
  await atRest(page);
  // Without the second page that axe would put its results together in: an Electron window cannot open one, and it costs as much as the look itself.
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  for (const selector of within) builder.include(selector);
  if (rules) builder.withRules([...rules]);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => levels === undefined || levels.some((level) => level === impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary ?? ''}`));
}

/** All of it in light colours; then, since nothing else depends on colours, contrast alone in dark ones. */
export async function axeInBothThemes(page: Page, options: AxeOptions = {}): Promise<string[]> {
  const show = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  };
  await show('light');
  const found = await axeFindings(page, options);
  await show('dark');
  const dark = await axeFindings(page, { ...options, rules: ['color-contrast'] });
  await show('light');
  return [...found, ...dark.map((line) => `dark: ${line}`)];
}

/** Waits until nothing moves that ends by itself. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity);
    // What opens begins to move a moment after it is there, so rest must last for a while.
    for (let calm = 0; calm < 3; ) {
      const now = moving();
      calm = now.length === 0 ? calm + 1 : 0;
      await Promise.all(now.map((one) => one.finished.catch(() => undefined)));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
}
