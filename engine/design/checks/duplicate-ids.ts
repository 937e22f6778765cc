import { type Check, error } from './check';

const lists = {
  nodes: 'nodes',
  links: 'links',
  journeys: 'journeys',
  slos: 'objectives',
  faults: 'faults',
  experiments: 'experiments',
  zones: 'zones',
  entities: 'entities',
  invariants: 'invariants',
  events: 'events',
  groups: 'groups',
  notes: 'notes',
} as const;

export const duplicateIds: Check = function* (index) {
  const { design } = index;
  for (const [list, plural] of Object.entries(lists) as [keyof typeof lists, string][]) {
    const seen = new Set<string>();
    const told = new Set<string>();
    for (const { id } of design[list] ?? []) {
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
  // A client without journeys gets one per link, called like the link.
  const busy = new Set(design.journeys.map((journey) => journey.client));
  for (const link of design.links) {
    if (busy.has(link.from) || index.roleOf(link.from) !== 'source' || !index.journeys.has(link.id)) continue;
    yield error({
      code: 'duplicate-id',
      where: `journeys.${link.id}`,
      message: `Journey "${link.id}" is called like a link of "${link.from}", which has no journey of its own and therefore gets one of that name.`,
      remedy: `Rename the journey, or spell out the journeys of "${link.from}".`,
    });
  }
};
