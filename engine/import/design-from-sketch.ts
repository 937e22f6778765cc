import { failure, type Result, success } from '../core/problem';
import { limits } from '../design/limits';
import { type Design, type DesignLink, type DesignNode, type DesignNote, VERSION } from '../design/schema';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { withOrder } from './call-order';
import { withTraffic } from './default-traffic';
import { type Imported, importProblem } from './definition';
import { kindFromDrawing } from './kind-from-drawing';
import { protocolInWords, takesFrom, usualProtocol } from './link-protocol';
import { mendLinks } from './mend-links';
import { counted, listed, type NoteTaker, notesOf } from './note-taker';
import { freeIds, safeName } from './safe-names';
import type { Sketch, SketchLink, SketchPart } from './sketch';
import { groupsFrom } from './sketch-groups';

/**
 * Makes a design of what a file says: safe ids that are used once, kinds, protocols, clients, and no link that a design may
 * not have. Places are left to who reads it. What had to be taken for likely is told.
 */
export function designFromSketch(sketch: Sketch, fileName: string, notes: NoteTaker): Result<Imported> {
  const tooMuch = boundProblem(sketch);
  if (tooMuch) return failure(tooMuch);
  const nodeId = freeIds();
  const linkId = freeIds();
  const { groups, zones, groupOf } = groupsFrom(sketch.groups ?? [], notes);
  // Ids that the file asks for come before those that are made of names.
  const ids = idsFor(sketch.parts, nodeId, ({ id, name }) => id ?? name);
  const drawn = sketch.parts.map((part) => nodeFrom(part, ids.get(part.key)!, groupOf(part.group)));
  const drawing = sketch.told ? notesOf() : notes;
  tellKinds(sketch.parts, drawn, drawing);
  const nodes = drawn.map(({ node }) => node);
  const byKey = new Map(sketch.parts.map(({ key }, at) => [key, nodes[at]!]));
  const links = linksFrom(sketch.links, byKey, linkId, drawing);
  const linkOf = new Map(sketch.links.flatMap(({ key }, at) => (key === undefined || !links[at] ? [] : [[key, links[at].id] as const])));
  const withOperations = nodes.map((node, at): DesignNode => {
    const operations = sketch.parts[at]!.operations?.((key) => linkOf.get(key) ?? key);
    return operations === undefined ? node : { ...node, operations };
  });
  const free = { node: nodeId, link: linkId };
  const mended = mendLinks({ nodes: withOperations, links: links.filter((link) => link !== null) }, free, notes);
  const parts = withTraffic(withOrder(mended, notes), free, notes);
  const description = sketch.description?.slice(0, 4000).trim() ?? '';
  const design: Design = {
    version: VERSION,
    name: safeName(sketch.name ?? '') || safeName(baseOf(fileName)) || 'Imported design',
    ...(description !== '' && { description }),
    ...(zones.length > 0 && { zones }),
    nodes: [...parts.nodes],
    links: [...parts.links],
    ...(groups.length > 0 && { groups: [...groups] }),
    ...notesFrom(sketch),
  };
  return success({ design, notes: notes.taken() });
}

function boundProblem({ parts, links, groups = [], notes = [] }: Sketch) {
  if (parts.length === 0)
    return importProblem(
      'nothing-to-import',
      'There is no component in this file.',
      'Check that it is the right file, and that it holds a drawing of components.',
    );
  const counts = {
    components: [parts.length, limits.nodes],
    links: [links.length, limits.links],
    groups: [groups.length, limits.groups],
    notes: [notes.length, limits.notes],
  } as const;
  const over = Object.entries(counts).find(([, [n, most]]) => n > most);
  return over
    ? importProblem(
        'import-too-large',
        `The file has ${over[1][0].toLocaleString('en')} ${over[0]}; a design may have ${over[1][1].toLocaleString('en')}.`,
        'Import a part of it.',
      )
    : null;
}

/** `shop.drawio.xml` → `shop` */
const baseOf = (fileName: string): string => (fileName.split(/[\\/]/).at(-1) ?? '').replace(/(\.[a-z0-9]{1,12})+$/i, '');

function idsFor(
  parts: readonly SketchPart[],
  free: (wanted: string) => string,
  wanted: (part: SketchPart) => string,
): ReadonlyMap<string, string> {
  const asked = parts.filter(({ id }) => id !== undefined);
  return new Map([...asked, ...parts.filter(({ id }) => id === undefined)].map((part) => [part.key, free(wanted(part))]));
}

interface Drawn {
  readonly node: DesignNode;
  /** Why it is of this kind; null where nothing says so. */
  readonly why: string | null;
  readonly sure: boolean;
}

