import type { Traffic } from '../../nodes/definition';
import { peakFactor } from '../../policies/rate-curve';
import { calledOperation, type Vertex } from '../call-graph';
import type { DesignIndex } from '../design-index';
import { modelOf } from '../node-model';
import { doorLimitOf } from '../rate-limits';
import type { ResolvedNode } from '../schema';
import { copiesPerServing } from '../standbys';
import { limitRate } from './limit-rate';
import { stepsOf } from '../steps';
import type { Times } from './times';

/**
 * What comes in per second as far as the drawing says it: open streams only, without retries. What hangs on how well a
 * cache that keeps keys does, or on how fast users think, counts as nothing. So no number here is too large.
 */
export interface Demand {
  /** Calls and messages for an operation. [1/s] */
  rate(vertex: number): number;
  /** Calls and messages for a node, all its operations. [1/s] */
  nodeRate(node: string): number;
  /** Calls over a link, or messages. [1/s] */
  linkRate(link: string): number;
  /** How many times the traffic of rest the busiest moment has; 1 where nothing says so. */
  readonly peak: number;
  /** Calls that a node can work on at once, all replicas; Infinity where nothing bounds them or nobody can say. */
  places(node: string): number;
  /** How long a place is taken by one run of an operation, on average. [ns] */
  held(vertex: number): number;
  /** Share of its places that a node needs at rest; 0 where there is no bound. */
  utilization(node: string): number;
}

export function demandOf(index: DesignIndex, graph: readonly Vertex[], times: Times): Demand {
  const links = new Map<string, number>();
  const add = (link: string, rate: number) => links.set(link, (links.get(link) ?? 0) + rate);
  const rates = graph.map(() => 0);
  for (const { place, link, rate } of entries(index, graph)) {
    rates[place]! += rate;
    add(link, rate);
  }
  // Edges of operations on a circle carry nothing: what goes round has no rate.
  for (const from of callersFirst(graph)) {
    const { node, operation, edges } = graph[from]!;
    const rate = admitted(index.nodes.get(node), rates[from]!);
    if (rate === 0 || asksKeyedCache(index, node, operation)) continue;
    for (const edge of edges) {
      const over = Math.min(rate * edge.weight, limitRate(index.links.get(edge.link)?.policy.rateLimit) ?? Number.POSITIVE_INFINITY);
      rates[edge.to]! += over;
      add(edge.link, over);
      if (edge.publishedOver !== undefined) add(edge.publishedOver, over);
    }
  }
  const places = new Map<string, number[]>();
  for (const [place, { node }] of graph.entries()) places.set(node, [...(places.get(node) ?? []), place]);
  const held = remembered((vertex: number): number => {
    const { node, operation } = graph[vertex]!;
    const of = index.nodes.get(node);
    const model = of && modelOf(of);
    if (model?.role !== 'server') return 0;
    return model.blocking ? times.answer(node, operation) : times.work(node, operation);
  });
  const demand: Demand = {
    rate: (vertex) => rates[vertex] ?? 0,
    nodeRate: (node) => (places.get(node) ?? []).reduce((sum, place) => sum + rates[place]!, 0),
    linkRate: (link) => links.get(link) ?? 0,
    peak: peakOf(index),
    places: remembered((node) => placesOf(index.nodes.get(node)) / copiesPerServing(node, index.design)),
    held,
    utilization: remembered((node) => {
      const bound = demand.places(node);
      if (bound === Number.POSITIVE_INFINITY) return 0;
      return (places.get(node) ?? []).reduce((sum, place) => sum + (rates[place]! * held(place)) / 1e9, 0) / bound;
    }),
  };
  return demand;
}

/** Asked for again and again while one design is looked at. */
function remembered<K>(work: (of: K) => number): (of: K) => number {
  const known = new Map<K, number>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const value = work(of);
    known.set(of, value);
    return value;
  };
}

