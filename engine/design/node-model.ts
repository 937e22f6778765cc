import type { NodeModel } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import type { ResolvedNode } from './schema';

/** What a node's kind makes of its params. */
export function modelOf(node: Pick<ResolvedNode, 'kind' | 'params'>): NodeModel {
  // Each kind's own `model` takes its own params; the registry cannot say so to the compiler.
  return (nodeKinds[node.kind].model as (params: unknown) => NodeModel)(node.params);
}
