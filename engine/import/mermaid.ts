import { parse as parseYaml } from 'yaml';
import { failure, type Result } from '../core/problem';
import { limits } from '../design/limits';
import { nodeKinds } from '../nodes/registry';
import { designFromSketch } from './design-from-sketch';
import { type Importer, importProblem } from './definition';
import { importLimits } from './import-limits';
import type { Shape } from './kind-from-drawing';
import { type Edge, type Flowchart, readFlowchart, type Subgraph, type Vertex } from './mermaid-parser';
import { plainWords } from './mermaid-words';
import { counted, type NoteTaker, notesOf } from './note-taker';
import type { Sketch, SketchPart } from './sketch';

/** @see https://mermaid.js.org/syntax/flowchart.html */
export const mermaid: Importer = {
  id: 'mermaid',
  title: 'Mermaid flowchart',
  about: 'Boxes, arrows and subgraphs of a flowchart, also out of a Markdown file.',
  extensions: ['mmd', 'mermaid', 'md'],
  detects: (text) =>
    /^(?:flowchart|graph)(?:-elk)?[ \t]+(?:TB|TD|BT|RL|LR|[<>^v])?[ \t]*(?:[;\n%]|$)|^(?:flowchart|graph)[ \t]*$/m.test(
      bodyOf(text.slice(0, 20_000)).text,
    ),
  read: async (text, { fileName }) => {
    const { text: body, title } = bodyOf(text);
    const lines = cleaned(body);
    if (!lines.ok) return lines;
    const parsed = await readFlowchart(lines.value);
    if (!parsed.ok) return parsed;
    const notes = notesOf();
    const sketch = sketchOf(parsed.value, title, notes);
    return designFromSketch(sketch, fileName, notes);
  },
};

/** The diagram without what stands before and around it in a Markdown file, and its title. */
function bodyOf(text: string): { readonly text: string; readonly title: string | null } {
  const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*mermaid[^\n]*\n/m.exec(text);
  const rest = fence ? text.slice(fence.index + fence[0].length) : text;
  const end = fence ? rest.search(new RegExp(`^[ \\t]*${fence[1]!}`, 'm')) : -1;
  const diagram = (end < 0 ? rest : rest.slice(0, end)).trimStart();
  if (!diagram.startsWith('---')) return { text: diagram, title: null };
  const close = diagram.indexOf('\n---', 3);
  if (close < 0) return { text: diagram, title: null };
  const after = diagram.indexOf('\n', close + 1);
  return { text: after < 0 ? '' : diagram.slice(after + 1), title: titleIn(diagram.slice(3, close)) };
}

function titleIn(frontMatter: string): string | null {
  if (frontMatter.length > 4000) return null;
  try {
    const document: unknown = parseYaml(frontMatter, { maxAliasCount: 0, logLevel: 'silent' });
    const title = typeof document === 'object' && document !== null && 'title' in document ? document.title : null;
    return typeof title === 'string' ? title : null;
  } catch {
    return null; // A title is no reason to refuse a diagram.
  }
}

/** Lines that say something, without comments and settings. Mermaid takes long to read long lines and long gaps. */
function cleaned(text: string): Result<string> {
  const { mermaidText, mermaidLine } = importLimits;
  if (text.length > mermaidText)
    return failure(
      importProblem(
        'import-too-large',
        `The diagram has ${text.length.toLocaleString('en')} characters; ${mermaidText.toLocaleString('en')} are the most.`,
        'Import a part of it.',
      ),
    );
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '' && !line.startsWith('%%'));
  // Mermaid takes long over many of them, however little is in them.
  if ((text.match(/\bsubgraph\b/g)?.length ?? 0) > 2 * limits.groups)
    return failure(importProblem('import-too-large', `The diagram has more than ${2 * limits.groups} subgraphs.`, 'Import a part of it.'));
  const long = lines.findIndex((line) => line.length > mermaidLine);
  if (long >= 0)
    return failure(
      importProblem(
        'import-line-too-long',
        `A line of the diagram has ${lines[long]!.length.toLocaleString('en')} characters; ${mermaidLine.toLocaleString('en')} are the most: ${lines[long]!.slice(0, 60)}…`,
        'Break it into several lines.',
      ),
    );
  return { ok: true, value: `${lines.join('\n')}\n` };
}

