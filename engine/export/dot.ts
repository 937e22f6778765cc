import { success } from '../core/problem';
import type { Design } from '../design/schema';
import type { DesignExporter } from './definition';
import { type DrawnNode, drawingOf, type Frame, leftOut, type Shape, shapeOf } from './drawing';
import { indented, oneLine } from './names';

/** @see https://graphviz.org/doc/info/lang.html */
export const dot: DesignExporter = {
  of: 'design',
  id: 'dot',
  title: 'Graphviz DOT',
  about: 'A graph for Graphviz and the many tools that read its language.',
  extension: 'dot',
  mime: 'text/vnd.graphviz',
  write: (design) => success({ text: digraph(design), left: leftOut(design, { places: false, notes: false }) }),
};

function digraph(design: Design): string {
  const { name, sheet, links } = drawingOf(design);
  return [
    `digraph ${quoted(name)} {`,
    ...indented([
      'rankdir=LR',
      `label=${quoted(name)}`,
      'fontname="Helvetica"',
      'node [fontname="Helvetica" shape=box style=rounded]',
      'edge [fontname="Helvetica" fontsize=10]',
      ...frameLines(sheet),
      ...links.map(
        ({ from, to, protocol, async }) => `${quoted(from)} -> ${quoted(to)} [label=${quoted(protocol)}${async ? ' style=dashed' : ''}]`,
      ),
    ]),
    '}',
    '',
  ].join('\n');
}

const frameLines = (frame: Frame): string[] => [
  ...frame.nodes.map(nodeLine),
  ...frame.groups.flatMap(({ id, name, inside }) => [
    `subgraph ${quoted(`cluster_${id}`)} {`,
    ...indented([`label=${quoted(name)}`, ...frameLines(inside)]),
    '}',
  ]),
];

const shapes: Readonly<Record<Shape, string>> = {
  person: ' shape=oval',
  box: '',
  store: ' shape=cylinder style=solid',
  queue: ' shape=cds style=solid',
  outside: ' style="rounded,dashed"',
};

const nodeLine = ({ id, name, kind, title }: DrawnNode): string =>
  `${quoted(id)} [label=${quoted(name)} tooltip=${quoted(title)}${shapes[shapeOf(kind)]}]`;

/** A backslash begins an escape in labels, so it is doubled. */
const quoted = (text: string): string => `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
