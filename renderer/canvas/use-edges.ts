import { useMemo } from 'react';
import type { DesignLink } from '../../engine/design/schema';
import { studio, useStudio } from '../store/studio';
import type { LinkEdgeType } from './LinkEdge';
import { problemMark } from './problem-marks';

/** An edge is made once per state of its link, so that React Flow draws only what changed. */
const made = new WeakMap<DesignLink, LinkEdgeType>();

/** The links of the document as edges. */
export function useEdges(): LinkEdgeType[] {
  const links = useStudio((s) => s.document.links);
  const nodes = useStudio((s) => s.document.nodes);
  const selected = useStudio((s) => s.selection.links);
  const problems = useStudio((s) => s.problems);
  return useMemo(() => {
    const names = new Map((nodes ?? []).map((node) => [node.id, node.name ?? node.id]));
    return (links ?? [])
      .filter((link) => names.has(link.from) && names.has(link.to))
      .map((link): LinkEdgeType => {
        const problem = problemMark(problems, 'links', link.id);
        const isSelected = selected.includes(link.id);
        const ariaLabel = `Link from ${names.get(link.from)} to ${names.get(link.to)}`;
        const old = made.get(link);
        if (old?.data?.problem === problem && old.selected === isSelected && old.ariaLabel === ariaLabel) return old;
        const edge: LinkEdgeType = {
          id: link.id,
          type: 'link',
          source: link.from,
          target: link.to,
          data: { link, problem },
          selected: isSelected,
          ariaLabel,
        };
        made.set(link, edge);
        return edge;
      });
  }, [links, nodes, selected, problems]);
}

/** Keeps the store's selection in step with the canvas's. */
export function selectLinks(changes: { type: string; id?: string; selected?: boolean }[]): void {
  const { selection, select } = studio.getState();
  const chosen = new Set(selection.links);
  for (const { type, id, selected } of changes) if (type === 'select' && id) selected ? chosen.add(id) : chosen.delete(id);
  select({ nodes: selection.nodes, links: [...chosen] });
}
