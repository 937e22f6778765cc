import type { Edit } from '../../engine/design/edits';
import { newId } from '../../engine/design/ids';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import { CARD, type Place } from '../../engine/design/auto-layout';
import type { Fragment } from './clipboard';
import { drawnAlong } from './paste-drawn';
import { linkWithLinks, nodeWithLinks } from './references';

/** How far a copy stands from what it was made of. [px] */
const STEP = 40;

export interface Pasted {
  readonly edits: readonly Edit[];
  /** Ids of the new nodes. */
  readonly nodes: readonly string[];
  /** Ids of the new groups that lie in no other new one, and of the new notes. */
  readonly groups: readonly string[];
  readonly words: readonly string[];
  /** What the user should know of it: what came along, and what could not. Sentences. */
  readonly notes: readonly string[];
}

/** Old ids of a fragment and the free ones that they get. */
export interface Renaming {
  readonly nodes: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
  readonly journeys: ReadonlyMap<string, string>;
}

/** What adding the fragment would do. New ids are free ones, and whatever names a link names the new one. */
export function pasteFragment(design: Design, fragment: Fragment, where?: Place | { readonly by: Place }): Pasted {
  const names = renaming(design, fragment);
  let lost = 0;
  const rename = (link: string): string | null => {
    const found = names.links.get(link) ?? null;
    if (found === null) lost++;
    return found;
  };
  const shift = shiftOf(design, fragment.nodes ?? [], where);
  const drawn = drawnAlong(design, fragment, names, shift);
  const zones = new Set((design.zones ?? []).map(({ id }) => id));
  const nodes = (fragment.nodes ?? []).map((node): DesignNode => {
    const copy = nodeWithLinks(node, rename);
    const { x, y } = node.position ?? { x: 0, y: 0 };
    // Zones of the design that it came from mean nothing here, unless there are such zones here too.
    const kept = copy.zones?.filter((zone) => zones.has(zone));
    const { group: _, ...loose } = copy;
    const group = drawn.home(copy.group);
    return {
      ...loose,
      ...(group !== undefined && { group }),
      ...(kept && { zones: kept }),
      id: names.nodes.get(node.id) ?? node.id,
      position: { x: x + shift.x, y: y + shift.y },
    };
  });
  const links = linksWithEnds(fragment, names).map((link) => linkWithLinks(link, rename));
  const journeys = journeysOf(fragment, names);
  const came = cameAlong(design, fragment, names);
  const lostZones = [...new Set((fragment.nodes ?? []).flatMap((node) => node.zones ?? []))].filter((zone) => !zones.has(zone));
  return {
    nodes: nodes.map((node) => node.id),
    groups: drawn.groups,
    words: drawn.words,
    edits: [
      ...came.edits,
      ...drawn.before,
      ...nodes.map((node): Edit => ({ kind: 'add-node', node })),
      ...drawn.after,
      ...links.map((link): Edit => ({ kind: 'add-link', link })),
      ...(journeys.length > 0 ? [{ kind: 'set-journeys', journeys: [...(design.journeys ?? []), ...journeys] } as const] : []),
    ],
    notes: [
      ...came.notes,
      ...(lostZones.length > 0 ? [`This design has no zone ${lostZones.join(', ')}; the copies are in none.`] : []),
      ...(lost > 0 ? ['What a copy did over links that were not copied is left out of its steps.'] : []),
    ],
  };
}

function renaming(design: Design, { nodes = [], links = [], journeys = [] }: Fragment): Renaming {
  // Each new id is taken for the next one.
  let grown = design;
  const nodeIds = new Map<string, string>();
  for (const node of nodes) {
    const id = newId(grown, node.id);
    grown = { ...grown, nodes: [...(grown.nodes ?? []), { ...node, id }] };
    nodeIds.set(node.id, id);
  }
  const linkIds = new Map<string, string>();
  for (const link of links) {
    const [from, to] = [nodeIds.get(link.from), nodeIds.get(link.to)];
    if (from === undefined || to === undefined) continue;
    const id = newId(grown, `${from}-${to}`);
    grown = { ...grown, links: [...(grown.links ?? []), { ...link, id }] };
    linkIds.set(link.id, id);
  }
  const journeyIds = new Map<string, string>();
  for (const journey of journeys) {
    const id = newId(grown, journey.id);
    grown = { ...grown, journeys: [...(grown.journeys ?? []), { ...journey, id }] };
    journeyIds.set(journey.id, id);
  }
  return { nodes: nodeIds, links: linkIds, journeys: journeyIds };
}

