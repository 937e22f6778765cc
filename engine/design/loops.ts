import { invariant } from '../core/invariant';
import type { Edge, Vertex } from './call-graph';

/** Operations that lead back to themselves. */
export interface Loop {
  /** One way round, first vertex first; the last edge closes it. */
  readonly way: readonly { readonly from: number; readonly edge: Edge }[];
  /** Each round brings at least one more, on average: it never ends. False: it ends by chance. */
  readonly endless: boolean;
}

/** Finds where a graph runs in circles: one loop per group of operations that all reach each other. */
export function loopsIn(vertices: readonly Vertex[], follow: (edge: Edge) => boolean): Loop[] {
  const edges = vertices.map((vertex) => vertex.edges.filter(follow));
  return components(edges)
    .map((members) => ({ members, inside: new Set(members) }))
    .filter(({ members, inside }) => members.some((v) => edges[v]!.some((e) => inside.has(e.to))))
    .map(({ members, inside }) => {
      const within = members.map((v) => ({ v, edges: edges[v]!.filter((e) => inside.has(e.to)) }));
      return { way: wayRound(least(members), new Map(within.map(({ v, edges: own }) => [v, own]))), endless: isEndless(within) };
    });
}

/**
 * Strongly connected components, by Kosaraju's two searches, without recursion: a chain of calls may be as long as the
 * design is large.
 */
function components(edges: readonly (readonly Edge[])[]): number[][] {
  const order = postorder(edges);
  const reversed: number[][] = edges.map(() => []);
  edges.forEach((own, v) => own.forEach((edge) => reversed[edge.to]!.push(v)));
  const taken = new Uint8Array(edges.length);
  const found: number[][] = [];
  for (const root of order.toReversed()) {
    if (taken[root]) continue;
    taken[root] = 1;
    const members = [root];
    for (let i = 0; i < members.length; i += 1) {
      for (const v of reversed[members[i]!]!) {
        if (taken[v]) continue;
        taken[v] = 1;
        members.push(v);
      }
    }
    found.push(members);
  }
  return found;
}

function postorder(edges: readonly (readonly Edge[])[]): number[] {
  const seen = new Uint8Array(edges.length);
  const order: number[] = [];
  for (let root = 0; root < edges.length; root += 1) {
    if (seen[root]) continue;
    seen[root] = 1;
    const stack = [{ v: root, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = edges[top.v]![top.next];
      top.next += 1;
      if (!edge) {
        order.push(top.v);
        stack.pop();
      } else if (!seen[edge.to]) {
        seen[edge.to] = 1;
        stack.push({ v: edge.to, next: 0 });
      }
    }
  }
  return order;
}

/** The shortest way from `start` back to itself. */
function wayRound(start: number, edges: ReadonlyMap<number, readonly Edge[]>): Loop['way'] {
  const cameBy = new Map<number, { from: number; edge: Edge }>();
  const frontier = [start];
  for (let i = 0; i < frontier.length && !cameBy.has(start); i += 1) {
    const from = frontier[i]!;
    for (const edge of edges.get(from) ?? []) {
      if (cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, { from, edge });
      frontier.push(edge.to);
    }
  }
  const way: { from: number; edge: Edge }[] = [];
  let at = start;
  do {
    const hop = cameBy.get(at);
    invariant(hop, 'a component of a graph has a way round');
    way.unshift(hop);
    at = hop.from;
  } while (at !== start);
  return way;
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));

const ROUNDS = 200;

/**
 * Whether the mean number of calls in the next generation is at least that of this one: whether the spectral radius of
 * the weights reaches 1. By the bounds of Collatz and Wielandt, which hold at every round; a case that stays open after
 * many rounds lies so near 1 that its calls multiply beyond use.
 */
function isEndless(members: readonly { readonly v: number; readonly edges: readonly Edge[] }[]): boolean {
  if (members.every(({ edges }) => edges.length === 1)) {
    return members.reduce((product, { edges }) => product * edges[0]!.weight, 1) >= 1;
  }
  const place = new Map(members.map(({ v }, i) => [v, i]));
  let x = members.map(() => 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const y = members.map(({ edges }) => edges.reduce((sum, e) => sum + e.weight * x[place.get(e.to)!]!, 0));
    const growth = y.map((value, i) => value / x[i]!);
    if (growth.every((factor) => factor >= 1)) return true;
    if (growth.every((factor) => factor < 1)) return false;
    // Half of the old keeps a loop of even length from swinging for ever.
    const mixed = y.map((value, i) => (value + x[i]!) / 2);
    const largest = mixed.reduce((a, b) => Math.max(a, b));
    x = mixed.map((value) => value / largest);
  }
  return true;
}
