import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../../engine/core/problem';
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
 * What pasting the text would do; null when it holds no components, and problems when it holds more than a design may.
 * @param where middle of the copies on the canvas, or how far they stand from what they were made of; a little beside it when left out [px]
 */
export function pasteText(design: Design, text: string, where?: Place | { readonly by: Place }): Result<Pasted> | null {
  const read = readClip(text);
  if (!read) return null;
  if (!read.ok) return read;
  const full = (['nodes', 'links', 'groups', 'notes'] as const).find(
    (list) => (design[list]?.length ?? 0) + (read.value[list]?.length ?? 0) > limits[list],
  );
  return full ? failure(tooMany(full)) : success(pasteFragment(design, read.value, where));
}

const zClip = z.looseObject({ format: z.literal(FORMAT) }).or(z.looseObject({ version: z.literal(VERSION) }));

/** Whether a text says that it is ours: a copy, or a whole design. The whole of a huge one is not read for that. */
const saysOurs = (text: string): boolean => text.includes(FORMAT) || /^\s*\{\s*"(version|\$schema|name)"\s*:/.test(text.slice(0, 500));

/** The clipboard holds whatever people copied last, so nothing in it is believed. */
function readClip(text: string): Result<Fragment> | null {
  if (!saysOurs(text)) return null;
  if (text.length > limits.fileBytes) return failure(tooLong(text.length));
  try {
    const parsed = zClip.parse(JSON.parse(text));
    const { nodes, links, journeys, entities, events, groups, notes } = parsed as unknown as Fragment;
    const most = (
      [
        ['nodes', nodes],
        ['links', links],
        ['groups', groups],
        ['notes', notes],
      ] as const
    ).find(([list, items]) => (items?.length ?? 0) > limits[list]);
    if (most) return failure(tooMany(most[0]));
    const given = Object.entries({ nodes, links, journeys, entities, events, groups, notes }).filter(([, list]) => list !== undefined);
    const fragment = Object.fromEntries(given) as Fragment;
    if (!zDesign.safeParse({ ...fragment, version: VERSION, name: 'Clipboard' }).success) return null;
    return [nodes, groups, notes].some((list) => list?.length) ? success(fragment) : null;
  } catch {
    return null;
  }
}

const tooLong = (characters: number): Problem => ({
  severity: 'error',
  code: 'clipboard-too-large',
  where: 'clipboard',
  message: `The clipboard holds ${Math.round(characters / 1e5) / 10} MB, and a design may have ${limits.fileBytes / 1e6} MB. Nothing was pasted.`,
  remedy: 'Copy fewer components at a time.',
});

const tooMany = (list: 'nodes' | 'links' | 'groups' | 'notes'): Problem => ({
  severity: 'error',
  code: 'clipboard-too-many',
  where: 'clipboard',
  message: `With what is in the clipboard the design would have more than ${limits[list].toLocaleString('en')} ${list === 'nodes' ? 'components' : list}. Nothing was pasted.`,
  remedy: 'Copy fewer components at a time.',
});
