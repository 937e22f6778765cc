import type { ReactFlowInstance } from '@xyflow/react';
import { canvasUi } from './canvas-ui';
import type { Place } from '../../engine/design/auto-layout';
import type { CanvasNode } from './canvas-nodes';
import { fitOptions } from './FitView';
import type { CanvasEdge } from './use-edges';

type View = ReactFlowInstance<CanvasNode, CanvasEdge>;

let view: View | null = null;

/** Called once the canvas stands. */
export const attachView = (instance: View): void => {
  view = instance;
};

/** The canvas' camera and coordinates, for what is not drawn inside of it; null before it stands. */
export const canvasView = (): View | null => view;

/** Shows the whole design, and goes on doing so until the user moves the view. */
export function fitCanvas(): void {
  canvasUi.setState({ viewMoved: false });
  void view?.fitView({ ...fitOptions, duration: 200 });
}

/** The middle of what is to be seen. [px at zoom 1] */
export function middleOfView(): Place {
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!view || !box) return { x: 0, y: 0 };
  return view.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

/** Shows some things on the canvas, by their ids there, as large as they fit. */
export function fitThings(canvasIds: readonly string[]): void {
  if (canvasIds.length === 0) return;
  canvasUi.setState({ viewMoved: true });
  void view?.fitView({ ...fitOptions, nodes: canvasIds.map((id) => ({ id })), duration: 200 });
}
