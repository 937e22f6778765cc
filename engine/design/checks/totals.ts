import { nodeKinds } from '../../nodes/registry';
import type { ResolvedNode } from '../schema';
import { type Check, error } from './check';

/** Most of these in a whole design: beyond it the tables of a run would fill the memory. */
const most = { replicas: 20_000, users: 1_000_000 } as const;

export const totals: Check = function* ({ design }) {
  const sum = (count: (node: ResolvedNode) => number): number => design.nodes.reduce((all, node) => all + count(node), 0);
  const replicas = sum((node) => ('replicas' in node.params ? node.params.replicas : 1));
  if (replicas > most.replicas) {
    yield error({
      code: 'too-many-replicas',
      where: 'nodes',
      message: `The design has ${replicas} replicas in all; at most ${most.replicas} can be simulated.`,
      remedy: 'Use fewer replicas with more workers each.',
    });
  }
  const users = sum((node) =>
    node.kind === nodeKinds.client.kind && node.params.traffic.kind === 'closed' ? node.params.traffic.users : 0,
  );
  if (users > most.users) {
    yield error({
      code: 'too-many-users',
      where: 'nodes',
      message: `The clients have ${users} users in all; at most ${most.users} can be simulated.`,
      remedy: 'Use fewer users with a shorter think time, or an open stream.',
    });
  }
};
