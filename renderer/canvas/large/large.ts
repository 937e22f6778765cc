import type { Design } from '../../../engine/design/schema';

/** From here on a design is drawn by what is in view, or every frame would cost what all of it does. */
const LARGE = { nodes: 300, links: 600 } as const;

export const isLarge = ({ nodes = [], links = [] }: Design): boolean => nodes.length > LARGE.nodes || links.length > LARGE.links;
