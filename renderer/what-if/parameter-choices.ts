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
    if (!fits(one) || !/^(nodes|links|journeys)\./.test(one.path)) continue;
    const [list, id = ''] = one.path.split('.');
    const title = titleOf(design, list, id);
    const group = groups.get(title) ?? { group: title, items: [] };
    groups.set(title, group);
    // The names of what it belongs to stand above.
    group.items.push({ value: one.path, label: `${title}: ${one.title.replace(/^[^:]*: /, '')}` });
  }
  return [...groups.values()];
}

function titleOf(design: Design, list: string | undefined, id: string): string {
  if (list === 'links') {
    const link = linkById(design, id);
    return link ? linkName(design, link) : id;
  }
  if (list === 'journeys') return design.journeys?.find((each) => each.id === id)?.name ?? id;
  return nodeName(nodeById(design, id), id);
}
