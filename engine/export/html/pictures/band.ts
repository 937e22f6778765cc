import { html, type Markup } from '../markup';
import { linearScale, logScale } from '../scale';
import { type Interval, number } from '../words';

export interface BandPoint extends Interval {
  readonly at: number;
}

const WIDTH = 960;
const HEIGHT = 300;
const LEFT = 76;
const RIGHT = WIDTH - 16;
const TOP = 12;
const BOTTOM = HEIGHT - 44;

/** Means joined by a line, their intervals as a band around it. */
export function band(
  points: readonly BandPoint[],
  { x, y, logX }: { readonly x: string; readonly y: string; readonly logX: boolean },
): Markup {
  const known = points.filter((point) => point.mean !== null);
  if (known.length === 0)
    return html`<svg viewBox="0 0 ${WIDTH} 40" width="${WIDTH}" height="40" role="img" aria-label="${y}"><text class="soft" x="0" y="24">No run has this number.</text></svg>`;
  const places = points.map(({ at }) => at);
  const ends = known.flatMap(({ mean, low, high }) => [mean!, low ?? mean!, high ?? mean!]);
  const across = (logX && Math.min(...places) > 0 ? logScale : linearScale)(Math.min(...places), Math.max(...places), LEFT, RIGHT - 12);
  const up = linearScale(Math.min(0, ...ends), Math.max(...ends), BOTTOM, TOP);
  const spot = (at: number, value: number): string => `${round(across.at(at))},${round(up.at(value))}`;
  const upper = known.map(({ at, mean, high }) => spot(at, high ?? mean!));
  const lower = known.map(({ at, mean, low }) => spot(at, low ?? mean!)).toReversed();
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${y} over ${x}">
${up.ticks.map((tick) => html`<line class="axis" x1="${LEFT}" y1="${up.at(tick)}" x2="${RIGHT}" y2="${up.at(tick)}"/><text class="soft" x="${LEFT - 8}" y="${up.at(tick) + 4}" text-anchor="end">${number(tick)}</text>`)}
${across.ticks.map((tick) => html`<line class="axis" x1="${across.at(tick)}" y1="${BOTTOM}" x2="${across.at(tick)}" y2="${BOTTOM + 5}"/><text class="soft" x="${across.at(tick)}" y="${BOTTOM + 20}" text-anchor="middle">${number(tick)}</text>`)}
<polygon class="band" points="${[...upper, ...lower].join(' ')}"/>
<polyline class="line" points="${known.map(({ at, mean }) => spot(at, mean!)).join(' ')}"/>
${known.map(({ at, mean, low, high }) => html`<circle class="mark" cx="${across.at(at)}" cy="${up.at(mean!)}" r="3.5"><title>${number(at)}: ${number(mean)}${low === null || high === null ? '' : ` (${number(low)} to ${number(high)})`}</title></circle>`)}
<text class="soft" x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${x}</text>
</svg>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
