import { appPorts } from '../store/app-ports';
import { studio } from '../store/studio';
import { readScenario, scenarioBySlug } from './scenarios';
import { type VariantId, variantDesign, variantsOf } from './variants';

/** Who asked last. */
let asked = 0;

/** Shows a scenario and runs it. A variant opens without the lesson, whose steps begin elsewhere. */
export async function openScenario(slug: string, variant: VariantId = 'opens'): Promise<void> {
  const head = scenarioBySlug(slug);
  if (!head) return;
  asked += 1;
  const mine = asked;
  try {
    const scenario = await readScenario(slug);
    if (mine !== asked) return;
    if (variant === 'opens') return studio.getState().openText(head.name, scenario.text, { scenario: slug });
    const design = variantDesign(scenario, variant);
    const title = variantsOf(scenario).find(({ id }) => id === variant)?.title;
    if (design && title) studio.getState().show(design, { name: `${head.name}: ${title}` });
  } catch {
    appPorts.say({ tone: 'bad', title: `“${head.name}” was not opened`, message: 'Its files could not be read. Try again.' });
  }
}

/** Opens it, after asking about changes that are not saved. */
export const askToOpen = (slug: string, variant?: VariantId): void =>
  studio.getState().guard(`Open “${scenarioBySlug(slug)?.name ?? slug}”`, () => void openScenario(slug, variant));
