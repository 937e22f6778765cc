import { type Check, error } from './check';

const lists = { nodes: 'nodes', links: 'links', journeys: 'journeys', slos: 'objectives', faults: 'faults' } as const;

export const duplicateIds: Check = function* ({ design }) {
  for (const [list, plural] of Object.entries(lists) as [keyof typeof lists, string][]) {
    const seen = new Set<string>();
    const told = new Set<string>();
    for (const { id } of design[list]) {
      if (seen.has(id) && !told.has(id)) {
        told.add(id);
        yield error({
          code: 'duplicate-id',
          where: `${list}.${id}`,
          message: `Several ${plural} are called "${id}".`,
          remedy: 'Give each an id of its own, and see which one the rest of the file means.',
        });
      }
      seen.add(id);
    }
  }
};
