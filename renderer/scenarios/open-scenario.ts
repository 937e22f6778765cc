import { studio } from '../store/studio';
import { scenarioBySlug } from './scenarios';

/** Shows a scenario and runs it. */
export function openScenario(slug: string): void {
  const scenario = scenarioBySlug(slug);
  if (scenario) studio.getState().openText(scenario.name, scenario.text, { scenario: slug });
}
