import { type Protocol, protocols } from '../design/protocols';
import type { Design, DesignLink, DesignNode } from '../design/schema';
import { type NodeGroup, takesMessages } from '../nodes/definition';
import { type NodeKind, nodeKinds } from '../nodes/registry';

// A design as the languages of diagrams see it: boxes in frames, and arrows between them.

export interface DrawnNode {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** "Database", "Service". */
  readonly title: string;
}

export interface DrawnLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** "gRPC". */
  readonly protocol: string;
  /** As the design says it: "grpc". */
  readonly protocolName: Protocol;
  /** Nobody waits for an answer. */
  readonly async: boolean;
}

export interface DrawnGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: 'plain' | 'context' | 'zone' | 'region';
  readonly inside: Frame;
}

/** What lies in a frame, or on the sheet itself. */
export interface Frame {
  readonly nodes: readonly DrawnNode[];
  readonly groups: readonly DrawnGroup[];
}

export interface Drawing {
  readonly name: string;
  readonly description: string;
  readonly sheet: Frame;
  /** Only links that lead from a component to a component. */
  readonly links: readonly DrawnLink[];
}

/** What shape a kind of component has where a language knows shapes. */
export type Shape = 'person' | 'box' | 'store' | 'queue' | 'outside';

const shapes: Readonly<Record<NodeGroup, Shape>> = {
  traffic: 'person',
  edge: 'box',
  compute: 'box',
  data: 'store',
  messaging: 'queue',
  external: 'outside',
};
export const shapeOf = (kind: NodeKind): Shape => shapes[nodeKinds[kind].group];

export function drawingOf(design: Design): Drawing {
  const nodes = design.nodes ?? [];
  const groups = design.groups ?? [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Set(groups.map(({ id }) => id));
  const home = (id: string | undefined) => (id !== undefined && known.has(id) ? id : undefined);
  const frame = (within: string | undefined, above: ReadonlySet<string>): Frame => ({
    nodes: nodes.filter((node) => home(node.group) === within).map(drawnNode),
    groups: groups
      // A file made by hand may have frames that lie in each other.
      .filter((group) => home(group.parent) === within && !above.has(group.id))
      .map(({ id, name = id, kind }) => ({ id, name, kind, inside: frame(id, new Set([...above, id])) })),
  });
  return {
    name: design.name,
    description: design.description ?? '',
    sheet: frame(undefined, new Set()),
    links: (design.links ?? []).flatMap((link) => {
      const to = byId.get(link.to);
      return to && byId.has(link.from) ? [drawnLink(link, to, byId.get(link.from)!)] : [];
    }),
  };
}

/** All components of a frame, those of its groups as well. */
export const allNodes = (frame: Frame): readonly DrawnNode[] => [...frame.nodes, ...frame.groups.flatMap(({ inside }) => allNodes(inside))];

/** What the languages of diagrams have no words for. */
export function leftOut(design: Design, { places, notes }: { readonly places: boolean; readonly notes: boolean }): string[] {
  const left: string[] = [];
  if (!places && (design.nodes ?? []).some(({ position }) => position)) left.push('Places on the canvas: the format lays out by itself.');
  if (!notes && (design.notes ?? []).length > 0) left.push(`Notes on the canvas: ${(design.notes ?? []).length}.`);
  left.push('How components behave: their parameters, operations and policies. Keep the Faultline file beside this one.');
  return left;
}

const drawnNode = ({ id, name = id, kind }: DesignNode): DrawnNode => ({ id, name, kind, title: nodeKinds[kind].title });

const drawnLink = ({ id, from, to, protocol = 'rest' }: DesignLink, callee: DesignNode, caller: DesignNode): DrawnLink => {
  const async = takesMessages(nodeKinds[callee.kind].role) || takesMessages(nodeKinds[caller.kind].role);
  return { id, from, to, protocol: protocols[async && protocol === 'rest' ? 'event' : protocol].title, protocolName: protocol, async };
};
