import { CARD } from '../../design/auto-layout';
import { sceneOf } from '../../design/scene';
import type { Design } from '../../design/schema';
import { healths } from '../../measure/health';
import { html, type Markup } from '../html/markup';
import { linearScale } from '../html/scale';
import { number } from '../html/words';
import { markOf } from '../picture/card';
import { pictureColors, type PictureTheme } from '../picture/colors';
import { curve } from '../picture/curve';
import { linesIn, pictureOf } from '../picture/picture';
import { pathText, svgMarkup } from '../picture/svg';
import type { Moment } from './moments';
import type { Film } from './player';

/** More moments than these make a file that nobody sends; the times between them are left out. */
const MOST_MOMENTS = 240;
/** Below this a line carries nothing that one would see. [1/s] */
const HARDLY = 0.01;

const CHART = { width: 960, height: 90, left: 16, right: 936, top: 8, bottom: 70 } as const;

/** Where a time stands in every chart. */
const acrossOf = (times: readonly number[]) => linearScale(0, times.at(-1) ?? 1, CHART.left, CHART.right);

/** Every k-th moment, the last one included. */
export function thinned(moments: readonly Moment[]): Moment[] {
  const every = Math.ceil(moments.length / MOST_MOMENTS);
  return moments.filter((_, i) => (moments.length - 1 - i) % every === 0);
}

export function filmOf(design: Design, moments: readonly Moment[]): Film {
  const times = moments.map((moment) => moment.at);
  const { at } = acrossOf(times);
  return {
    times,
    marks: Object.fromEntries(healths.map((state) => [state, pathText(markOf(state, 0, 0))])),
    cards: shownNodes(design).map(({ id }) => {
      let before = '';
      return moments.map(({ nodes }) => {
        const { state, facts } = nodes.get(id)!;
        const [rate = '', ...rest] = facts;
        const card = [state, rate, rest.join(' · ')] as const;
        const text = card.join('\n');
        if (text === before) return null;
        before = text;
        return card;
      });
    }),
    lines: linesIn(design).map(({ links }) =>
      moments
        .map(({ failing, calls }) =>
          links.some(({ id }) => failing.has(id)) ? '!' : links.some(({ id }) => calls.get(id)! > HARDLY) ? '-' : ' ',
        )
        .join(''),
    ),
    cursor: times.map(at),
  };
}

/** The canvas, in light and in dark colours, with what the player changes over it. */
export const stage = (design: Design): Markup =>
  html`<div class="light">${canvas(design, 'light')}</div><div class="dark">${canvas(design, 'dark')}</div>`;

function canvas(design: Design, theme: PictureTheme): Markup {
  const nodes = shownNodes(design);
  // Cards as they are with numbers, but for the numbers.
  const live = { nodes: new Map(nodes.map(({ id }) => [id, { state: '', facts: [] }])), failing: new Set<string>() };
  const over = html`${linesIn(design).map(({ from, to }, i) => html`<path data-line="${i}" class="flow still" d="${pathText(curve(from, to))}"/>\n`)}${nodes.map(
    ({ x, y }, i) =>
      html`<g data-card="${i}" class="card" transform="translate(${x},${y})"><rect class="tint" width="${CARD.width}" height="${CARD.height}" rx="6"/><rect class="bar" y="3" width="4" height="${CARD.height - 6}" rx="2"/><path class="sign" transform="translate(21,64.5)"/><text class="state" x="32" y="69"></text><text class="rate" x="${CARD.width - 12}" y="69" text-anchor="end"></text><text class="rest" x="16" y="90"></text></g>\n`,
  )}`;
  return svgMarkup(pictureOf(design, { theme, transparent: true, live }), 1, over);
}

function shownNodes(design: Design): { readonly id: string; readonly x: number; readonly y: number }[] {
  const { hidden, places } = sceneOf(design);
  return (design.nodes ?? [])
    .filter(({ id }) => !hidden.nodes.has(id))
    .map(({ id }) => ({ id, x: places[id]?.x ?? 0, y: places[id]?.y ?? 0 }));
}

