import type { Distribution } from '../../core/distribution';
import { callGraph, type Vertex } from '../call-graph';
import { type Loop, loopsIn } from '../loops';
import type { DesignIndex } from '../design-index';
import { modelOf } from '../node-model';
import { protocols } from '../protocols';
import type { ResolvedLink, ResolvedNode } from '../schema';
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
    const words = {
      code: 'endless-message-cycle',
      where: `links.${closing}`,
      message: `Each message brings forth another, without end: ${path}.`,
      remedy: 'Let the consumer publish only under a condition, or to another queue.',
    };
    yield takesTime(loop, graph, index) ? warning(words) : error({ ...words, message: `${words.message} And no time passes meanwhile.` });
  }
};

function inWords({ way }: Loop, graph: readonly Vertex[]): { path: string; closing: string; last: string } {
  const [first] = way;
  const hops = way.map(({ edge }) => graph[edge.to]!.node);
  return {
    path: shortened([graph[first!.from]!.node, ...hops]).join(' → '),
    closing: way.at(-1)!.edge.link,
    last: graph[way.at(-1)!.from]!.node,
  };
}

/** A way round the whole design is no reading matter: both ends of it are. */
const shortened = (stops: readonly string[]): readonly string[] =>
  stops.length <= 12 ? stops : [...stops.slice(0, 6), `${stops.length - 10} more`, ...stops.slice(-4)];

/** Whether the clock moves on the way round. Where it does not, a run would stand still for ever. */
function takesTime({ way }: Loop, graph: readonly Vertex[], index: DesignIndex): boolean {
  return way.some(({ from, edge }) => {
    const links = [index.links.get(edge.link), index.links.get(edge.publishedOver ?? '')];
    const node = index.nodes.get(graph[from]!.node);
    return links.some((link) => link && latencyOf(link) > 0) || (node !== undefined && worksAt(node, graph[from]!.operation));
  });
}

function latencyOf({ network, protocol }: ResolvedLink): number {
  const { latency } = network;
  if (!latency) return protocols[protocol].latency;
  return latency.kind === 'constant' ? latency.value : 1;
}

function worksAt(node: ResolvedNode, name: string | null): boolean {
  const takes = (time: Distribution): boolean => time.kind !== 'constant' || time.value > 0;
  const operation = node.operations?.find((candidate) => candidate.name === name);
  const model = modelOf(node);
  const worksByItself = model.role === 'server' && takes(model.work);
  if (!operation) return worksByItself;
  return operation.steps.some((step) => (step.kind === 'work' && step.own ? worksByItself : 'time' in step && takes(step.time)));
}
