import type { ResolvedDesign } from './schema';
import { nodesReadForOwnWrites } from './steps';

/** Of how many copies of each part of a node one serves, while the others stand by for its death; 1 where all do. */
export function copiesPerServing(id: string, design: ResolvedDesign): number {
  const node = design.nodes.find((candidate) => candidate.id === id);
  if (node?.kind !== 'database' || node.params.replication?.reads !== 'primary') return 1;
  return nodesReadForOwnWrites(design).has(id) ? 1 : 1 + node.params.replication.replicas;
}
