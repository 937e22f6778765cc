import { createStore, useStore } from 'zustand';
import type { Guide } from './arrange/snap';
import type { Place } from '../../engine/design/auto-layout';

/** What only the canvas needs to know, and what no file holds. */
interface CanvasUi {
  readonly hover: { readonly node: string } | { readonly link: string } | null;
  /** The pointer is on the buttons; what else would show on hover keeps out of the way. */
  readonly atButtons: boolean;
  /** Id on the canvas of what has its name, or its text, edited. */
  readonly renaming: string | null;
  /** Node from which a link is being drawn by keyboard. */
  readonly connecting: string | null;
  readonly menu: { readonly target: MenuTarget; readonly x: number; readonly y: number } | null;
  /** A link was let go over the empty canvas: from where, and where on the canvas and the screen. A menu asks what to put there. */
  readonly adding: { readonly from: string; readonly at: Place; readonly x: number; readonly y: number } | null;
  /** Something is on its way; what would show on hover keeps out of it. */
  readonly dragging: boolean;
  /** A layout is being worked out. */
  readonly arranging: boolean;
  /** Group that what is dragged would go into. */
  readonly dropFrame: string | null;
  /** Link that what is dragged would be put into. */
  readonly dropLink: string | null;
  /** What the thing that is dragged is in line with. */
  readonly guides: readonly Guide[];
  /** Whether the map of the whole is shown; null: where the design is large. */
  readonly minimap: boolean | null;
  /** The user chose what to see; the view is no longer fitted by itself. */
  readonly viewMoved: boolean;
}

export type MenuTarget = { readonly node: string } | { readonly link: string } | { readonly group: string };

export const canvasUi = createStore<CanvasUi>()(() => ({
  hover: null,
  atButtons: false,
  renaming: null,
  connecting: null,
  menu: null,
  adding: null,
  dragging: false,
  arranging: false,
  dropFrame: null,
  dropLink: null,
  guides: [],
  minimap: null,
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
