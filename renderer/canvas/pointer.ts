import type { Place } from '../../engine/design/auto-layout';
import { canvasView } from './canvas-view';

let last: Place | null = null;

/** Remembers where the pointer is, so that what a key adds can come there. @returns ends it */
export function watchCanvasPointer(): () => void {
  const note = ({ clientX, clientY }: PointerEvent) => {
    last = { x: clientX, y: clientY };
  };
  window.addEventListener('pointermove', note, { passive: true });
  return () => window.removeEventListener('pointermove', note);
}

/** Where the pointer is on the window, while nothing lies between it and the canvas; else null. [px] */
export function pointerOverCanvas(): Place | null {
  const under = last && document.elementFromPoint(last.x, last.y);
  return under?.closest('.react-flow') && !under.closest('.react-flow__panel, [role="dialog"], [role="menu"]') ? last : null;
}

/** The same in the canvas' own coordinates. */
export function pointerOnCanvas(): Place | null {
  const at = pointerOverCanvas();
  return (at && canvasView()?.screenToFlowPosition(at)) ?? null;
}
