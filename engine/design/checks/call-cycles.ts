import { callGraph, type Vertex } from '../call-graph';
import { type Loop, loopsIn } from '../loops';
import { type Check, error, warning } from './check';

/** Calls that lead back to where they came from, and messages that beget messages. */
export const callCycles: Check = function* (index) {
  const graph = callGraph(index);
  for (const loop of loopsIn(graph, (edge) => !edge.message)) {
    const { path, closing, last } = inWords(loop, graph);
    yield loop.endless
      ? error({
          code: 'endless-call-cycle',
          where: `links.${closing}`,
          message: `These calls go round without end: ${path}. Every request would wait for itself.`,
          remedy: `Remove link "${closing}", publish to a queue instead of calling, or give "${last}" operations that do not call back.`,
        })
      : warning({
          code: 'call-cycle',
          where: `links.${closing}`,
          message: `These calls can go round: ${path}. They end only by chance.`,
          remedy: 'See that blocking workers cannot all wait for each other, or cut the cycle with a queue.',
        });
  }
  for (const loop of loopsIn(graph, () => true)) {
    if (!loop.endless || !loop.way.some(({ edge }) => edge.message)) continue;
    const { path, closing } = inWords(loop, graph);
    yield warning({
      code: 'endless-message-cycle',
      where: `links.${closing}`,
      message: `Each message brings forth another, without end: ${path}.`,
      remedy: 'Let the consumer publish only under a condition, or to another queue.',
    });
  }
};

function inWords({ way }: Loop, graph: readonly Vertex[]): { path: string; closing: string; last: string } {
  const [first] = way;
  const hops = way.map(({ edge }) => graph[edge.to]!.node);
  return {
    path: [graph[first!.from]!.node, ...hops].join(' → '),
    closing: way.at(-1)!.edge.link,
    last: graph[way.at(-1)!.from]!.node,
  };
}
