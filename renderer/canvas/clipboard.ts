import { z } from 'zod';
import { contentOf } from '../../engine/design/groups';
import { type Design, VERSION, zDesign } from '../../engine/design/schema';
import { limits } from '../../engine/design/limits';
import { type Place, placesOf } from '../../engine/design/auto-layout';
import { type Pasted, pasteFragment } from './paste';
import { namedBy } from './references';

const FORMAT = 'faultline-clipboard-1';

/** The part of a design that a copy takes along. */
export type Fragment = Pick<Design, 'nodes' | 'links' | 'journeys' | 'entities' | 'events' | 'groups' | 'notes'>;

/**
 * The selected nodes as text that any window of the studio can paste: with the links among them, the journeys that begin
 * with those, and the entities and events that their steps name.
 */
export function copyText(
  design: Design,
  ids: readonly string[],
  drawn: { readonly groups?: readonly string[]; readonly notes?: readonly string[] } = {},
): string | null {
  const fragment = fragmentOf(design, ids, drawn);
  return fragment && JSON.stringify({ format: FORMAT, ...fragment }, null, 2);
}

/** Null where nothing is chosen. A group brings its content along, and a component the notes on it. */
function fragmentOf(
  design: Design,
  ids: readonly string[],
  { groups: groupIds = [], notes: noteIds = [] }: { readonly groups?: readonly string[]; readonly notes?: readonly string[] },
): Fragment | null {
  const content = groupIds.map((id) => contentOf(design, id));
  const chosen = new Set([...ids, ...content.flatMap((inside) => inside.nodes)]);
  const chosenGroups = new Set([...groupIds, ...content.flatMap((inside) => inside.groups)]);
  const chosenNotes = new Set([...noteIds, ...content.flatMap((inside) => inside.notes)]);
  const groups = (design.groups ?? []).filter(({ id }) => chosenGroups.has(id));
  const notes = (design.notes ?? []).filter(
    ({ id, attachedTo }) => chosenNotes.has(id) || (attachedTo !== undefined && chosen.has(attachedTo)),
  );
  const places = placesOf(design);
  const nodes = (design.nodes ?? []).filter((node) => chosen.has(node.id)).map((node) => ({ ...node, position: places[node.id] }));
  if (nodes.length + groups.length + notes.length === 0) return null;
  const links = (design.links ?? []).filter((link) => chosen.has(link.from) && chosen.has(link.to));
  const linkIds = new Set(links.map(({ id }) => id));
  const named = nodes.map(namedBy);
  const journeys = (design.journeys ?? []).filter(({ link }) => linkIds.has(link));
  const entities = (design.entities ?? []).filter(({ id }) => named.some((names) => names.entities.has(id)));
  const events = (design.events ?? []).filter(({ id }) => named.some((names) => names.events.has(id)));
  return {
    nodes,
    links,
    ...(journeys.length > 0 && { journeys }),
    ...(entities.length > 0 && { entities }),
    ...(events.length > 0 && { events }),
    ...(groups.length > 0 && { groups }),
    ...(notes.length > 0 && { notes }),
  };
}

/**
 * What pasting the text would do; null when it holds no components.
 * @param at middle of the copies on the canvas; beside what they were made of when left out [px]
 */
export function pasteText(design: Design, text: string, at?: Place): Pasted | null {
  const fragment = readClip(text);
  return fragment && pasteFragment(design, fragment, at);
}

const zClip = z.looseObject({ format: z.literal(FORMAT) });

/** The clipboard holds whatever people copied last, so nothing in it is believed. */
function readClip(text: string): Fragment | null {
  if (text.length > limits.fileBytes || !text.includes(FORMAT)) return null;
  try {
    const { format: _, ...fragment } = zClip.parse(JSON.parse(text));
    const design = { ...fragment, version: VERSION, name: 'Clipboard' };
    if (!zDesign.safeParse(design).success) return null;
    const { nodes, groups, notes } = fragment as Fragment;
    return [nodes, groups, notes].some((list) => list?.length) ? fragment : null;
  } catch {
    return null;
  }
}