/** How one number went, with a cursor that the player moves; nothing where it was never more than nothing. */
export function chart(title: string, unit: string, times: readonly number[], values: readonly (number | null)[]): Markup {
  const known = values.filter((value): value is number => value !== null);
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return html``;
  const across = acrossOf(times);
  const up = (value: number): number => CHART.bottom - (value / most) * (CHART.bottom - CHART.top);
  let pen = 'M';
  const steps = values.flatMap((value, i) => {
    const from = value === null ? null : `${pen}${across.at(times[i]!).toFixed(1)} ${up(value).toFixed(1)}`;
    pen = value === null ? 'M' : 'L';
    return from ?? [];
  });
  return html`<figure class="chart"><figcaption>${title}, at most ${number(most)} ${unit}</figcaption><svg viewBox="0 0 ${CHART.width} ${CHART.height}" width="${CHART.width}" height="${CHART.height}" role="img" aria-label="${title}">
<line class="axis" x1="${CHART.left}" y1="${CHART.bottom}" x2="${CHART.right}" y2="${CHART.bottom}"/>
${across.ticks.map((tick) => html`<text class="soft" x="${across.at(tick)}" y="${CHART.height - 4}" text-anchor="middle">${number(tick)} s</text>`)}
<path class="line" d="${steps.join(' ')}"/><line class="cursor" x1="${CHART.left}" x2="${CHART.left}" y1="${CHART.top}" y2="${CHART.bottom}"/></svg></figure>
`;
}

const tones = (theme: PictureTheme): string =>
  healths.map((state) => `.${theme} .s-${state} { --tone: ${pictureColors[theme][`state-${state}`]}; }`).join('\n');

export const filmStyle = `${tones('light')}
${tones('dark')}
.light { --card-ink: ${pictureColors.light.ink}; --card-soft: ${pictureColors.light['ink-soft']}; --fails: ${pictureColors.light['state-failing']}; --calls: ${pictureColors.light.accent}; }
.dark { --card-ink: ${pictureColors.dark.ink}; --card-soft: ${pictureColors.dark['ink-soft']}; --fails: ${pictureColors.dark['state-failing']}; --calls: ${pictureColors.dark.accent}; }
.stage { overflow-x: auto; }
svg .card text:not([fill]) { font-size: 12px; fill: var(--card-ink); }
svg .card .state:not([fill]) { fill: var(--tone); font-weight: 600; }
svg .card .rate { font-weight: 600; }
svg .card .rest:not([fill]) { fill: var(--card-soft); }
.card .tint { fill: var(--tone); opacity: 0; }
.card.s-saturated .tint, .card.s-failing .tint, .card.s-down .tint { opacity: 0.12; }
.card .bar, .card .sign { fill: var(--tone); }
.flow { fill: none; stroke: var(--calls); stroke-width: 3.5; stroke-linecap: round; stroke-dasharray: 0.1 13.9; }
.flow.fails { stroke: var(--fails); stroke-dasharray: 5 9; }
.flow.still { display: none; }
@keyframes go { to { stroke-dashoffset: -14; } }
.plays .flow { animation: go 0.6s linear infinite; }
@media (prefers-reduced-motion: reduce) { .plays .flow { animation: none; } }
.transport { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: center; position: sticky; top: 0; padding: 8px 0; background: var(--ground); }
.transport button, .transport select { font: inherit; padding: 4px 12px; color: inherit; background: var(--sunken); border: 1px solid var(--line-strong); border-radius: 6px; }
.transport input { flex: 1; min-width: 200px; }
.transport output { min-width: 6ch; font-weight: 600; }
.chart { margin: 12px 0 0; } .chart figcaption { font-size: 13px; color: var(--soft); }
svg .cursor { stroke: var(--accent); stroke-width: 1.5; }`;
