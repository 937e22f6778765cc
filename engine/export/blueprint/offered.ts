import { calledOperation } from '../../design/call-graph';
import type { DesignIndex } from '../../design/design-index';
import type { ResolvedDesign, ResolvedLink, ResolvedNode } from '../../design/schema';
import { stepsOf } from '../../design/steps';
import { takesMessages } from '../../nodes/definition';
import { nodeKinds } from '../../nodes/registry';

/** Whether it is our own code that answers calls. */
export const isService = ({ kind }: ResolvedNode): boolean =>
  nodeKinds[kind].group === 'compute' || (nodeKinds[kind].group === 'edge' && kind !== 'cdn');

/** An operation that others ask for. */
export interface Offering {
  readonly node: ResolvedNode;
  readonly operation: NonNullable<ResolvedNode['operations']>[number];
  readonly callers: readonly { readonly node: string; readonly link: ResolvedLink; readonly needs: readonly string[] }[];
}

/** Operations of services and of systems of others, with who calls them: clients by their journeys, services by their steps. */
export function offeredOf({ resolved, index }: { readonly resolved: ResolvedDesign; readonly index: DesignIndex }): Offering[] {
  const callers = new Map<string, Offering['callers'][number][]>();
  const add = (link: ResolvedLink | undefined, name: string | undefined, needs: readonly string[]) => {
    const callee = index.nodes.get(link?.to ?? '');
    const operation = callee && calledOperation(callee, name)?.name;
    if (!link || !callee || operation === undefined || operation === null) return;
    const key = `${callee.id}/${operation}`;
    const all = callers.get(key) ?? [];
    if (all.some((one) => one.link.id === link.id)) return;
    callers.set(key, [...all, { node: link.from, link, needs }]);
  };
  for (const { link, operation } of resolved.journeys) add(index.links.get(link), operation, []);
  // What has no operations, or no journeys, asks for what comes first.
  const written = new Set(resolved.journeys.map(({ client }) => client));
  for (const { id, operations = [] } of resolved.nodes)
    if (operations.length === 0 && !written.has(id) && !takesMessages(index.roleOf(id)))
      for (const link of index.outgoing(id)) add(link, undefined, []);
  for (const node of resolved.nodes)
    for (const { step } of stepsOf(node)) if (step.kind === 'call') add(index.links.get(step.link), step.operation, step.needs ?? []);
  return resolved.nodes
    .filter((node) => isService(node) || node.kind === 'external')
    .flatMap((node) =>
      (node.operations ?? []).map((operation) => ({ node, operation, callers: callers.get(`${node.id}/${operation.name}`) ?? [] })),
    )
    .filter((offered) => offered.callers.length > 0);
}
