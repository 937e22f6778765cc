import type { Connection, FinalConnectionState } from '@xyflow/react';
import { apply } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import type { NodeKind } from '../../engine/nodes/registry';
import { draggedKind } from '../palette/drag-type';
import { studio } from '../store/studio';
import { CARD, type Place } from '../../engine/design/auto-layout';
import { canvasUi } from './canvas-ui';
import { canvasView } from './canvas-view';
import { newLink, newNode, noLinkBecause } from './changes';
import { frameAt, sceneOf } from '../../engine/design/scene';
import { addLinked, insertNew, linkUnder } from './insert';

// Links that are drawn with the pointer, and components that are dropped.

export const canConnect = ({ source, target }: { source: string | null; target: string | null }): boolean =>
  source !== null && target !== null && noLinkBecause(studio.getState().document, source, target) === null;

export function connect({ source, target }: Pick<Connection, 'source' | 'target'>): void {
  const { document, edit, select } = studio.getState();
  if (!canConnect({ source, target })) return;
  const link = newLink(document, source, target);
  edit({ kind: 'add-link', link });
  select({ links: [link.id] });
}

/** A link let go over the empty canvas asks what to put there. */
export function endConnection(event: MouseEvent | TouchEvent, { fromNode, toNode, isValid }: FinalConnectionState): void {
  // Over the node that it came from nothing was meant.
  if (isValid || toNode || !fromNode || !(event.target instanceof Element) || event.target.closest('.react-flow__node')) return;
  const { clientX: x, clientY: y } = 'clientX' in event ? event : (event.changedTouches[0] ?? { clientX: 0, clientY: 0 });
  const at = canvasView()?.screenToFlowPosition({ x, y });
  if (at) canvasUi.setState({ adding: { from: fromNode.id, at, x, y } });
}

const cardAround = ({ x, y }: Place): Place => ({ x: x - CARD.width / 2, y: y - CARD.height / 2 });

/** Adds a component with a link to it. @param at where its left edge shall have its middle [px] */
export function addConnected(from: string, kind: NodeKind, at: Place): void {
  const { document, edit, select } = studio.getState();
  const node = newNode(document, kind, { x: at.x, y: at.y - CARD.height / 2 });
  const group = frameAt(document, sceneOf(document), { x: at.x + CARD.width / 2, y: at.y });
  edit(...addLinked(document, group === null ? node : { ...node, group }, from));
  select({ nodes: [node.id] });
}

/** The design with the kind that is dragged in it, since the same is asked at every movement of the pointer. */
let trial: { readonly design: Design; readonly kind: NodeKind; readonly grown: Design; readonly id: string } | null = null;

function trialOf(design: Design, kind: NodeKind): { readonly grown: Design; readonly id: string } {
  if (trial?.design !== design || trial.kind !== kind) {
    const node = newNode(design, kind, { x: 0, y: 0 });
    trial = { design, kind, grown: apply(design, { kind: 'add-node', node }), id: node.id };
  }
  return trial;
}

/** Marks the frame and the link that a component from the palette would go into if it were dropped here. [px on the screen] */
export function showDropCues(screen: Place): void {
  const at = canvasView()?.screenToFlowPosition(screen);
  const { document } = studio.getState();
  const kind = draggedKind();
  const dropFrame = at ? frameAt(document, sceneOf(document), at) : null;
  const tried = kind && trialOf(document, kind);
  const dropLink = at && tried ? linkUnder(tried.grown, tried.id, at) : null;
  const before = canvasUi.getState();
  if (before.dropFrame !== dropFrame || before.dropLink !== dropLink) canvasUi.setState({ dropFrame, dropLink });
}

/** Adds a component where it was dropped: into the frame and into the link that lie there. @param at middle of its card [px] */
export function addDropped(kind: NodeKind, at: Place): void {
  const { document, edit, select } = studio.getState();
  const node = newNode(document, kind, cardAround(at));
  const group = frameAt(document, sceneOf(document), at);
  const placed = group === null ? node : { ...node, group };
  const link = linkUnder(apply(document, { kind: 'add-node', node: placed }), placed.id, at);
  const inserted = link === null ? [] : insertNew(document, placed, link);
  edit(...(inserted.length > 0 ? inserted : [{ kind: 'add-node', node: placed } as const]));
  select({ nodes: [node.id] });
}
