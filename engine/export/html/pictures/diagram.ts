import type { Design } from '../../../design/schema';
import { html, type Markup } from '../markup';
import { short } from '../words';

type Node = NonNullable<Design['nodes']>[number];

const WIDE = 150;
const HIGH = 46;
const GAP_X = 80;
const GAP_Y = 28;
const EDGE = 8;

interface Placed {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
}

/** The drawing of a design: boxes where their author put them, or in columns from the clients on, and arrows. */
export function diagram({ nodes = [], links = [] }: Pick<Design, 'nodes' | 'links'>, label: string): Markup {
  const placed = nodes.every(({ position }) => position !== undefined) ? asDrawn(nodes) : inColumns(nodes, links);
  const at = new Map(placed.map((one) => [one.node.id, one]));
  const width = Math.max(0, ...placed.map(({ x }) => x)) + WIDE + 2 * EDGE;
  const height = Math.max(0, ...placed.map(({ y }) => y)) + HIGH + 2 * EDGE;
  return html`<svg viewBox="${-EDGE} ${-EDGE} ${width} ${height}" width="${Math.min(width, 960)}" role="img" aria-label="${label}">
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
${links.flatMap(({ id, from, to }) => {
  const [a, b] = [at.get(from), at.get(to)];
  return a && b ? [arrow(a, b, id ?? `${from} to ${to}`)] : [];
})}
${placed.map(box)}
</svg>`;
}

const box = ({ node, x, y }: Placed): Markup =>
  html`<g><title>${node.name ?? node.id}</title><rect class="box" x="${x}" y="${y}" width="${WIDE}" height="${HIGH}" rx="6"/><text x="${x + WIDE / 2}" y="${y + 20}" text-anchor="middle">${short(node.name ?? node.id, 21)}</text><text class="soft" x="${x + WIDE / 2}" y="${y + 36}" text-anchor="middle">${node.kind}</text></g>
`;

function arrow(a: Placed, b: Placed, id: string): Markup {
  const [from, to] = [middle(a), middle(b)];
  const start = edge(from, to);
  const end = edge(to, from);
  return html`<line class="link" x1="${start.x}" y1="${start.y}" x2="${end.x}" y2="${end.y}" marker-end="url(#head)"><title>${id}</title></line>
`;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const middle = ({ x, y }: Placed): Spot => ({ x: x + WIDE / 2, y: y + HIGH / 2 });

/** Where the line from the middle of a box to another point leaves the box. */
function edge(from: Spot, to: Spot): Spot {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (dx === 0 && dy === 0) return from;
  const share = Math.min(WIDE / 2 / Math.abs(dx || 1e-9), HIGH / 2 / Math.abs(dy || 1e-9));
  return { x: Math.round((from.x + dx * share) * 10) / 10, y: Math.round((from.y + dy * share) * 10) / 10 };
}

/** As drawn; the boxes here are smaller than the studio's cards, so distances shrink with them. */
function asDrawn(nodes: readonly Node[]): Placed[] {
  const spots = nodes.map((node) => ({ node, x: node.position?.x ?? 0, y: node.position?.y ?? 0 }));
  const left = Math.min(...spots.map(({ x }) => x));
  const top = Math.min(...spots.map(({ y }) => y));
  return spots.map(({ node, x, y }) => ({ node, x: Math.round((x - left) * 0.8), y: Math.round((y - top) * 0.7) }));
}

/** Each node one column behind the nearest that calls it. */
function inColumns(nodes: readonly Node[], links: readonly { readonly from: string; readonly to: string }[]): Placed[] {
  const called = new Set(links.map(({ to }) => to));
  const columnOf = new Map<string, number>();
  let wave = nodes.filter(({ id, kind }) => kind === 'client' || !called.has(id)).map(({ id }) => id);
  if (wave.length === 0) wave = nodes.slice(0, 1).map(({ id }) => id);
  for (let column = 0; wave.length > 0; column++) {
    for (const id of wave) columnOf.set(id, column);
    const reached = new Set(wave);
    wave = [...new Set(links.filter(({ from, to }) => reached.has(from) && !columnOf.has(to)).map(({ to }) => to))];
  }
  const filled = new Map<number, number>();
  return nodes.map((node) => {
    const column = columnOf.get(node.id) ?? 0;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { node, x: column * (WIDE + GAP_X), y: row * (HIGH + GAP_Y) };
  });
}
