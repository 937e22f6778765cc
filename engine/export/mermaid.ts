import { success } from '../core/problem';
import type { Design } from '../design/schema';
import type { DesignExporter } from './definition';
import { type DrawnNode, drawingOf, type Frame, leftOut, type Shape, shapeOf } from './drawing';
import { quoted, titled } from './mermaid-text';
import { indented, type Names, namesFor } from './names';

/** @see https://mermaid.js.org/syntax/flowchart.html */
export const mermaid: DesignExporter = {
  of: 'design',
  id: 'mermaid',
  title: 'Mermaid flowchart',
  about: 'A diagram that GitHub, GitLab and most wikis draw from text.',
  extension: 'mmd',
  mime: 'text/vnd.mermaid',
  write: (design) => success({ text: flowchart(design), left: leftOut(design, { places: false, notes: false }) }),
};

/** The text of the flowchart. */
export function flowchart(design: Design): string {
  const drawing = drawingOf(design);
  const names = namesFor(drawing, allowed);
  const links = drawing.links.map(
    ({ from, to, protocol, async }) => `${names.node(from)} ${async ? '-.->' : '-->'}|${quoted(protocol)}| ${names.node(to)}`,
  );
  return [...titled(drawing.name), 'flowchart LR', ...indented([...frameLines(drawing.sheet, names), ...links]), ''].join('\n');
}

const frameLines = (frame: Frame, names: Names): string[] => [
  ...frame.nodes.map((node) => nodeLine(node, names)),
  ...frame.groups.flatMap(({ id, name, inside }) => [
    `subgraph ${names.group(id)} [${quoted(name)}]`,
    ...indented(frameLines(inside, names)),
    'end',
  ]),
];

/** How a name is put between the signs of its shape. */
const signs: Readonly<Record<Shape, readonly [string, string]>> = {
  person: ['([', '])'],
  box: ['[', ']'],
  store: ['[(', ')]'],
  queue: ['[[', ']]'],
  outside: ['{{', '}}'],
};

function nodeLine({ id, name, kind }: DrawnNode, names: Names): string {
  const [open, close] = signs[shapeOf(kind)];
  // The class says of what kind it is, to whoever reads the diagram back or gives it colours.
  return `${names.node(id)}${open}${quoted(name)}${close}:::${kind.replaceAll('-', '_')}`;
}

/** Words that begin a statement, also where a dash follows. */
const reserved = new Set(
  'end graph flowchart subgraph style class classdef click linkstyle default direction href call interpolate accTitle accDescr'.split(' '),
);

/** Ids are names in Mermaid too, but for its own words and for dashes that it takes for a link. */
const allowed = (id: string): string => {
  const words = id.split('-');
  return words.some((word) => word === '' || reserved.has(word)) ? `n_${id.replaceAll('-', '_')}` : id;
};
