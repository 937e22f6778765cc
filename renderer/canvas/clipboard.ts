import { z } from 'zod';
import type { Edit } from '../../engine/design/edits';
import { newId } from '../../engine/design/ids';
import { type Design, type DesignLink, type DesignNode, zLink, zNode } from '../../engine/design/schema';
import { limits } from '../../engine/design/limits';
import { placesOf } from './auto-layout';
import { withLinks } from './steps';

const FORMAT = 'faultline-clipboard-1';
/** How far a copy stands from what it was made of. [px] */
const STEP = 40;

/** The selected nodes with the links among them, as text that any window of the studio can paste. */
export function copyText(design: Design, ids: readonly string[]): string | null {
  const chosen = new Set(ids);
  const places = placesOf(design);
  const nodes = (design.nodes ?? []).filter((node) => chosen.has(node.id)).map((node) => ({ ...node, position: places[node.id] }));
  const links = (design.links ?? []).filter((link) => chosen.has(link.from) && chosen.has(link.to));
  return nodes.length === 0 ? null : JSON.stringify({ format: FORMAT, nodes, links }, null, 2);
}

const zClip = z.strictObject({
  format: z.literal(FORMAT),
  nodes: z.array(z.unknown()).max(limits.nodes),
  links: z.array(z.unknown()).max(limits.links),
});

export interface Pasted {
  readonly edits: readonly Edit[];
  /** Ids of the new nodes. */
  readonly nodes: readonly string[];
}

/** What pasting the text would do; null when it holds no components. New ids are free ones, and steps keep to links that came along. */
export function pasteText(design: Design, text: string): Pasted | null {
  const clip = readClip(text);
  if (!clip) return null;
  const nodeIds = new Map<string, string>();
  const linkIds = new Map<string, string>();
  // Each new id is taken for the next one.
  let grown = design;
  for (const node of clip.nodes) {
    const id = newId(grown, node.id);
    grown = { ...grown, nodes: [...(grown.nodes ?? []), { ...node, id }] };
    nodeIds.set(node.id, id);
  }
  const links = clip.links.flatMap((link) => {
    const [from, to] = [nodeIds.get(link.from), nodeIds.get(link.to)];
    if (!from || !to) return [];
    const copy = { ...link, id: newId(grown, `${from}-${to}`), from, to };
    grown = { ...grown, links: [...(grown.links ?? []), copy] };
    linkIds.set(link.id, copy.id);
    return [copy];
  });
  const nodes = clip.nodes.map((node): DesignNode => {
    const { x, y } = node.position ?? { x: 0, y: 0 };
    const copy = withLinks(node, (link) => linkIds.get(link) ?? null);
    // Zones of the design that it came from mean nothing here, unless there are such zones here too.
    const zones = copy.zones?.filter((zone) => design.zones?.some(({ id }) => id === zone));
    return { ...copy, ...(zones && { zones }), id: nodeIds.get(node.id) ?? node.id, position: { x: x + STEP, y: y + STEP } };
  });
  return {
    nodes: nodes.map((node) => node.id),
    edits: [...nodes.map((node): Edit => ({ kind: 'add-node', node })), ...links.map((link): Edit => ({ kind: 'add-link', link }))],
  };
}

/** The clipboard holds whatever people copied last, so nothing in it is believed. */
function readClip(text: string): { nodes: DesignNode[]; links: DesignLink[] } | null {
  if (text.length > limits.fileBytes || !text.includes(FORMAT)) return null;
  try {
    const clip = zClip.parse(JSON.parse(text));
    if (!clip.nodes.every((node) => zNode.safeParse(node).success) || !clip.links.every((link) => zLink.safeParse(link).success))
      return null;
    return { nodes: clip.nodes as DesignNode[], links: clip.links as DesignLink[] };
  } catch {
    return null;
  }
}
