import { hint } from '../checks/check';
import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import { nodeKinds } from '../../nodes/registry';
import type { ResolvedNode } from '../schema';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import type { DesignView } from './view';

/** Calls of one operation to one node before the two talk too much. */
const CHATTY = 4;

/** Pairs that talk too much, or both ways. */
export const chatter: Advice = function* (view) {
  yield* chattyPairs(view);
  yield* bothWays(view);
};

function* chattyPairs({ index, graph, times }: DesignView): Generator<Problem> {
  for (const { node, operation, edges } of graph) {
    const calls = new Map<string, number>();
    for (const { link, weight, message } of edges) if (!message) calls.set(link, (calls.get(link) ?? 0) + weight);
    for (const [link, count] of calls) {
      const over = index.links.get(link)!;
      const callee = index.nodes.get(over.to)!;
      if (count < CHATTY || callee.kind === 'cache' || keepsSaga(index.nodes.get(node)!, link)) continue;
      const store = nodeKinds[callee.kind].group === 'data';
      yield hint({
        code: 'chatty-pair',
        where: `links.${link}`,
        message: `One ${operation === null ? 'call' : operation} of "${node}" asks "${over.to}" ${Math.round(count)} times: ${formatDuration(Math.round((count * 2 * times.trip(over)) / 1e5) * 1e5)} on the way alone.`,
        remedy: store
          ? 'Ask once for all of it: one query with a list.'
          : 'Offer one coarse operation for what is asked together, or keep a copy fed by events.',
      });
    }
  }
}

/** Progress of a saga is written after each stage: that is what it is for. */
const keepsSaga = (node: ResolvedNode, link: string): boolean =>
  [...stepsOf(node)].some(({ step }) => step.kind === 'saga' && step.store === link);

/** Two services that each wait for the other know too much of each other. */
function* bothWays({ index }: DesignView): Generator<Problem> {
  const calls = (from: string, to: string) =>
    index.outgoing(from).some((link) => link.to === to) && index.roleOf(from) === 'server' && index.roleOf(to) === 'server';
  const told = new Set<string>();
  for (const { id, from, to } of index.design.links) {
    if (from === to || !calls(from, to) || !calls(to, from) || told.has(`${to} ${from}`)) continue;
    told.add(`${from} ${to}`);
    yield hint({
      code: 'calls-both-ways',
      where: `links.${id}`,
      message: `"${from}" and "${to}" call each other: neither can be changed, deployed or down without the other.`,
      remedy: 'Let one tell the other by event, or make one of the two.',
    });
  }
}
