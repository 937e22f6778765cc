import { unreachable } from '../core/invariant';
import type { ResolvedDesign, ResolvedNode } from './schema';
import type { Step } from './step-schema';

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
export function accessedNodes({ nodes, links }: ResolvedDesign): Set<string> {
  const to = new Map(links.map((link) => [link.id, link.to]));
  const accessed = new Set<string>();
  for (const node of nodes) {
    for (const { step } of stepsOf(node)) {
      if (step.kind === 'read' || step.kind === 'write') accessed.add(to.get(step.link) ?? '');
    }
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
    for (const { steps: inner, path } of listsIn(step)) yield* walk(inner, `${here}.${path}`);
  }
}

/** The lists of steps directly inside a step, with their path in it. */
export function listsIn(step: Step): { readonly steps: readonly Step[]; readonly path: string }[] {
  switch (step.kind) {
    case 'work':
    case 'wait':
    case 'call':
    case 'read':
    case 'write':
    case 'publish':
    case 'effect':
    case 'check':
      return [];
    case 'repeat':
      return [{ steps: step.steps, path: 'steps' }];
    case 'saga':
      return step.stages.flatMap(({ steps, compensate }, i) => [
        { steps, path: `stages.${i}.steps` },
        { steps: compensate, path: `stages.${i}.compensate` },
      ]);
    case 'parallel':
      return step.branches.map((steps, i) => ({ steps, path: `branches.${i}` }));
    case 'choose':
      return step.by === 'probability'
        ? step.branches.map(({ steps }, i) => ({ steps, path: `branches.${i}.steps` }))
        : [
            { steps: step.hit, path: 'hit' },
            { steps: step.miss, path: 'miss' },
          ];
    default:
      return unreachable(step);
  }
}
