import { type Parameter, parametersOf } from '../../engine/design/parameters';
import type { Design } from '../../engine/design/schema';
import { linkById, linkName, nodeById, nodeName } from '../inspector/describe';

interface ParameterGroup {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** What can be turned in a design, by the component or link that it belongs to. */
export function parameterChoices(design: Design, fits: (parameter: Parameter) => boolean = () => true): ParameterGroup[] {
  const groups = new Map<string, ParameterGroup>();
  for (const one of parametersOf(design)) {
    if (!fits(one) || !named.has(one.path.split('.')[0])) continue;
    const [list, id = ''] = one.path.split('.');
    const title = titleOf(design, list, id);
    const group = groups.get(title) ?? { group: title, items: [] };
    groups.set(title, group);
    group.items.push({ value: one.path, label: parameterTitle(design, one) });
  }
  return [...groups.values()];
}

/** A parameter with the name of what it belongs to, where the engine writes its id: "Shoppers: traffic, rate". */
export function parameterTitle(design: Design, { path, title }: Pick<Parameter, 'path' | 'title'>): string {
  const [list, id = ''] = path.split('.');
  return named.has(list) ? `${titleOf(design, list, id)}: ${title.replace(/^[^:]*: /, '')}` : title;
}

const named: ReadonlySet<string | undefined> = new Set(['nodes', 'links', 'journeys']);

function titleOf(design: Design, list: string | undefined, id: string): string {
  if (list === 'links') {
    const link = linkById(design, id);
    return link ? linkName(design, link) : id;
  }
  if (list === 'journeys') return design.journeys?.find((each) => each.id === id)?.name ?? id;
  return nodeName(nodeById(design, id), id);
}