function nodeFrom(part: SketchPart, id: string, group: string | undefined): Drawn {
  const name = safeName(part.name);
  const { kind, why } = part.kind ? { kind: part.kind, why: null } : kindFromDrawing(part);
  const node = {
    id,
    kind,
    ...(name !== '' && name !== id && { name }),
    ...(part.place && { position: { x: bounded(part.place.x), y: bounded(part.place.y) } }),
    ...(group !== undefined && { group }),
    ...(part.zones && part.zones.length > 0 && { zones: [...part.zones] }),
    ...(part.params && { params: part.params }),
  } as DesignNode;
  return { node, why, sure: part.kind !== undefined };
}

/** [px] */
const bounded = (value: number): number => Math.max(-1e6, Math.min(1e6, Math.round(value)));

function tellKinds(parts: readonly SketchPart[], drawn: readonly Drawn[], notes: NoteTaker): void {
  const plain: string[] = [];
  for (const { node, why, sure } of drawn) {
    const name = node.name ?? node.id;
    if (sure) continue;
    if (why === null) plain.push(name);
    else notes.guessed(`“${name}” is taken for: ${nodeKinds[node.kind].title.toLowerCase()}, ${why}.`);
  }
  if (plain.length > 0)
    notes.guessed(
      `Nothing says what ${listed(plain)} ${plain.length === 1 ? 'is' : 'are'}: taken for ${plain.length === 1 ? 'a service' : 'services'}.`,
    );
  const known = drawn.filter(({ sure }) => sure).length;
  notes.inferred(
    `${counted(parts.length, 'component')}${known > 0 ? `, the kind of ${known === parts.length ? 'each' : known} as the file says` : ''}.`,
  );
}

/** A link for each arrow, in their order; null for one that leads nowhere. */
function linksFrom(
  links: readonly SketchLink[],
  byKey: ReadonlyMap<string, DesignNode>,
  free: (wanted: string) => string,
  notes: NoteTaker,
): (DesignLink | null)[] {
  let lost = 0;
  let usual = 0;
  const turned: string[] = [];
  const words: string[] = [];
  const asked = new Map(links.filter(({ id }) => id !== undefined).map((link) => [link, free(link.id!)]));
  const made = links.map((link): DesignLink | null => {
    const [one, other] = [byKey.get(link.from), byKey.get(link.to)];
    if (!one || !other) {
      lost += 1;
      return null;
    }
    const label = link.label ?? '';
    // "Worker consumes from the queue": messages go the other way.
    const turn = isBroker(other) && !isBroker(one) && takesFrom(label);
    const [from, to] = turn ? [other, one] : [one, other];
    if (turn) turned.push(`${from.name ?? from.id} → ${to.name ?? to.id}`);
    const said = link.protocol ?? protocolInWords(label);
    if (said === null) {
      usual += 1;
      if (safeName(label) !== '') words.push(safeName(label));
    }
    const event = isBroker(from) || isBroker(to);
    const protocol = event && link.protocol === undefined ? 'event' : (said ?? usualProtocol(from, to));
    return { id: asked.get(link) ?? free(`${from.id}-${to.id}`), from: from.id, to: to.id, ...(protocol !== 'rest' && { protocol }) };
  });
  const there = made.filter((link) => link !== null).length;
  notes.inferred(`${counted(there, 'link')}, in the direction of the arrows.`);
  if (turned.length > 0) notes.guessed(`Messages go against the arrow where it says “consumes” or the like: ${listed(turned)}.`);
  if (usual > 0)
    notes.guessed(
      `${counted(usual, 'link')} ${usual === 1 ? 'does' : 'do'} not say what protocol is spoken: the usual one for what is called is taken.`,
    );
  if (words.length > 0) notes.missing(`Words on links have no place in a design: ${listed([...new Set(words)])}.`);
  if (lost > 0) notes.missing(`${counted(lost, 'line')} ${lost === 1 ? 'does' : 'do'} not connect two components.`);
  return made;
}

const isBroker = ({ kind }: DesignNode): boolean => takesMessages(nodeKinds[kind].role);

function notesFrom({ notes = [] }: Sketch): { notes?: DesignNote[] } {
  const free = freeIds();
  const made = notes.flatMap(({ id, text, look, place, size }): DesignNote[] => {
    const words = text
      .replaceAll(/[^\P{Cc}\n\t]/gu, '')
      .slice(0, limits.noteLength)
      .trim();
    if (words === '') return [];
    return [
      {
        id: free(id ?? 'note'),
        text: words,
        ...(look === 'text' && { look }),
        position: { x: bounded(place.x), y: bounded(place.y) },
        ...(size && { size: { width: within(size.width, 60), height: within(size.height, 24) } }),
      },
    ];
  });
  return made.length > 0 ? { notes: made } : {};
}

/** [px] */
const within = (value: number, least: number): number => Math.max(least, Math.min(2000, Math.round(value)));