function sketchOf({ vertices, edges, subgraphs }: Flowchart, title: string | null, notes: NoteTaker): Sketch {
  // An arrow may lead to a subgraph; Mermaid lists that among the boxes too.
  const frames = new Set(subgraphs.map(({ id }) => id));
  const boxes = vertices.filter(({ id }) => !frames.has(id));
  const homes = new Map(subgraphs.flatMap(({ id, nodes }) => nodes.map((node) => [node, id] as const)));
  const called = new Set(edges.map(({ end }) => end));
  const calling = new Set(edges.map(({ start }) => start));
  tellEdges(edges, frames, notes);
  return {
    name: title,
    parts: boxes.map((vertex) => partOf(vertex, homes.get(vertex.id), !called.has(vertex.id) && calling.has(vertex.id))),
    links: edges.map(({ start, end, text }) => ({ from: start, to: end, label: plainWords(text ?? '') })),
    groups: subgraphs
      .map((group: Subgraph) => ({
        key: group.id,
        id: ownId(group.id) ?? undefined,
        name: plainWords(group.title ?? '') || group.id,
        parent: homes.get(group.id),
      }))
      .map(({ id, ...group }) => (id === undefined ? group : { ...group, id })),
  };
}

function partOf({ id, text, type, classes }: Vertex, group: string | undefined, entry: boolean): SketchPart {
  const name = plainWords(text ?? '') || id;
  const kind = classes?.map((each) => kindsByClass.get(each)).find((each) => each !== undefined);
  // With our own class it comes from here, and so does its id.
  const wanted = kind ? withoutMark(id) : ownId(id);
  const shape = shapes.get(type ?? '') ?? (entry && rounds.has(type ?? '') ? 'person' : undefined);
  return { key: id, name, group, ...(wanted !== null && { id: wanted }), ...(kind ? { kind } : { shape }) };
}

/** Of A, B and n12 nobody would make an id. Ids that are words of Mermaid are written with n_ before them. */
const ownId = (id: string): string | null => (/^[A-Za-z]{1,2}\d*$/.test(id) ? null : withoutMark(id));
const withoutMark = (id: string): string => (id.startsWith('n_') ? id.slice(2) : id);

const kindsByClass = new Map(Object.values(nodeKinds).map(({ kind }) => [kind.replaceAll('-', '_'), kind]));

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...'cylinder cyl db database lin-cyl disk lined-cylinder'.split(' ').map((name) => [name, 'store'] as const),
  ...'das h-cyl horizontal-cylinder bow-rect'.split(' ').map((name) => [name, 'queue'] as const),
  ...'cloud'.split(' ').map((name) => [name, 'outside'] as const),
]);
/** What begins and ends a flow, and what people are drawn as. */
const rounds = new Set('stadium circle doublecircle ellipse circ dbl-circ terminal pill'.split(' '));

function tellEdges(edges: readonly Edge[], frames: ReadonlySet<string>, notes: NoteTaker): void {
  const both = edges.filter(({ type }) => type?.startsWith('double_')).length;
  const open = edges.filter(({ type }) => type === 'arrow_open').length;
  const toFrames = edges.filter(({ start, end }) => frames.has(start) || frames.has(end)).length;
  if (both > 0) notes.guessed(`${counted(both, 'arrow')} with two heads: the one that stands first calls the other.`);
  if (open > 0) notes.guessed(`${counted(open, 'line')} without an arrow head: the one that stands first calls the other.`);
  if (toFrames > 0) notes.missing(`${counted(toFrames, 'arrow')} to or from a whole subgraph: only components are linked.`);
}
