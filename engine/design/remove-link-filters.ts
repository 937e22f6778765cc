import type { DesignNode } from './schema';

/** The same object when it is no topic that filters what goes over the link. */
export function withoutFilter(node: DesignNode, link: string): DesignNode {
  if (node.kind !== 'topic' || !node.params?.filters?.some((filter) => filter.link === link)) return node;
  return { ...node, params: { ...node.params, filters: node.params.filters.filter((filter) => filter.link !== link) } };
}
