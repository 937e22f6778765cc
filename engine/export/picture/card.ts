import type { Box } from '../../design/scene';
import type { DesignGroup, DesignNode, DesignNote } from '../../design/schema';
import { nodeKinds } from '../../nodes/registry';
import type { PictureColors } from './colors';
import type { LiveSign } from './picture';
import type { PathStep, Shape } from './shapes';
import { fitted, textWidth, wrapped } from './words';

/** Of names, and of what stands beside them. [px] */
const [NAME, SMALL] = [15, 12];

/** A component: its name and kind, and how it was. */
export function cardShapes(node: DesignNode, box: Box, colors: PictureColors, live?: LiveSign): Shape[] {
  const { x, y, width, height } = box;
  const name = node.name ?? node.id;
  const { title } = nodeKinds[node.kind];
  const tone = live ? toneOf(live.state, colors) : colors['line-strong'];
  const room = width - 30;
  const troubled = live !== undefined && ['saturated', 'failing', 'down'].includes(live.state);
  const first = live ? y + 27 : y + height / 2 - 3;
  return [
    {
      kind: 'box',
      x,
      y,
      w: width,
      h: height,
      radius: 6,
      fill: troubled ? mixed(tone, colors['surface-raised'], 0.12) : colors['surface-raised'],
      stroke: troubled ? tone : colors.line,
      width: 1,
      title: `${name}, ${title.toLowerCase()}${live ? `, ${live.state}` : ''}`,
    },
    { kind: 'box', x, y: y + 3, w: 4, h: height - 6, radius: 2, fill: tone },
    { kind: 'text', x: x + 16, y: first, text: fitted(name, room, NAME, true), size: NAME, bold: true, fill: colors.ink },
    { kind: 'text', x: x + 16, y: first + 19, text: fitted(title, room, SMALL), size: SMALL, fill: colors['ink-soft'] },
    ...(live ? liveShapes(live, box, tone, colors) : []),
  ];
}

/** The state by shape, word and colour, and the numbers. */
function liveShapes({ state, facts }: LiveSign, { x, y, width }: Box, tone: string, colors: PictureColors): Shape[] {
  const line = y + 69;
  const [rate = '', ...rest] = facts;
  const wide = textWidth(rate, SMALL, true);
  return [
    { kind: 'path', steps: markOf(state, x + 21, line - 4.5), fill: tone },
    { kind: 'text', x: x + 32, y: line, text: fitted(state, width - 60 - wide, SMALL, true), size: SMALL, bold: true, fill: tone },
    { kind: 'text', x: x + width - 12, y: line, text: rate, size: SMALL, bold: true, fill: colors.ink, anchor: 'end' },
    {
      kind: 'text',
      x: x + 16,
      y: line + 21,
      text: fitted(rest.join(' · '), width - 30, SMALL),
      size: SMALL,
      fill: colors['ink-soft'],
    },
  ];
}

const toneOf = (state: string, colors: PictureColors): string => {
  const key = `state-${state}`;
  return Object.hasOwn(colors, key) ? colors[key as keyof PictureColors] : colors['state-idle'];
};

/** A shape for each state, so that colour is not the only sign. */
export function markOf(state: string, x: number, y: number): PathStep[] {
  const polygon = (points: readonly (readonly [number, number])[]): PathStep[] => [
    ...points.map(([dx, dy], i): PathStep => [i === 0 ? 'M' : 'L', x + dx, y + dy]),
    ['Z'],
  ];
  switch (state) {
    case 'healthy':
      return circle(x, y, 5);
    case 'busy':
      return polygon([
        [0, -6],
        [6, 0],
        [0, 6],
        [-6, 0],
      ]);
    case 'saturated':
      return polygon([
        [0, -6],
        [6.5, 5],
        [-6.5, 5],
      ]);
    case 'failing':
      return polygon([
        [-5, -5],
        [5, -5],
        [5, 5],
        [-5, 5],
      ]);
    case 'down':
      return polygon([
        [-2.5, -6],
        [2.5, -6],
        [6, -2.5],
        [6, 2.5],
        [2.5, 6],
        [-2.5, 6],
        [-6, 2.5],
        [-6, -2.5],
      ]);
    case 'slowed':
    case 'faulty':
      return polygon([
        [1, -6],
        [-5, 1],
        [-0.5, 1],
        [-1, 6],
        [5, -1],
        [0.5, -1],
      ]);
    default:
      return circle(x, y, 3);
  }
}

