import { html, type Markup } from '../markup';
import type { Tone } from '../page';
import { short } from '../words';

export interface GridCell {
  readonly words: string;
  readonly tone: Tone;
  /** How strongly it is filled, 0 to 1; by its tone when left out. */
  readonly heat?: number;
  /** More of it, for who points at it. */
  readonly more?: string;
}

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly title: string; readonly cells: readonly (GridCell | null)[] }[];
  /** What goes along the top, and down the side. */
  readonly across: string;
  readonly down: string;
}

const ROW = 28;
const SIDE = 190;
const WIDTH = 960;
/** How far the slanted title of the last column reaches beyond it. */
const SLANT = 70;
/** Titles of columns stand upright from so many of them on. */
const NARROW = 10;

/** A field for each pair: a heat map, or a matrix of verdicts. */
export function grid({ columns, rows, across, down }: Grid, label: string): Markup {
  const wide = Math.min(120, (WIDTH - SIDE - SLANT) / Math.max(columns.length, 1));
  const upright = columns.length > NARROW || columns.some((title) => title.length * 7 > wide);
  const top = upright ? 116 : 46;
  const height = top + rows.length * ROW + 10;
  const width = SIDE + columns.length * wide + (upright ? SLANT : 10);
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">
<text class="soft" x="${SIDE}" y="14">${across}</text><text class="soft" x="0" y="${top - 8}">${down}</text>
${columns.map((title, i) => columnTitle(title, SIDE + i * wide + wide / 2, top - 8, upright))}
${rows.map(({ title, cells }, r) => {
  const y = top + r * ROW;
  return html`<text x="0" y="${y + 18}"><title>${title}</title>${short(title, 27)}</text>${cells.map((cell, c) => field(cell, SIDE + c * wide, y, wide))}
`;
})}</svg>`;
}

const columnTitle = (title: string, x: number, y: number, upright: boolean): Markup =>
  upright
    ? html`<text class="soft" x="${x}" y="${y}" transform="rotate(-50 ${x} ${y})"><title>${title}</title>${short(title, 20)}</text>`
    : html`<text class="soft" x="${x}" y="${y}" text-anchor="middle">${title}</text>`;

function field(cell: GridCell | null, x: number, y: number, wide: number): Markup {
  if (cell === null) return html``;
  const { words, tone, heat, more } = cell;
  const rect =
    heat === undefined
      ? html`<rect class="${tone} field" x="${x + 1}" y="${y + 1}" width="${wide - 2}" height="${ROW - 2}" rx="3"/>`
      : html`<rect class="heat" fill-opacity="${(0.06 + 0.5 * heat).toFixed(3)}" x="${x + 1}" y="${y + 1}" width="${wide - 2}" height="${ROW - 2}" rx="3"/>`;
  return html`<g><title>${more ?? words}</title>${rect}<text class="${tone}" x="${x + wide / 2}" y="${y + 18}" text-anchor="middle">${short(words, Math.max(1, Math.floor(wide / 6.8)))}</text></g>`;
}
