import { success } from '../core/problem';
import type { Box } from '../design/scene';
import type { Design } from '../design/schema';
import type { DesignExporter } from './definition';
import { type DrawnGroup, type DrawnLink, type DrawnNode, drawingOf, type Frame, leftOut, type Shape, shapeOf } from './drawing';
import { oneLine } from './names';
import { type Places, placesOnSheet, within } from './places';
import { element } from './xml';

/**
 * What draw.io's cells say of themselves beside their look, so that the file can be read back. Its attributes on the `object` around a cell.
 * @see https://www.drawio.com/doc/faq/diagram-source-edit
 */
export const drawio: DesignExporter = {
  of: 'design',
  id: 'drawio',
  title: 'draw.io',
  about: 'A drawing to go on with in draw.io: places, groups and notes as on the canvas.',
  extension: 'drawio',
  mime: 'application/vnd.jgraph.mxfile',
  write: (design) => success({ text: file(design), left: leftOut(design, { places: true, notes: true }) }),
};

function file(design: Design): string {
  const { name, sheet, links } = drawingOf(design);
  const places = placesOnSheet(design);
  const cells = [
    element('mxCell', { id: '0' }),
    element('mxCell', { id: '1', parent: '0' }),
    ...frameCells(sheet, places, { id: '1', x: 0, y: 0 }),
    ...links.map(linkCell),
    ...places.notes.map(({ id, text, look, box }) => {
      const style =
        look === 'note'
          ? 'shape=note;size=14;whiteSpace=wrap;html=0;align=left;verticalAlign=top;spacing=6;'
          : 'text;whiteSpace=wrap;html=0;';
      return placed(`note-${id}`, { label: plain(text, '\n'), faultlineNote: id }, { style, vertex: 1, parent: '1' }, box);
    }),
  ];
  const model = element('mxGraphModel', { grid: 1, gridSize: 10, page: 0 }, [element('root', {}, cells)]);
  const diagram = element('diagram', { id: 'design', name: plain(name) || 'Design' }, [model]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('mxfile', { host: 'Faultline' }, [diagram])}\n`;
}

interface Parent {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Cells in a frame are placed from its corner. */
function frameCells(frame: Frame, places: Places, parent: Parent): string[] {
  return [
    ...frame.groups.flatMap((group) => {
      const box = places.group(group.id);
      return [
        groupCell(group, within(box, parent), parent.id),
        ...frameCells(group.inside, places, { id: `group-${group.id}`, x: box.x, y: box.y }),
      ];
    }),
    ...frame.nodes.map((node) => nodeCell(node, within(places.node(node.id), parent), parent.id)),
  ];
}

const groupCell = ({ id, name, kind }: DrawnGroup, box: Box, parent: string): string =>
  placed(
    `group-${id}`,
    { label: plain(name), faultlineGroup: id, faultlineKind: kind },
    {
      style:
        'rounded=1;arcSize=3;whiteSpace=wrap;html=0;container=1;collapsible=0;dashed=1;fillColor=none;align=left;verticalAlign=top;spacing=8;',
      vertex: 1,
      parent,
    },
    box,
  );

const looks: Readonly<Record<Shape, string>> = {
  person: 'rounded=1;arcSize=50;',
  box: 'rounded=1;arcSize=8;',
  store: 'shape=cylinder3;boundedLbl=1;size=12;',
  queue: 'shape=process;size=0.06;',
  outside: 'rounded=1;arcSize=8;dashed=1;',
};

const nodeCell = ({ id, name, kind }: DrawnNode, box: Box, parent: string): string =>
  placed(
    `node-${id}`,
    { label: plain(name), faultlineNode: id, faultlineKind: kind },
    { style: `${looks[shapeOf(kind)]}whiteSpace=wrap;html=0;`, vertex: 1, parent },
    box,
  );

function linkCell({ id, from, to, protocol, protocolName, async }: DrawnLink): string {
  const style = `edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;${async ? 'dashed=1;' : ''}`;
  return element('object', { id: `link-${id}`, label: plain(protocol), faultlineLink: id, faultlineProtocol: protocolName }, [
    element('mxCell', { style, edge: 1, parent: '1', source: `node-${from}`, target: `node-${to}` }, [
      element('mxGeometry', { relative: 1, as: 'geometry' }),
    ]),
  ]);
}

type Attributes = Readonly<Record<string, string | number>>;

const placed = (id: string, about: Attributes, cell: Attributes, { x, y, width, height }: Box): string =>
  element('object', { id, ...about }, [element('mxCell', cell, [element('mxGeometry', { x, y, width, height, as: 'geometry' })])]);

/** @param breaks what becomes of line breaks */
const plain = (text: string, breaks: '\n' | ' ' = ' '): string => text.split('\n').map(oneLine).join(breaks);
