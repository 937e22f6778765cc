import { success } from '../core/problem';
import type { Design } from '../design/schema';
import type { DesignExporter } from './definition';
import { type DrawnNode, drawingOf, type Frame, leftOut, type Shape, shapeOf } from './drawing';
import { indented, oneLine } from './names';

/** @see https://d2lang.com/tour/intro */
export const d2: DesignExporter = {
  of: 'design',
  id: 'd2',
  title: 'D2',
  about: 'A diagram for D2, with its own layout and themes.',
  extension: 'd2',
  mime: 'text/plain',
  write: (design) => success({ text: diagram(design), left: leftOut(design, { places: false, notes: false }) }),
};

function diagram(design: Design): string {
  const { name, sheet, links } = drawingOf(design);
  const paths = new Map(pathsIn(sheet, []));
  return [
    `# ${oneLine(name)}`,
    'direction: right',
    ...frameLines(sheet),
    ...links.map(
      ({ from, to, protocol, async }) =>
        `${paths.get(from)} -> ${paths.get(to)}: ${quoted(protocol)}${async ? ' {style.stroke-dash: 4}' : ''}`,
    ),
    '',
  ].join('\n');
}

/** A link names its ends by all the frames they lie in. */
const pathsIn = (frame: Frame, within: readonly string[]): [string, string][] => [
  ...frame.nodes.map(({ id }): [string, string] => [id, [...within, nodeKey(id)].join('.')]),
  ...frame.groups.flatMap(({ id, inside }) => pathsIn(inside, [...within, groupKey(id)])),
];

const frameLines = (frame: Frame): string[] => [
  ...frame.nodes.map(nodeLine),
  ...frame.groups.flatMap(({ id, name, inside }) => [`${groupKey(id)}: ${quoted(name)} {`, ...indented(frameLines(inside)), '}']),
];

const shapes: Readonly<Record<Shape, string>> = { person: 'person', box: 'rectangle', store: 'cylinder', queue: 'queue', outside: 'cloud' };

const nodeLine = ({ id, name, kind }: DrawnNode): string => `${nodeKey(id)}: ${quoted(name)} {shape: ${shapes[shapeOf(kind)]}}`;

// A frame and a component may have one id; D2's keywords are none when they are quoted.
const nodeKey = (id: string): string => quoted(id);
const groupKey = (id: string): string => quoted(`group ${id}`);

/** Between single quotes nothing is read but the quote itself. */
const quoted = (text: string): string => `'${oneLine(text).replaceAll("'", "''")}'`;
