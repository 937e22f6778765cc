import type { Edge } from '@xyflow/react';
import { useMemo } from 'react';
import type { DesignLink } from '../../engine/design/schema';
import { studio, useStudio } from '../store/studio';
import type { BundleEdgeType } from './groups/BundleEdge';
import { type Bundle, bundlesOf } from './groups/bundles';
import { nothingDrawn, useDrawn } from './large/drawn';
import { isLarge } from './large/large';
import type { Scene } from '../../engine/design/scene';
import type { LinkEdgeType } from './LinkEdge';

export type CanvasEdge = LinkEdgeType | BundleEdgeType;

/** An edge is made once per state of its link, so that React Flow draws only what changed. */
const made = new WeakMap<DesignLink, LinkEdgeType>();

interface Edges {
  /** Elements of their own. */
  readonly edges: CanvasEdge[];
  /** Links of a large design that are only lines. */
  readonly lines: readonly DesignLink[];
  /** Every link that is to be seen, one way or the other. */
  readonly linkIds: readonly string[];
}

/** The links of the document as edges. Those of a collapsed group end at its card, several between the same two as one. */
export function useEdges(scene: Scene): Edges {
  const links = useStudio((s) => s.document.links);
  const nodes = useStudio((s) => s.document.nodes);
  const selected = useStudio((s) => s.selection.links);
  const large = useStudio((s) => isLarge(s.document));
  // Before the first look at what is in view, nothing is.
  const inFull = useDrawn((state) => state.links) ?? (large ? nothingDrawn : null);
  const { hidden } = scene;
  const names = useMemo(() => new Map((nodes ?? []).map((node) => [node.id, node.name ?? node.id])), [nodes]);
  const bundles = useMemo(() => {
    const known = (links ?? []).filter((link) => names.has(link.from) && names.has(link.to));
    return bundlesOf(known, hidden.nodes);
  }, [links, names, hidden]);
  const { edges, lines } = useMemo(() => {
    const chosen = new Set(selected);
    const isLine = (bundle: Bundle<DesignLink>) => inFull !== null && isAlone(bundle) && !inFull.has(bundle.id);
    return {
      edges: bundles.filter((bundle) => !isLine(bundle)).map((bundle) => edgeOf(bundle, chosen, names)),
      lines: bundles.filter(isLine).flatMap((bundle) => bundle.links),
    };
  }, [bundles, selected, names, inFull]);
  const linkIds = useMemo(() => bundles.flatMap(({ links: inside }) => inside.map(({ id }) => id)), [bundles]);
  return { edges, lines, linkIds };
}

/** A link between two cards that are both seen. */
const isAlone = ({ links: [link, another], source, target }: Bundle<DesignLink>): boolean =>
  link !== undefined && another === undefined && link.from === source && link.to === target;

function edgeOf(
  { id, source, target, links }: Bundle<DesignLink>,
  selected: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): CanvasEdge {
  const [link] = links;
  if (!link || links.length > 1) return bundleEdge(id, source, target, links, selected);
  const isSelected = selected.has(link.id);
  const ariaLabel = `Link from ${names.get(link.from)} to ${names.get(link.to)}`;
  const old = made.get(link);
  const same = old?.selected === isSelected && old.ariaLabel === ariaLabel;
  if (old && same && old.source === source && old.target === target) return old;
  const edge: LinkEdgeType = { id: link.id, type: 'link', source, target, data: { link }, selected: isSelected, ariaLabel };
  made.set(link, edge);
  return edge;
}

function bundleEdge(
  id: string,
  source: string,
  target: string,
  links: readonly DesignLink[],
  selected: ReadonlySet<string>,
): BundleEdgeType {
  return {
    id,
    type: 'bundle',
    source,
    target,
    data: { links: links.map((link) => link.id) },
    selected: links.every((link) => selected.has(link.id)),
    ariaLabel: `${links.length} links from ${source.replace('group:', '')} to ${target.replace('group:', '')}`,
  };
}

/** Links that an edge stands for. */
export const linksOf = (edge: Edge): readonly string[] =>
  (edge.type === 'bundle' ? (edge as BundleEdgeType).data?.links : undefined) ?? [edge.id];

/** Keeps the store's selection in step with the canvas's. */
export function selectLinks(changes: { type: string; id?: string; selected?: boolean }[], edges: readonly CanvasEdge[]): void {
  const { selection, select } = studio.getState();
  const chosen = new Set(selection.links);
  for (const { type, id, selected } of changes) {
    if (type !== 'select' || !id) continue;
    const edge = edges.find((each) => each.id === id);
    for (const link of edge ? linksOf(edge) : [id]) selected ? chosen.add(link) : chosen.delete(link);
  }
  select({ ...selection, links: [...chosen] });
}
