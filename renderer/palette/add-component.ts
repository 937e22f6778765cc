import type { Edit } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { CARD, type Place, freePlace, placesOf } from '../../engine/design/auto-layout';
import { newLink, newNode, noLinkBecause } from '../canvas/changes';
import { frameAt, sceneOf } from '../../engine/design/scene';

/** Between a component and the one that is added beside it. [px] */
const GAP = 70;

export interface Addition {
  readonly id: string;
  readonly edits: readonly Edit[];
  /** Link that came with it. */
  readonly link: string | null;
}

/**
 * What adding a component would do.
 * @param beside node that it stands right of; a client, which calls and is not called, stands left of it
 * @param at middle of the new one where it is beside nothing [px]
 * @param linked whether a link joins the two, as far as there can be one
 */
export function addition(
  design: Design,
  kind: NodeKind,
  { beside, at, linked }: { beside?: string; at: Place; linked: boolean },
): Addition {
  const places = placesOf(design);
  const anchor = beside === undefined ? undefined : places[beside];
  const calls = nodeKinds[kind].role === 'source';
  const wanted = anchor
    ? { x: anchor.x + (calls ? -1 : 1) * (CARD.width + GAP), y: anchor.y }
    : { x: at.x - CARD.width / 2, y: at.y - CARD.height / 2 };
  const place = freePlace(wanted, Object.values(places));
  const middle = { x: place.x + CARD.width / 2, y: place.y + CARD.height / 2 };
  // Beside another it belongs where that does, else to the frame that it comes to lie in.
  const group = anchor ? design.nodes?.find(({ id }) => id === beside)?.group : (frameAt(design, sceneOf(design), middle) ?? undefined);
  const node = { ...newNode(design, kind, place), ...(group !== undefined && { group }) };
  const add: Edit = { kind: 'add-node', node };
  if (!linked || beside === undefined || !anchor) return { id: node.id, edits: [add], link: null };
  const grown = { ...design, nodes: [...(design.nodes ?? []), node] };
  const [from, to] = calls ? [node.id, beside] : [beside, node.id];
  if (noLinkBecause(grown, from, to) !== null) return { id: node.id, edits: [add], link: null };
  const link = newLink(grown, from, to);
  return { id: node.id, edits: [add, { kind: 'add-link', link }], link: link.id };
}
