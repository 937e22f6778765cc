import type { ResolvedDesign, ResolvedNode } from './schema';
import type { Step } from './step-schema';
import { innerLists } from './step-tree';

/** A step where it stands. */
export interface PlacedStep {
  readonly step: Step;
  /** `nodes.orders.operations.0.steps.2` */
  readonly where: string;
}

/** Every step of a node's operations, however deep, in the order of the file. */
export function* stepsOf(node: ResolvedNode): Generator<PlacedStep> {
  for (const [i, operation] of (node.operations ?? []).entries()) {
    yield* walk(operation.steps, `nodes.${node.id}.operations.${i}.steps`);
  }
}

/** Ids of the nodes that some step reads or writes at. */
export const accessedNodes = (design: ResolvedDesign): Set<string> => nodesAsked(design, ({ kind }) => kind === 'read' || kind === 'write');

/** Ids of the nodes of which some read asks what its own request has written: a database's replicas answer that, whatever `reads` says. */
export const nodesReadForOwnWrites = (design: ResolvedDesign): Set<string> =>
  nodesAsked(design, (step) => step.kind === 'read' && step.consistency === 'own-writes');

function nodesAsked({ nodes, links }: ResolvedDesign, asks: (step: Step) => boolean): Set<string> {
  const to = new Map(links.map((link) => [link.id, link.to]));
  const accessed = new Set<string>();
  for (const node of nodes) {
    for (const { step } of stepsOf(node)) if (asks(step) && 'link' in step) accessed.add(to.get(step.link) ?? '');
  }
  // A cache without operations asks what it was asked. The list grows while it is gone through.
  const caches = new Set(
    nodes.filter(({ kind, operations }) => (kind === 'cache' || kind === 'cdn') && !operations?.length).map(({ id }) => id),
  );
  for (const id of accessed) if (caches.has(id)) for (const link of links) if (link.from === id) accessed.add(link.to);
  return accessed;
}

function* walk(steps: readonly Step[], where: string): Generator<PlacedStep> {
  for (const [i, step] of steps.entries()) {
    const here = `${where}.${i}`;
    yield { step, where: here };
    for (const { steps: inner, path } of innerLists(step)) yield* walk(inner, `${here}.${path}`);
  }
}
