import { html, type Markup } from '../markup';
import type { Tone } from '../page';
import { linearScale } from '../scale';
import { number, short } from '../words';

export interface IntervalRow {
  readonly title: string;
  readonly mean: number;
  /** null without an interval. */
  readonly low: number | null;
  readonly high: number | null;
  readonly tone: Tone;
  /** Beside the row. */
  readonly words: string;
}

const ROW = 26;
const TOP = 26;
const WIDTH = 960;
const FROM = 270;
const TO = 700;

/**
 * A dot with its interval for each row, on one axis: a forest plot.
 * @param line where a line is drawn from top to bottom: what rows are held against
 */
export function intervals(rows: readonly IntervalRow[], line: number | null, unit: string, label: string): Markup {
  const ends = rows.flatMap(({ mean, low, high }) => [mean, low ?? mean, high ?? mean]).concat(line ?? []);
  const { at, ticks } = linearScale(Math.min(...ends), Math.max(...ends), FROM, TO);
  const height = TOP + rows.length * ROW + 8;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">
${ticks.map((tick) => html`<line class="axis" x1="${at(tick)}" y1="${TOP - 4}" x2="${at(tick)}" y2="${height}"/><text class="soft" x="${at(tick)}" y="${TOP - 10}" text-anchor="middle">${number(tick)}${unit}</text>`)}
${line === null ? html`` : html`<line class="zero" x1="${at(line)}" y1="${TOP - 4}" x2="${at(line)}" y2="${height}"/>`}
${rows.map((row, i) => rowMarkup(row, TOP + i * ROW + ROW / 2, at))}
</svg>`;
}

function rowMarkup({ title, mean, low, high, tone, words }: IntervalRow, y: number, at: (value: number) => number): Markup {
  const span =
    low === null || high === null
      ? html``
      : html`<line class="${tone} span" x1="${at(low)}" y1="${y}" x2="${at(high)}" y2="${y}"/><line class="${tone} span" x1="${at(low)}" y1="${y - 5}" x2="${at(low)}" y2="${y + 5}"/><line class="${tone} span" x1="${at(high)}" y1="${y - 5}" x2="${at(high)}" y2="${y + 5}"/>`;
  return html`<g><title>${title}: ${words}</title><text x="0" y="${y + 4}">${short(title, 40)}</text>${span}<circle class="${tone} mark" cx="${at(mean)}" cy="${y}" r="4.5"/><text class="${tone}" x="${TO + 20}" y="${y + 4}">${short(words, 40)}</text></g>
`;
}
