import { createStore, useStore } from 'zustand';

/** What only the canvas needs to know, and what no file holds. */
interface CanvasUi {
  readonly hover: { readonly node: string } | { readonly link: string } | null;
  /** The pointer is on the buttons; what else would show on hover keeps out of the way. */
  readonly atButtons: boolean;
  /** Node whose name is being edited. */
  readonly renaming: string | null;
  /** Node from which a link is being drawn by keyboard. */
  readonly connecting: string | null;
  readonly menu: { readonly target: { readonly node: string } | { readonly link: string }; readonly x: number; readonly y: number } | null;
  /** The user chose what to see; the view is no longer fitted by itself. */
  readonly viewMoved: boolean;
}

export const canvasUi = createStore<CanvasUi>()(() => ({
  hover: null,
  atButtons: false,
  renaming: null,
  connecting: null,
  menu: null,
  viewMoved: false,
}));
export const useCanvasUi = <T>(select: (state: CanvasUi) => T): T => useStore(canvasUi, select);

/** Long enough to move the pointer from a node to its buttons. [ms] */
const LINGER = 300;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** The pointer is over a node, a link or the buttons that belong to it. */
export function enter(hover: { readonly node: string } | { readonly link: string }, atButtons = false): void {
  clearTimeout(leaving);
  if (canvasUi.getState().atButtons !== atButtons) canvasUi.setState({ atButtons });
  const { hover: now } = canvasUi.getState();
  const same = now && ('node' in now ? 'node' in hover && now.node === hover.node : 'link' in hover && now.link === hover.link);
  if (!same) canvasUi.setState({ hover });
}

export function leave(): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => canvasUi.setState({ hover: null }), LINGER);
}
