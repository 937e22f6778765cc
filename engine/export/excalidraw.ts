import { success } from '../core/problem';
import type { Box } from '../design/scene';
import type { Design } from '../design/schema';
import type { DesignExporter } from './definition';
import { allNodes, type DrawnGroup, type DrawnLink, type DrawnNode, drawingOf, type Frame, leftOut, type Shape, shapeOf } from './drawing';
import { oneLine } from './names';
import { placesOnSheet } from './places';

/** @see https://docs.excalidraw.com/docs/codebase/json-schema */
export const excalidraw: DesignExporter = {
  of: 'design',
  id: 'excalidraw',
  title: 'Excalidraw',
  about: 'A hand-drawn look, to go on with in Excalidraw.',
  extension: 'excalidraw',
  mime: 'application/vnd.excalidraw+json',
  write: (design) => success({ text: file(design), left: leftOut(design, { places: true, notes: true }) }),
};

type Element = Readonly<Record<string, unknown>>;

function file(design: Design): string {
  const { sheet, links } = drawingOf(design);
  const places = placesOnSheet(design);
  const parents = parentsIn(sheet);
  const frames = allGroups(sheet).map(({ id }) => places.group(id));
  // Without a word what lies over a frame would be in it when it comes back.
  const parent = (of: string, box: Box): Stands => {
    const id = parents.get(of) ?? (frames.some((frame) => frame !== box && overlaps(frame, box)) ? '' : undefined);
    return id === undefined ? {} : { parent: id };
  };
  const elements = [
    ...allGroups(sheet).flatMap((group) =>
      groupElements(group, places.group(group.id), parent(`group ${group.id}`, places.group(group.id))),
    ),
    ...allNodes(sheet).flatMap((node) => nodeElements(node, places.node(node.id), links, parent(`node ${node.id}`, places.node(node.id)))),
    ...links.flatMap((link) => linkElements(link, places.node(link.from), places.node(link.to))),
    ...places.notes.flatMap(({ id, text, look, box }) => noteElements(id, text, look, box)),
  ];
  // Excalidraw draws each stroke by a number of its own; the place in the file is as good as a random one.
  const numbered = elements.map((element, at) => ({ ...element, seed: at + 1, version: 1, versionNonce: at + 1, index: null }));
  const scene = {
    type: 'excalidraw',
    version: 2,
    source: 'Faultline',
    elements: numbered,
    appState: { viewBackgroundColor: '#ffffff' },
    files: {},
  };
  return `${JSON.stringify(scene, null, 2)}\n`;
}

const allGroups = (frame: Frame): readonly DrawnGroup[] => frame.groups.flatMap((group) => [group, ...allGroups(group.inside)]);

/** What an element stands for, so that it comes back as it was. Excalidraw keeps it, and shows it nowhere. */
type Stands = Readonly<Record<string, string>>;
const own = (stands: Stands): Element => ({ customData: { faultline: stands } });
const overlaps = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
/** The frame that something lies in, by id: frames may lie over each other. */
const parentsIn = (frame: Frame, id?: string): ReadonlyMap<string, string> =>
  new Map([
    ...(id === undefined
      ? []
      : [
          ...frame.nodes.map((node) => [`node ${node.id}`, id] as const),
          ...frame.groups.map((group) => [`group ${group.id}`, id] as const),
        ]),
    ...frame.groups.flatMap((group) => [...parentsIn(group.inside, group.id)]),
  ]);

const common = {
  angle: 0,
  strokeColor: '#1e1e1e',
  backgroundColor: 'transparent',
  fillStyle: 'solid',
  strokeWidth: 2,
  strokeStyle: 'solid',
  roughness: 1,
  opacity: 100,
  groupIds: [],
  frameId: null,
  roundness: { type: 3 },
  isDeleted: false,
  boundElements: [],
  updated: 1,
  link: null,
  locked: false,
} as const;

const FONT = { size: 16, line: 1.25 } as const;

