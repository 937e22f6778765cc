import { callGraph } from '../call-graph';
import { loopsIn } from '../loops';
import { type Check, warning } from './check';

/** Attempts that one request may cause at the end of a chain before it is worth a word. */
const TOO_MANY = 10;

/** Retries at each hop of a chain multiply: three hops with three attempts make 27 of one. */
export const retryStorms: Check = function* (index) {
  const graph = callGraph(index);
  if (loopsIn(graph, (edge) => !edge.message).length > 0) return; // Without an end there is no number to name.
  const attemptsInto = (link: string): number => {
    const retry = index.links.get(link)?.policy.retry;
    return retry && !retry.budget ? retry.attempts : 1;
  };
  // What comes over a client's link has been multiplied by the client's own retries already.
  const worst = graph.map(({ node }) =>
    index.incoming(node).reduce((most, link) => (index.roleOf(link.from) === 'source' ? Math.max(most, attemptsInto(link.id)) : most), 1),
  );
  const told = new Set<string>();
  for (const v of callersFirst(graph.map(({ edges }) => edges.filter((edge) => !edge.message).map((edge) => edge.to)))) {
    for (const edge of graph[v]!.edges) {
      if (edge.message) continue;
      const attempts = worst[v]! * attemptsInto(edge.link);
      worst[edge.to] = Math.max(worst[edge.to]!, attempts);
      if (attempts < TOO_MANY || attemptsInto(edge.link) === 1 || told.has(edge.link)) continue;
      told.add(edge.link);
      yield warning({
        code: 'retries-multiply',
        where: `links.${edge.link}.policy.retry`,
        message: `Retries along the way multiply: one request can cause ${attempts} attempts over "${edge.link}" while it fails.`,
        remedy: 'Retry at one hop only, or give the retries a budget.',
      });
    }
  }
};

/** Kahn's order: each vertex after all that lead to it. */
function callersFirst(next: readonly (readonly number[])[]): number[] {
  const waiting = next.map(() => 0);
  for (const targets of next) for (const v of targets) waiting[v]! += 1;
  const order = waiting.flatMap((count, v) => (count === 0 ? [v] : []));
  for (let i = 0; i < order.length; i += 1) {
    for (const v of next[order[i]!]!) {
      waiting[v]! -= 1;
      if (waiting[v] === 0) order.push(v);
    }
  }
  return order;
}
