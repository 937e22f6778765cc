import type { NodeKind } from '../../engine/nodes/registry';
import { CARD, type Place } from '../../engine/design/auto-layout';
import { canvasUi } from '../canvas/canvas-ui';
import { canvasView } from '../canvas/canvas-view';
import { focusPart } from '../canvas/reveal';
import { studio } from '../store/studio';
import { addition } from './add-component';

/** The one node that is selected, if it is one. */
export function onlySelected(): string | undefined {
  const { nodes, links } = studio.getState().selection;
  return nodes.length === 1 && links.length === 0 ? nodes[0] : undefined;
}

interface Adding {
  /** Where on the canvas, if it stands beside nothing; the middle of the view when left out. [px] */
  readonly at?: Place | undefined;
  /** Joined to the selected component. */
  readonly linked?: boolean;
  /** The keyboard goes to it. */
  readonly focused?: boolean;
}

/** Adds a component beside the selected one, else at the place, and selects it. It is brought into view where it would lie outside. */
export function addToCanvas(kind: NodeKind, { at, linked = false, focused = false }: Adding = {}): void {
  const { document: design, edit, select } = studio.getState();
  const beside = onlySelected();
  const { id, edits } = addition(design, kind, { ...(beside !== undefined && { beside }), at: at ?? middleOfView(), linked });
  edit(...edits);
  select({ nodes: [id] });
  const position = studio.getState().document.nodes?.find((node) => node.id === id)?.position;
  if (position) bringIntoView(position);
  if (focused) focusPart(id);
}

const canvasBox = () => document.querySelector('.react-flow')?.getBoundingClientRect();

function middleOfView(): Place {
  const box = canvasBox();
  const view = canvasView();
  return box && view ? view.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }) : { x: 0, y: 0 };
}

/** Where the view is fitted by itself it follows what is added; where the user moved it, it moves as little as it must. */
function bringIntoView({ x, y }: Place): void {
  const box = canvasBox();
  const view = canvasView();
  if (!box || !view || !canvasUi.getState().viewMoved) return;
  const start = view.flowToScreenPosition({ x, y });
  const end = view.flowToScreenPosition({ x: x + CARD.width, y: y + CARD.height });
  const shift = (low: number, high: number, first: number, last: number) => (low < first ? first - low : high > last ? last - high : 0);
  const dx = shift(start.x, end.x, box.left + 12, box.right - 12);
  const dy = shift(start.y, end.y, box.top + 56, box.bottom - 50);
  if (dx === 0 && dy === 0) return;
  const now = view.getViewport();
  void view.setViewport({ ...now, x: now.x + dx, y: now.y + dy }, { duration: 150 });
}
