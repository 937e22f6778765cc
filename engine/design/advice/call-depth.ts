import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import { nodeKinds } from '../../nodes/registry';
import { hint } from '../checks/check';
import type { Advice } from './advice';
import type { DesignView } from './view';
import { quoted } from './words';

/** Services that wait for one another in a row, the first one counted, before the row is too long. */
const DEEP = 5;
/** Services that one operation asks one after the other before it is worth a word. */
const MANY = 4;

/** Whether a node is a program of its own; stores and caches are their callers' own. */
const isService = (node: string, { index }: DesignView): boolean => {
  const of = index.nodes.get(node);
  return of !== undefined && ['edge', 'compute', 'external'].includes(nodeKinds[of.kind].group) && of.kind !== 'cdn';
};

/** Synchronous calls in a row, and side by side that are made in a row. */
export const callDepth: Advice = function* (view) {
  yield* sequentialFanOut(view);
  if (!view.callsGoRound) yield* deepChains(view);
};

function* deepChains(view: DesignView): Generator<Problem> {
  const { index, graph, times } = view;
  const longest = new Map<number, readonly number[]>();
  const chainFrom = (place: number): readonly number[] => {
    const known = longest.get(place);
    if (known) return known;
    let best: readonly number[] = [];
    for (const { to, message } of graph[place]!.edges) {
      if (message || !isService(graph[to]!.node, view)) continue;
      const chain = chainFrom(to);
      if (chain.length > best.length) best = chain;
    }
    const chain = [place, ...best];
    longest.set(place, chain);
    return chain;
  };
  const told = new Set<string>();
  for (const { link, operation } of entriesOf(view)) {
    const node = index.links.get(link)!.to;
    for (const place of view.verticesOf(node)) {
      if (operation !== undefined && graph[place]!.operation !== operation) continue;
      const chain = chainFrom(place);
      const last = graph[chain.at(-1)!]!.node;
      if (chain.length < DEEP || !isService(node, view) || told.has(last)) continue;
      told.add(last);
      yield hint({
        code: 'deep-call-chain',
        where: `nodes.${last}`,
        message: `${chain.length} services wait for one another in a row: ${chain.map((each) => graph[each]!.node).join(' → ')}. At best they answer in ${formatDuration(Math.round(times.answer(node, graph[place]!.operation) / 1e5) * 1e5)}, and each can stop all.`,
        remedy: 'Answer earlier and do the rest by events, or bring together what always goes together.',
      });
    }
  }
}

function entriesOf({ index }: DesignView): readonly { readonly link: string; readonly operation: string | undefined }[] {
  const journeys = index.design.journeys.filter(({ link }) => index.nodes.has(index.links.get(link)?.to ?? ''));
  if (journeys.length > 0) return journeys.map(({ link, operation }) => ({ link, operation }));
  return index.design.links
    .filter(({ from, to }) => index.roleOf(from) === 'source' && index.nodes.has(to))
    .map(({ id }) => ({ link: id, operation: undefined }));
}

function* sequentialFanOut(view: DesignView): Generator<Problem> {
  const { index, graph } = view;
  for (const { node, operation, edges } of graph) {
    const steps = index.nodes.get(node)?.operations?.find(({ name }) => name === operation)?.steps;
    // Only what stands in one list is done in a row.
    const inRow = new Set(
      steps
        ? steps.flatMap((step) => (step.kind === 'call' ? [index.links.get(step.link)?.to ?? ''] : []))
        : edges.filter(({ message }) => !message).map(({ to }) => graph[to]!.node),
    );
    const services = [...inRow].filter((id) => isService(id, view));
    if (services.length < MANY) continue;
    const at = index.nodes.get(node)?.operations?.findIndex(({ name }) => name === operation) ?? -1;
    yield hint({
      code: 'calls-in-a-row',
      where: at < 0 ? `nodes.${node}` : `nodes.${node}.operations.${at}`,
      message: `"${node}" asks ${services.length} services one after the other (${quoted(services)}): their times add up, and if one in a hundred fails, ${services.length} in a hundred do here.`,
      remedy: 'Ask side by side what does not need each other, or tell those by event whose answer is not needed now.',
    });
  }
}
