import { failure, type Result, success } from '../core/problem';
import { limits } from '../design/limits';
import { importProblem } from './definition';
import { importLimits } from './import-limits';

// Mermaid's own parser, which comes with all of Mermaid: loaded only when it is wanted.

export interface Vertex {
  readonly id: string;
  readonly text?: string | undefined;
  /** Shape, by its old or new name. */
  readonly type?: string | undefined;
  readonly classes?: readonly string[];
}
export interface Edge {
  readonly start: string;
  readonly end: string;
  readonly text?: string | undefined;
  readonly type?: string | undefined;
}
export interface Subgraph {
  readonly id: string;
  readonly title?: string | undefined;
  /** Ids of boxes and of subgraphs. */
  readonly nodes: readonly string[];
}
/** A flowchart as Mermaid understood it. */
export interface Flowchart {
  readonly vertices: readonly Vertex[];
  readonly edges: readonly Edge[];
  readonly subgraphs: readonly Subgraph[];
}

interface FlowDb {
  getVertices(): ReadonlyMap<string, Vertex>;
  getEdges(): readonly Edge[];
  getSubGraphs(): readonly Subgraph[];
}

/** @param text lines of the diagram alone, within the limits on their length */
export async function readFlowchart(text: string): Promise<Result<Flowchart>> {
  const mermaid = await loaded();
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    if (!diagram.type.startsWith('flowchart')) return failure(notAFlowchart(`it is a diagram of another kind, ${diagram.type}.`));
    const db = diagram.db as unknown as FlowDb;
    return success({ vertices: [...db.getVertices().values()], edges: db.getEdges(), subgraphs: db.getSubGraphs() });
  } catch (error) {
    return failure(notAFlowchart(error instanceof Error ? inShort(error.message) : 'it is no diagram.'));
  }
}

const load = async () => {
  const [{ default: mermaid }, { default: sanitizer }] = await Promise.all([import('mermaid'), import('dompurify')]);
  if (!sanitizer.isSupported) {
    // It cleans what goes onto a page. Where there is no page it cannot, and what is read here never becomes HTML.
    Object.assign(sanitizer, { sanitize: (dirty: string) => dirty, addHook: () => undefined });
  }
  mermaid.initialize({ startOnLoad: false, logLevel: 'fatal', maxEdges: limits.links, maxTextSize: importLimits.mermaidText });
  // Its diagrams are known to it once it has read one.
  await mermaid.parse('flowchart LR\n a');
  return mermaid;
};
let loading: ReturnType<typeof load> | null = null;
const loaded = () => (loading ??= load());

/** Where the parser was lost, without the list of all that it would have taken. Its lines are not those of the file. */
function inShort(message: string): string {
  const [first = '', near = ''] = message.split('\n');
  return first.startsWith('Parse error') ? `it does not follow at “${near.slice(-60)}”.` : `${first.slice(0, 200)}.`;
}

const notAFlowchart = (words: string) =>
  importProblem(
    'mermaid-not-a-flowchart',
    `Mermaid does not read this as a flowchart: ${words}`,
    'Correct it (mermaid.live shows where), or import another diagram. Other kinds of diagrams are not read.',
  );
