import { type NodeKind, nodeKinds } from '../nodes/registry';
import { kindOf } from './component-kinds';

/** What a box looks like, where that says something. */
export type Shape = 'person' | 'store' | 'queue' | 'outside';

interface Clues {
  readonly name: string;
  readonly technology?: string | undefined;
  readonly shape?: Shape | undefined;
}

interface Guessed {
  readonly kind: NodeKind;
  /** The end of a sentence; null where nothing says so. */
  readonly why: string | null;
}

/** The kind of a box by what it is made of, its name and its shape. Of a shape that fits several kinds the name tells which. */
export function kindFromDrawing({ name, technology, shape }: Clues): Guessed {
  const said = kindsByTitle.get(technology?.trim().toLowerCase() ?? '');
  if (said !== undefined) return { kind: said, why: `since it says “${technology!.trim()}”` };
  const byName = kindOf({ name, technology });
  // An icon may be called by what it is for instead of by a product: "load balancer".
  const found = byName.why === null && technology !== undefined ? kindOf({ name: technology }) : byName;
  const usual = shape === undefined ? undefined : byShape[shape];
  const fits = found.why !== null && (shape === 'store' || shape === 'queue' ? fitting[shape].has(found.kind) : true);
  if (usual !== undefined && !fits) return { kind: usual, why: 'by its shape' };
  return { kind: found.kind, why: found.why === null ? null : `by ${found.why}` };
}

/** As our own exports write it. */
const kindsByTitle: ReadonlyMap<string, NodeKind> = new Map(Object.values(nodeKinds).map(({ kind, title }) => [title.toLowerCase(), kind]));

const byShape: Readonly<Record<Shape, NodeKind>> = {
  person: 'client',
  store: 'database',
  queue: 'queue',
  outside: 'external',
};

const fitting: Readonly<Record<'store' | 'queue', ReadonlySet<NodeKind>>> = {
  store: new Set(['database', 'key-value', 'cache', 'object-store', 'search-index', 'queue', 'log', 'topic']),
  queue: new Set(['queue', 'log', 'topic']),
};
