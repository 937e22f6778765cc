import { type Drawing, type DrawnNode, type Frame, type Shape, shapeOf } from './drawing';
import { indented, type Names } from './names';

/** How a language writes what C4-PlantUML's macros say. */
export interface C4Words {
  /** Words in quotes. */
  readonly text: (words: string) => string;
}

const macros: Readonly<Record<Shape, string>> = {
  person: 'Person',
  box: 'Container',
  store: 'ContainerDb',
  queue: 'ContainerQueue',
  outside: 'System_Ext',
};

/** The container diagram of the C4 model. @see https://c4model.com/diagrams/container */
export const c4Lines = (drawing: Drawing, names: Names, words: C4Words): string[] => [
  ...frameLines(drawing.sheet, names, words),
  ...drawing.links.map(
    ({ from, to, protocol, async }) =>
      `Rel(${names.node(from)}, ${names.node(to)}, ${words.text(async ? 'sends messages' : 'calls')}, ${words.text(protocol)})`,
  ),
];

const frameLines = (frame: Frame, names: Names, words: C4Words): string[] => [
  ...frame.nodes.map((node) => nodeLine(node, names, words)),
  ...frame.groups.flatMap(({ id, name, kind, inside }) => [
    `Boundary(${names.group(id)}, ${words.text(name)}, ${words.text(kind === 'plain' ? 'group' : kind)}) {`,
    ...indented(frameLines(inside, names, words)),
    '}',
  ]),
];

function nodeLine({ id, name, kind, title }: DrawnNode, names: Names, { text }: C4Words): string {
  const shape = shapeOf(kind);
  // People and other systems have no technology.
  const technology = shape === 'person' || shape === 'outside' ? '' : `, ${text(title)}`;
  return `${macros[shape]}(${names.node(id)}, ${text(name)}${technology})`;
}
