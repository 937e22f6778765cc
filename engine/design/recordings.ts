import { stepsOf } from './steps';
import type { ResolvedDesign } from './schema';

interface Entries {
  readonly journeys?: readonly { readonly id: string; readonly client: string }[] | undefined;
  readonly links?: readonly { readonly id: string; readonly from: string }[] | undefined;
}

/** Ids that a client's recorded requests may name as their journey: those written down, else one for each link. */
export function journeyIds({ journeys = [], links = [] }: Entries, client: string): string[] {
  const own = journeys.filter((journey) => journey.client === client).map(({ id }) => id);
  return own.length > 0 ? own : links.filter(({ from }) => from === client).map(({ id }) => id);
}

/** Of these columns of recorded times, those that nothing in the design asks for. */
export function unusedColumns(design: ResolvedDesign, names: readonly string[]): string[] {
  const asked = new Set<string>();
  for (const node of design.nodes) {
    if ((node.operations ?? []).length === 0) asked.add(node.id);
    for (const { step } of stepsOf(node)) {
      if (step.kind === 'work' && step.own) asked.add(node.id);
      else if ('recorded' in step && step.recorded !== undefined) asked.add(step.recorded);
    }
  }
  return names.filter((name) => !asked.has(name) && !(/\.\d+$/.test(name) && asked.has(name.replace(/\.\d+$/, ''))));
}