/** Four curves, which every format has. */
function circle(x: number, y: number, r: number): PathStep[] {
  const k = r * 0.5523;
  return [
    ['M', x + r, y],
    ['C', x + r, y + k, x + k, y + r, x, y + r],
    ['C', x - k, y + r, x - r, y + k, x - r, y],
    ['C', x - r, y - k, x - k, y - r, x, y - r],
    ['C', x + k, y - r, x + r, y - k, x + r, y],
    ['Z'],
  ];
}

/** The frame of an open group, with its name. */
export function frameShapes({ id, name = id, kind }: DesignGroup, { x, y, width, height }: Box, colors: PictureColors): Shape[] {
  const tone = kind === 'context' ? colors.accent : colors['line-strong'];
  return [
    {
      kind: 'box',
      x,
      y,
      w: width,
      h: height,
      radius: 10,
      ...(kind !== 'region' && { fill: mixed(tone, colors.canvas, 0.05) }),
      stroke: mixed(tone, colors.canvas, 0.75),
      width: kind === 'region' ? 2.5 : 1.5,
      ...(kind === 'zone' && { dash: [6, 4] as const }),
      title: `${name}, ${kind === 'plain' ? 'group' : kind === 'context' ? 'bounded context' : kind}`,
    },
    { kind: 'text', x: x + 16, y: y + 24, text: fitted(name, width - 32, 14, true), size: 14, bold: true, fill: colors.ink },
  ];
}

/** A collapsed group: a card with another behind it. */
export function collapsedShapes({ id, name = id }: DesignGroup, { x, y, width, height }: Box, colors: PictureColors): Shape[] {
  return [
    { kind: 'box', x: x - 4, y: y - 4, w: width + 8, h: height + 8, radius: 9, stroke: colors.line, width: 1 },
    {
      kind: 'box',
      x,
      y,
      w: width,
      h: height,
      radius: 6,
      fill: colors['surface-raised'],
      stroke: colors['line-strong'],
      width: 1,
      title: `${name}, collapsed group`,
    },
    {
      kind: 'text',
      x: x + 16,
      y: y + height / 2 - 3,
      text: fitted(name, width - 30, NAME, true),
      size: NAME,
      bold: true,
      fill: colors.ink,
    },
    { kind: 'text', x: x + 16, y: y + height / 2 + 16, text: 'Collapsed group', size: SMALL, fill: colors['ink-soft'] },
  ];
}

/** Words on the sheet. Their marks, as of Markdown, stand as they were written. */
export function noteShapes({ text, look = 'note' }: DesignNote, { x, y, width, height }: Box, colors: PictureColors): Shape[] {
  const tone = colors['state-saturated'];
  const lines = wrapped(text, width - 22, SMALL, Math.max(1, Math.floor((height - 8) / 17)));
  const sheet: Shape = {
    kind: 'box',
    x,
    y,
    w: width,
    h: height,
    radius: 3,
    fill: mixed(tone, colors['surface-raised'], 0.12),
    stroke: mixed(tone, colors.line, 0.35),
    width: 1,
  };
  return [
    ...(look === 'text' ? [] : [sheet]),
    ...lines.map((line, i): Shape => ({ kind: 'text', x: x + 11, y: y + 20 + 17 * i, text: line, size: SMALL, fill: colors.ink })),
  ];
}

/** A colour between two. @param share of the first, 0 to 1 */
function mixed(one: string, other: string, share: number): string {
  const at = (color: string, i: number): number => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  const channel = (i: number): string =>
    Math.round(at(one, i) * share + at(other, i) * (1 - share))
      .toString(16)
      .padStart(2, '0');
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}
