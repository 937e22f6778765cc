import type { ReactFlowInstance } from '@xyflow/react';
import { canvasUi } from './canvas-ui';
import type { CardNode } from './ComponentCard';
import { fitOptions } from './FitView';
import type { LinkEdgeType } from './LinkEdge';

type View = ReactFlowInstance<CardNode, LinkEdgeType>;

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