const linksWithEnds = ({ links = [] }: Fragment, names: Renaming): DesignLink[] =>
  links.flatMap((link) => {
    const [id, from, to] = [names.links.get(link.id), names.nodes.get(link.from), names.nodes.get(link.to)];
    return id !== undefined && from !== undefined && to !== undefined ? [{ ...link, id, from, to }] : [];
  });

const journeysOf = ({ journeys = [] }: Fragment, names: Renaming) =>
  journeys.flatMap((journey) => {
    const [id, client, link] = [names.journeys.get(journey.id), names.nodes.get(journey.client), names.links.get(journey.link)];
    return id !== undefined && client !== undefined && link !== undefined ? [{ ...journey, id, client, link }] : [];
  });

/** Beside the originals, or around a place. A copy never covers another card exactly: it steps aside until it is seen. */
function shiftOf(design: Design, nodes: readonly DesignNode[], where: Place | { readonly by: Place } | undefined): Place {
  const places = nodes.map((node) => node.position ?? { x: 0, y: 0 });
  const beside = { x: STEP, y: STEP };
  const first = where && 'by' in where ? where.by : where && places.length > 0 ? towards(middleOf(places), where) : beside;
  const taken = new Set((design.nodes ?? []).map(({ position }) => `${position?.x},${position?.y}`));
  let shift = first;
  while (places.some(({ x, y }) => taken.has(`${x + shift.x},${y + shift.y}`))) shift = { x: shift.x + STEP, y: shift.y + STEP };
  return shift;
}

const towards = (from: Place, to: Place): Place => ({ x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) });

/** The middle of cards. */
function middleOf(places: readonly Place[]): Place {
  const between = (values: readonly number[], size: number) => (Math.min(...values) + Math.max(...values) + size) / 2;
  return {
    x: between(
      places.map(({ x }) => x),
      CARD.width,
    ),
    y: between(
      places.map(({ y }) => y),
      CARD.height,
    ),
  };
}

/** Entities and events that the steps name and that are not here yet; those that are here stay as they are. */
function cameAlong(design: Design, { entities = [], events = [] }: Fragment, names: Renaming) {
  const owned = <T extends { readonly owner?: string | undefined }>(thing: T): T => {
    const { owner, ...free } = thing;
    const here = owner === undefined ? undefined : names.nodes.get(owner);
    return { ...free, ...(here !== undefined && { owner: here }) } as T;
  };
  const newEntities = missing(design.entities, entities).map(owned);
  const newEvents = missing(design.events, events).map(owned);
  const different = [...differing(design.entities, entities), ...differing(design.events, events)];
  const ids = [...newEntities, ...newEvents].map(({ id }) => id);
  const edits: Edit[] =
    ids.length === 0
      ? []
      : [
          {
            kind: 'set-info',
            ...(newEntities.length > 0 && { entities: [...(design.entities ?? []), ...newEntities] }),
            ...(newEvents.length > 0 && { events: [...(design.events ?? []), ...newEvents] }),
          },
        ];
  return {
    edits,
    notes: [
      ...(ids.length > 0 ? [`Came along, since steps name it: ${ids.join(', ')}.`] : []),
      ...(different.length > 0 ? [`Stays as this design has it, though the copy's was different: ${different.join(', ')}.`] : []),
    ],
  };
}

interface Named {
  readonly id: string;
}
const missing = <T extends Named>(here: readonly T[] | undefined, wanted: readonly T[]): readonly T[] =>
  wanted.filter(({ id }) => !here?.some((one) => one.id === id));

/** Ids of those that mean something else here; who owns them is a matter of each design. */
const differing = <T extends Named>(here: readonly T[] | undefined, wanted: readonly T[]): readonly string[] => {
  const meaning = (thing: T) => JSON.stringify({ ...thing, owner: undefined });
  return wanted.flatMap((one) => {
    const own = here?.find(({ id }) => id === one.id);
    return own && meaning(own) !== meaning(one) ? [one.id] : [];
  });
};
