import type { Design } from '../../engine/design/schema';
import type { Selection } from './state';

export const nothing: Selection = { nodes: [], links: [], groups: [], notes: [] };

export const selectable = ['nodes', 'links', 'groups', 'notes'] as const;

/** What is left of a selection in another state of the document. */
export function stillThere(selection: Selection, document: Design): Selection {
  const left = (kind: (typeof selectable)[number]) => {
    const ids = new Set(document[kind]?.map(({ id }) => id));
    return selection[kind].filter((id) => ids.has(id));
  };
  return { nodes: left('nodes'), links: left('links'), groups: left('groups'), notes: left('notes') };
}
