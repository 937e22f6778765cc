import type { Edge } from '@xyflow/react';
import { useMemo } from 'react';
import type { DesignLink } from '../../engine/design/schema';
import { studio, useStudio } from '../store/studio';
import type { BundleEdgeType } from './groups/BundleEdge';
import { bundlesOf } from './groups/bundles';
import type { Scene } from '../../engine/design/scene';
import type { LinkEdgeType } from './LinkEdge';

export type CanvasEdge = LinkEdgeType | BundleEdgeType;

/** An edge is made once per state of its link, so that React Flow draws only what changed. */
const made = new WeakMap<DesignLink, LinkEdgeType>();

/** The links of the document as edges. Those of a collapsed group end at its card, several between the same two as one. */
export function useEdges(scene: Scene): CanvasEdge[] {
  const links = useStudio((s) => s.document.links);
  const nodes = useStudio((s) => s.document.nodes);
  const selected = useStudio((s) => s.selection.links);
  const { hidden } = scene;
  return useMemo(() => {
    const names = new Map((nodes ?? []).map((node) => [node.id, node.name ?? node.id]));
    const known = (links ?? []).filter((link) => names.has(link.from) && names.has(link.to));
    return bundlesOf(known, hidden.nodes).map(({ id, source, target, links: inside }): CanvasEdge => {
      const [link] = inside;
      if (!link || inside.length > 1) return bundleEdge(id, source, target, inside, selected);
      const isSelected = selected.includes(link.id);
      const ariaLabel = `Link from ${names.get(link.from)} to ${names.get(link.to)}`;
      const old = made.get(link);
      const same = old?.selected === isSelected && old.ariaLabel === ariaLabel;
      if (old && same && old.source === source && old.target === target) return old;
      const edge: LinkEdgeType = { id: link.id, type: 'link', source, target, data: { link }, selected: isSelected, ariaLabel };
      made.set(link, edge);
      return edge;
    });
  }, [links, nodes, selected, hidden]);
}

function bundleEdge(id: string, source: string, target: string, links: readonly DesignLink[], selected: readonly string[]): BundleEdgeType {
  return {
    id,
    type: 'bundle',
    source,
    target,
    data: { links: links.map((link) => link.id) },
    selected: links.every((link) => selected.includes(link.id)),
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
