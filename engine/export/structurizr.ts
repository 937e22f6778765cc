import { success } from '../core/problem';
import type { Design } from '../design/schema';
import type { DesignExporter } from './definition';
import { allNodes, type DrawnLink, type DrawnNode, drawingOf, type Frame, leftOut, shapeOf } from './drawing';
import { indented, type Names, namesFor, oneLine } from './names';

/** @see https://docs.structurizr.com/dsl/language */
export const structurizr: DesignExporter = {
  of: 'design',
  id: 'structurizr',
  title: 'Structurizr DSL',
  about: 'The model behind C4 diagrams, for Structurizr and its tools.',
  extension: 'dsl',
  mime: 'text/plain',
  write: (design) => success({ text: workspace(design), left: leftOut(design, { places: false, notes: false }) }),
};

function workspace(design: Design): string {
  const drawing = drawingOf(design);
  const names = namesFor(drawing, (id) => `n_${id.replaceAll('-', '_')}`);
  const all = allNodes(drawing.sheet);
  const titles = unique(all);
  const outside = all.filter(({ kind }) => !within(kind));
  return [
    `workspace ${quoted(drawing.name)} ${quoted(drawing.description)} {`,
    ...indented([
      'model {',
      ...indented([
        'properties {',
        ...indented([`"structurizr.groupSeparator" "/"`]),
        '}',
        ...outside.map((node) => elementLine(node, names, titles)),
        `the_system = softwareSystem ${quoted(drawing.name)} {`,
        ...indented(containers(drawing.sheet, names, titles)),
        '}',
        ...relationLines(drawing.links, names),
      ]),
      '}',
      'views {',
      ...indented(['container the_system {', ...indented(['include *', 'autolayout lr']), '}', 'theme default']),
      '}',
    ]),
    '}',
    '',
  ].join('\n');
}

/** Users and other systems stand outside of the system; all else is a container of it. */
const within = (kind: DrawnNode['kind']): boolean => shapeOf(kind) !== 'person' && shapeOf(kind) !== 'outside';

const containers = (frame: Frame, names: Names, titles: Titles): string[] => [
  ...frame.nodes.filter(({ kind }) => within(kind)).map((node) => elementLine(node, names, titles)),
  ...frame.groups
    .filter(({ inside }) => allNodes(inside).some(({ kind }) => within(kind)))
    .flatMap(({ name, inside }) => [`group ${quoted(name.replaceAll('/', ' '))} {`, ...indented(containers(inside, names, titles)), '}']),
];

function elementLine({ id, kind, title }: DrawnNode, names: Names, titles: Titles): string {
  const name = quoted(titles.get(id)!);
  const shape = shapeOf(kind);
  if (shape === 'person') return `${names.node(id)} = person ${name}`;
  if (shape === 'outside') return `${names.node(id)} = softwareSystem ${name}`;
  return `${names.node(id)} = container ${name} "" ${quoted(title)}`;
}

/** Two relations between the same two must say different things. */
function relationLines(links: readonly DrawnLink[], names: Names): string[] {
  const said = new Set<string>();
  return links.map(({ id, from, to, protocol, async }) => {
    const usual = async ? 'sends messages' : 'calls';
    const key = `${from} ${to} ${usual}`;
    const words = said.has(key) ? `${usual} (${id})` : usual;
    said.add(key);
    return `${names.node(from)} -> ${names.node(to)} ${quoted(words)} ${quoted(protocol)}`;
  });
}

type Titles = ReadonlyMap<string, string>;

/** Names of elements must differ; those that do not get their id. */
function unique(nodes: readonly DrawnNode[]): Titles {
  const alone = (name: string) => nodes.filter((node) => node.name === name).length === 1;
  return new Map(nodes.map(({ id, name }) => [id, alone(name) ? name : `${name} (${id})`]));
}

/** `${…}` would be replaced by a constant of that name. */
const quoted = (text: string): string => `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('${', '$ {')}"`;
