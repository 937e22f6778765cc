import { callGraph, type Vertex } from '../call-graph';
import type { DesignIndex } from '../design-index';
import { loopsIn } from '../loops';
import { type Demand, demandOf } from './demand';
import { type Times, timesOf } from './times';

/** What advice looks at: the design, who calls whom, and how much of what. Each part is worked out once, when first asked for. */
export interface DesignView {
  readonly index: DesignIndex;
  /** Who calls whom, operation by operation. */
  readonly graph: readonly Vertex[];
  /** Places in the graph of a node's operations. */
  verticesOf(node: string): readonly number[];
  /** Calls that are waited for go round somewhere. Then a chain has no length, and no number stands for it. */
  readonly callsGoRound: boolean;
  /** How long things take when nobody waits. */
  readonly times: Times;
  /** What comes in, where the drawing says so. */
  readonly demand: Demand;
}

export function viewOf(index: DesignIndex): DesignView {
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | null = null;
    return () => (made ??= { value: make() }).value;
  };
  const graph = once(() => callGraph(index));
  const places = once(() => {
    const of = new Map<string, number[]>();
    for (const [place, { node }] of graph().entries()) of.set(node, [...(of.get(node) ?? []), place]);
    return of;
  });
  const goRound = once(() => loopsIn(graph(), (edge) => !edge.message).length > 0);
  const times = once(() => timesOf(index));
  const demand = once(() => demandOf(index, graph(), times()));
  return {
    index,
    get graph() {
      return graph();
    },
    verticesOf: (node) => places().get(node) ?? [],
    get callsGoRound() {
      return goRound();
    },
    get times() {
      return times();
    },
    get demand() {
      return demand();
    },
  };
}
