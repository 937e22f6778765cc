import { protocolNames } from '../design/protocols';
import { nodeKinds, type NodeKind } from '../nodes/registry';
import { designFromSketch } from './design-from-sketch';
import type { Importer } from './definition';
import { type Cell, readPage } from './drawio-cells';
import { cellPlaces } from './drawio-places';
import { iconOf, shapeOf } from './drawio-shapes';
import { counted, type NoteTaker, notesOf } from './note-taker';
import type { Sketch, SketchGroup, SketchLink, SketchNote, SketchPart } from './sketch';

/** @see https://www.drawio.com/doc/faq/diagram-source-edit */
export const drawio: Importer = {
  id: 'drawio',
  title: 'draw.io',
  about: 'Shapes, arrows, frames and words of a page, with their places.',
  extensions: ['drawio', 'dio', 'xml'],
  detects: (text) =>
    /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:mxfile|mxGraphModel)\b/.test(text.slice(0, 2000)) ||
    text.startsWith('%3CmxGraphModel'),
  read: async (text, { fileName }) => {
    // What draw.io puts on the clipboard is written like an address.
    const page = await readPage(text.startsWith('%3C') ? decodeURIComponent(text) : text);
    if (!page.ok) return page;
    const notes = notesOf();
    if (page.value.more > 0)
      notes.missing(`${counted(page.value.more, 'further page')} of the file: only the first one with a drawing is read.`);
    const sketch = sketchOf(page.value.cells, notes);
    return designFromSketch({ ...sketch, name: nameOf(page.value.name) }, fileName, notes);
  },
};

/** What draw.io calls a page by itself is no name. */
const nameOf = (page: string | null): string | null =>
  page === null || /^(page|seite|página|pagina)[- ]?\d*$/i.test(page.trim()) ? null : page;

function sketchOf(cells: readonly Cell[], notes: NoteTaker): Omit<Sketch, 'name'> {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const edges = cells.filter(({ is }) => is === 'edge');
  const vertices = cells.filter(({ is, parent }) => is === 'vertex' && byId.get(parent ?? '')?.is !== 'edge');
  const roles = rolesOf(vertices, edges);
  const labels = labelsOf(cells);
  const partOf = (id: string | null): string => above(byId, id, (cell) => roles.get(cell.id) === 'part') ?? '';
  const groupOf = (cell: Cell): string | undefined => above(byId, cell.parent, ({ id }) => roles.get(id) === 'group');
  const having = (role: Role) => vertices.filter(({ id }) => roles.get(id) === role);
  const places = cellPlaces(byId, having('part'));
  const unnamed = having('decoration').length;
  if (unnamed > 0) notes.missing(`${counted(unnamed, 'shape')} without words and links: taken for decoration.`);
  tellEdges(edges, notes);
  return {
    parts: having('part').map((cell) => partFrom(cell, groupOf(cell), places.ofPart(cell))),
    links: edges.map((edge) => linkFrom(edge, partOf(edge.source), partOf(edge.target), labels.get(edge.id) ?? '')),
    groups: having('group').map((cell) => groupFrom(cell, groupOf(cell), places.corner(cell))),
    notes: having('note').map((cell) => noteFrom(cell, places.corner(cell))),
  };
}

type Role = 'part' | 'group' | 'note' | 'decoration' | 'nothing';

/** What each shape is to a system: by what our own export wrote on it, by what is in it, by its style. */
function rolesOf(vertices: readonly Cell[], edges: readonly Cell[]): ReadonlyMap<string, Role> {
  const linked = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const around = new Map<string, Cell[]>();
  for (const cell of vertices) around.set(cell.parent ?? '', [...(around.get(cell.parent ?? '')?.slice(0, 50) ?? []), cell]);
  const isWords = ({ style }: Cell) => style.has('text') || style.get('shape') === 'tableRow' || style.get('shape') === 'partialRectangle';
  const roleOf = (cell: Cell): Role => {
    const { attributes, style, id, label } = cell;
    if (attributes.has('faultlineNode')) return 'part';
    if (attributes.has('faultlineGroup')) return 'group';
    if (attributes.has('faultlineNote')) return 'note';
    const inside = around.get(id) ?? [];
    if (inside.some((each) => !isWords(each))) return label.trim() === '' && !style.has('swimlane') ? 'nothing' : 'group';
    if (inside.length === 0 && style.get('container') === '1' && !linked.has(id)) return 'group';
    if (linked.has(id)) return 'part';
    if (label.trim() === '') return iconOf(cell) === null ? 'decoration' : 'part';
    return isWords(cell) || style.get('shape') === 'note' ? 'note' : 'part';
  };
  return new Map(vertices.map((cell) => [cell.id, roleOf(cell)]));
}

