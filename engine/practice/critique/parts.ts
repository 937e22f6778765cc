import { takesMessages } from '../../nodes/definition';
import { nodeKinds } from '../../nodes/registry';
import type { ResolvedDesign, ResolvedNode } from '../../design/schema';

export const isService = ({ kind }: ResolvedNode): boolean => kind === 'service' || kind === 'function';
export const isBroker = ({ kind }: ResolvedNode): boolean => takesMessages(nodeKinds[kind].role);
export const stores = ({ nodes }: ResolvedDesign): readonly ResolvedNode[] =>
  nodes.filter(({ kind }) => nodeKinds[kind].group === 'data' && kind !== 'cache');
export const hasBroker = ({ nodes }: ResolvedDesign): boolean => nodes.some(isBroker);

/** Links that are waited on: from one that calls to one that answers. */
export function calls({ nodes, links }: ResolvedDesign): ResolvedDesign['links'] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const role = (id: string) => nodeKinds[kindOf.get(id)!].role;
  return links.filter(({ from, to }) => role(from) === 'server' && role(to) === 'server');
}

/** Whether anything is more than one box behind a client. */
export const isMoreThanOne = ({ nodes }: ResolvedDesign): boolean => nodes.filter(isService).length > 1;