/** Words in a box, which Excalidraw keeps in its middle. */
const label = (id: string, text: string, { x, y, width, height }: Box, more: Element): Element => ({
  ...common,
  id,
  type: 'text',
  x,
  y: y + height / 2 - (FONT.size * FONT.line) / 2,
  width,
  height: FONT.size * FONT.line,
  roundness: null,
  text,
  originalText: text,
  fontSize: FONT.size,
  fontFamily: 5,
  lineHeight: FONT.line,
  textAlign: 'center',
  verticalAlign: 'middle',
  autoResize: true,
  containerId: null,
  ...more,
});

function groupElements({ id, name, kind }: DrawnGroup, box: Box, parent: Stands): Element[] {
  const words = { ...box, x: box.x + 12, height: 36 };
  return [
    {
      ...common,
      ...box,
      id: `group-${id}`,
      type: 'rectangle',
      strokeStyle: 'dashed',
      strokeWidth: 1,
      ...own({ group: id, kind, ...parent }),
    },
    label(`group-${id}-name`, oneLine(name), words, { textAlign: 'left', autoResize: false, ...own({ groupName: id }) }),
  ];
}

const fills: Readonly<Record<Shape, string>> = {
  person: '#ffec99',
  box: '#a5d8ff',
  store: '#b2f2bb',
  queue: '#d0bfff',
  outside: '#e9ecef',
};

function nodeElements({ id, name, kind }: DrawnNode, box: Box, links: readonly DrawnLink[], parent: Stands): Element[] {
  const shape = shapeOf(kind);
  const arrows = links.filter(({ from, to }) => from === id || to === id).map((link) => ({ type: 'arrow', id: `link-${link.id}` }));
  return [
    {
      ...common,
      ...box,
      id: `node-${id}`,
      type: shape === 'person' ? 'ellipse' : 'rectangle',
      backgroundColor: fills[shape],
      strokeStyle: shape === 'outside' ? 'dashed' : 'solid',
      boundElements: [{ type: 'text', id: `node-${id}-name` }, ...arrows],
      ...own({ node: id, kind, ...parent }),
    },
    label(`node-${id}-name`, oneLine(name), box, { containerId: `node-${id}` }),
  ];
}

/** From the border of one box to that of the other. */
function linkElements({ id, from, to, protocol, protocolName, async }: DrawnLink, a: Box, b: Box): Element[] {
  const start = border(a, middle(b));
  const end = border(b, middle(a));
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const box = { x: start.x, y: start.y, width: Math.abs(dx), height: Math.abs(dy) };
  return [
    {
      ...common,
      ...box,
      id: `link-${id}`,
      type: 'arrow',
      roundness: { type: 2 },
      strokeStyle: async ? 'dashed' : 'solid',
      points: [
        [0, 0],
        [dx, dy],
      ],
      startBinding: { elementId: `node-${from}`, focus: 0, gap: 4 },
      endBinding: { elementId: `node-${to}`, focus: 0, gap: 4 },
      startArrowhead: null,
      endArrowhead: 'arrow',
      boundElements: [{ type: 'text', id: `link-${id}-protocol` }],
      ...own({ link: id, protocol: protocolName }),
    },
    label(
      `link-${id}-protocol`,
      protocol,
      { ...box, x: Math.min(start.x, end.x), y: Math.min(start.y, end.y) },
      { containerId: `link-${id}` },
    ),
  ];
}

interface Point {
  readonly x: number;
  readonly y: number;
}
const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where the line from a box's middle to a point leaves the box. */
function border(box: Box, to: Point): Point {
  const from = middle(box);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(dx === 0 ? Infinity : box.width / 2 / Math.abs(dx), dy === 0 ? Infinity : box.height / 2 / Math.abs(dy), 1);
  return { x: from.x + dx * share, y: from.y + dy * share };
}

function noteElements(id: string, text: string, look: 'note' | 'text', box: Box): Element[] {
  const words = label(`note-${id}-text`, text, box, { textAlign: 'left', y: box.y + 6, autoResize: false });
  return look === 'text'
    ? [{ ...words, ...own({ note: id }) }]
    : [
        {
          ...common,
          ...box,
          id: `note-${id}`,
          type: 'rectangle',
          backgroundColor: '#fff3bf',
          boundElements: [{ type: 'text', id: `note-${id}-text` }],
          ...own({ note: id }),
        },
        { ...words, containerId: `note-${id}` },
      ];
}
