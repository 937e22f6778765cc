import { html, type Markup } from '../markup';
import type { Tone } from '../page';
import { linearScale } from '../scale';
import { number, short } from '../words';

export interface BarRow {
  readonly title: string;
  /** From a to b; the words stand at their ends. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly tone: Tone; readonly words: string }[];
}

const ROW = 30;
const TOP = 26;
const WIDTH = 960;
const FROM = 360;
const TO = 860;

/** Bars to both sides of a line: a tornado. */
export function bars(rows: readonly BarRow[], line: number, unit: string, label: string): Markup {
  const ends = rows.flatMap((row) => row.bars.flatMap(({ from, to }) => [from, to])).concat(line);
  const { at, ticks } = linearScale(Math.min(...ends), Math.max(...ends), FROM, TO);
  const height = TOP + rows.length * ROW + 8;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">
${ticks.map((tick) => html`<line class="axis" x1="${at(tick)}" y1="${TOP - 4}" x2="${at(tick)}" y2="${height}"/><text class="soft" x="${at(tick)}" y="${TOP - 10}" text-anchor="middle">${number(tick)}${unit}</text>`)}
${rows.map(({ title, bars: parts }, i) => {
  const y = TOP + i * ROW;
  return html`<g><title>${title}</title><text x="0" y="${y + 20}">${short(title, 52)}</text>${parts.map((part) => barMarkup(part, y, at))}</g>
`;
})}<line class="zero" x1="${at(line)}" y1="${TOP - 4}" x2="${at(line)}" y2="${height}"/>
</svg>`;
}

function barMarkup({ from, to, tone, words }: BarRow['bars'][number], y: number, at: (value: number) => number): Markup {
  const [left, right] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))];
  const outward = to >= from;
  return html`<rect class="${tone} mark" x="${left}" y="${y + 6}" width="${Math.max(right - left, 1)}" height="${ROW - 12}" rx="2"/><text class="soft" x="${outward ? right + 6 : left - 6}" y="${y + 20}" text-anchor="${outward ? 'start' : 'end'}">${words}</text>`;
}