/** The nearest cell from `id` outwards that fits. */
function above(byId: ReadonlyMap<string, Cell>, id: string | null, fits: (cell: Cell) => boolean): string | undefined {
  let cell = byId.get(id ?? '');
  for (let steps = 0; cell && steps < 100; steps += 1) {
    if (fits(cell)) return cell.id;
    cell = byId.get(cell.parent ?? '');
  }
  return undefined;
}

const isKind = (text: string): text is NodeKind => Object.hasOwn(nodeKinds, text);

function partFrom(cell: Cell, group: string | undefined, place: SketchPart['place']): SketchPart {
  const { id: key, attributes, label } = cell;
  const icon = iconOf(cell);
  const own = attributes.get('faultlineNode');
  const kind = attributes.get('faultlineKind') ?? '';
  return {
    key,
    name: label.trim() === '' ? (icon ?? own ?? '') : label,
    ...(own !== undefined && { id: own }),
    ...(isKind(kind) ? { kind } : { shape: shapeOf(cell), technology: icon ?? undefined }),
    group,
    place,
  };
}

function linkFrom({ attributes }: Cell, from: string, to: string, label: string): SketchLink {
  const own = attributes.get('faultlineLink');
  const protocol = protocolNames.find((name) => name === attributes.get('faultlineProtocol'));
  return { from, to, label, ...(own !== undefined && { id: own }), ...(protocol && { protocol }) };
}

/** What stands on lines: their own words, or those of the labels on them. */
function labelsOf(cells: readonly Cell[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { is, id, label } of cells) if (is === 'edge' && label.trim() !== '') labels.set(id, label);
  const edges = new Set(cells.filter(({ is }) => is === 'edge').map(({ id }) => id));
  for (const { is, parent, label } of cells)
    if (is === 'vertex' && parent !== null && edges.has(parent) && label.trim() !== '' && !labels.has(parent)) labels.set(parent, label);
  return labels;
}

function groupFrom({ id: key, attributes, label }: Cell, parent: string | undefined, place: SketchGroup['place']): SketchGroup {
  const own = attributes.get('faultlineGroup');
  const kind = (['plain', 'context', 'zone', 'region'] as const).find((each) => each === attributes.get('faultlineKind'));
  return {
    key,
    name: label.trim() === '' ? (own ?? 'Group') : label,
    parent,
    place,
    ...(own !== undefined && { id: own }),
    ...(kind && { kind }),
  };
}

const noteFrom = ({ attributes, label, style, width, height }: Cell, place: SketchNote['place']): SketchNote => {
  const own = attributes.get('faultlineNote');
  return {
    text: label,
    place,
    look: style.get('shape') === 'note' ? 'note' : 'text',
    ...(own !== undefined && { id: own }),
    ...(width > 0 && height > 0 && { size: { width, height } }),
  };
};

function tellEdges(edges: readonly Cell[], notes: NoteTaker): void {
  const heads = ({ style }: Cell) => ({
    start: (style.get('startArrow') ?? 'none') !== 'none',
    end: (style.get('endArrow') ?? 'classic') !== 'none',
  });
  const both = edges.filter((edge) => heads(edge).start && heads(edge).end).length;
  const open = edges.filter((edge) => !heads(edge).start && !heads(edge).end).length;
  if (both > 0) notes.guessed(`${counted(both, 'arrow')} with two heads: the one that it was drawn from calls the other.`);
  if (open > 0) notes.guessed(`${counted(open, 'line')} without an arrow head: the one that it was drawn from calls the other.`);
}