/** Where requests come in, and how many a second. */
function* entries(index: DesignIndex, graph: readonly Vertex[]): Generator<{ place: number; link: string; rate: number }> {
  for (const node of index.design.nodes) {
    if (node.kind !== 'client') continue;
    const rate = rateOf(node.params.traffic);
    const own = index.design.journeys.filter(({ client }) => client === node.id);
    const ways =
      own.length > 0
        ? own.map(({ link, operation, weight }) => ({ link, operation, weight }))
        : index.outgoing(node.id).map(({ id }) => ({ link: id, operation: undefined, weight: 1 }));
    const all = ways.reduce((sum, { weight }) => sum + weight, 0);
    for (const { link, operation, weight } of ways) {
      const callee = index.nodes.get(index.links.get(link)?.to ?? '');
      const name = callee && calledOperation(callee, operation)?.name;
      const place = graph.findIndex((vertex) => vertex.node === callee?.id && vertex.operation === (name ?? null));
      if (place >= 0 && all > 0) yield { place, link, rate: (rate * weight) / all };
    }
  }
}

/** Requests a second at rest, on average; 0 where the drawing does not say. */
function rateOf(traffic: Traffic): number {
  switch (traffic.kind) {
    case 'open':
      return traffic.curve.kind === 'recorded' ? 0 : traffic.rate;
    case 'bursty':
      return traffic.curve.kind === 'recorded'
        ? 0
        : (traffic.rate * (traffic.calm + traffic.factor * traffic.burst)) / (traffic.calm + traffic.burst);
    case 'closed':
    case 'recorded':
      return 0;
  }
}

/** Only of a single client can one say how much more there is at its peak. */
function peakOf({ design }: DesignIndex): number {
  const clients = design.nodes.filter((node) => node.kind === 'client');
  const [only] = clients;
  if (clients.length !== 1 || !only) return 1;
  const { traffic } = only.params;
  return traffic.kind === 'open' || traffic.kind === 'bursty' ? peakFactor(traffic.curve) : 1;
}

const admitted = (node: ResolvedNode | undefined, rate: number): number =>
  Math.min(rate, (node && limitRate(doorLimitOf(node))) ?? Number.POSITIVE_INFINITY);

/** Whether what it asks further hangs on what a cache keeps. */
function asksKeyedCache(index: DesignIndex, id: string, operation: string | null): boolean {
  const keyed = (node: ResolvedNode | undefined): boolean =>
    node?.kind === 'cdn' || (node?.kind === 'cache' && node.params.contents !== undefined);
  const node = index.nodes.get(id);
  if (!node) return false;
  if (keyed(node)) return true;
  const at = node.operations?.findIndex(({ name }) => name === operation) ?? -1;
  if (at < 0) return false;
  return [...stepsOf(node)].some(
    ({ step, where }) =>
      step.kind === 'choose' &&
      step.by === 'cache-hit' &&
      where.startsWith(`nodes.${id}.operations.${at}.`) &&
      keyed(index.nodes.get(index.links.get(step.link)?.to ?? '')),
  );
}

function placesOf(node: ResolvedNode | undefined): number {
  const model = node && modelOf(node);
  const boundless = Number.POSITIVE_INFINITY;
  if (model?.role !== 'server' || model.workers === 0 || model.replicas === 0) return boundless;
  // Calls that share cores, and copies that answer for each other, have no such simple bound.
  if (model.discipline.kind === 'processor-sharing' || model.store?.kind === 'key-value') return boundless;
  const replicas = Math.max(model.replicas, model.replicaCare.autoscaling?.max ?? 0);
  return replicas * model.workers;
}

/** Kahn's order: each operation after all that lead to it. Those on a circle, and behind one, are left out. */
function callersFirst(graph: readonly Vertex[]): number[] {
  const waiting = graph.map(() => 0);
  for (const { edges } of graph) for (const { to } of edges) waiting[to]! += 1;
  const order = waiting.flatMap((count, place) => (count === 0 ? [place] : []));
  for (let i = 0; i < order.length; i += 1) {
    for (const { to } of graph[order[i]!]!.edges) {
      waiting[to]! -= 1;
      if (waiting[to] === 0) order.push(to);
    }
  }
  return order;
}
