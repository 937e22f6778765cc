import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
/** Name on the canvas. */
export const nodeName = (node: DesignNode | undefined, id = node?.id ?? ''): string => node?.name ?? id;
export const nodeById = (design: Design, id: string): DesignNode | undefined => design.nodes?.find((node) => node.id === id);
export const linkById = (design: Design, id: string): DesignLink | undefined => design.links?.find((link) => link.id === id);

/** "Orders → Payments". */
export const linkName = (design: Design, link: DesignLink): string =>
  `${nodeName(nodeById(design, link.from), link.from)} → ${nodeName(nodeById(design, link.to), link.to)}`;
