import { html, type Markup } from '../markup';
import type { Tone } from '../page';
import { linearScale } from '../scale';
import { number, short } from '../words';

export interface Moment {
  /** [s] */
  readonly at: number;
  readonly text: string;
  readonly tone: Tone;
}

const WIDTH = 960;
const LEFT = 8;
const ROW = 22;
/** More than these no picture holds. */
const MOST = 40;

/** What happened when: a mark and words for each, one below the other. */
export function timeline(moments: readonly Moment[], end: number, label: string): Markup {
  const shown = moments.slice(0, MOST);
  const { at, ticks } = linearScale(0, end, LEFT, 420);
  const height = 30 + shown.length * ROW + 6;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">
${ticks.map((tick) => html`<line class="axis" x1="${at(tick)}" y1="22" x2="${at(tick)}" y2="${height}"/><text class="soft" x="${at(tick)}" y="14" text-anchor="middle">${number(tick)} s</text>`)}
${shown.map((moment, i) => {
  const y = 30 + i * ROW + ROW / 2;
  return html`<g><title>${number(moment.at)} s: ${moment.text}</title><line class="axis" x1="${at(moment.at)}" y1="${y}" x2="432" y2="${y}"/><circle class="${moment.tone} mark" cx="${at(moment.at)}" cy="${y}" r="4.5"/><text x="440" y="${y + 4}">${short(`${number(moment.at)} s  ${moment.text}`, 78)}</text></g>
`;
})}</svg>`;
}
