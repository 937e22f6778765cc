import { createStore, useStore } from 'zustand';
import { pointerOnCanvas, pointerOverCanvas } from '../canvas/pointer';
import type { Place } from '../../engine/design/auto-layout';
import { onlySelected } from './add-to-canvas';

export interface OpenList {
  /** Corner of the list on the window. [px] */
  readonly at: Place;
  /** Where the component comes on the canvas. */
  readonly place: Place | undefined;
  /** Node that it will be linked from. */
  readonly from: string | undefined;
}

interface QuickAddUi {
  readonly open: OpenList | null;
}

const quickAddUi = createStore<QuickAddUi>()(() => ({ open: null }));
export const useQuickAdd = <T>(select: (ui: QuickAddUi) => T): T => useStore(quickAddUi, select);
export const closeQuickAdd = (): void => quickAddUi.setState({ open: null });

/** Opens the list of kinds beside the selected component, else at the pointer, else in the middle of the canvas. */
export function openQuickAdd(): void {
  const from = onlySelected();
  const card = from === undefined ? null : document.querySelector(`.react-flow__node[data-id="${from}"]`);
  const box = card?.getBoundingClientRect();
  const pointer = pointerOverCanvas();
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  const middle = { x: (canvas?.x ?? 0) + (canvas?.width ?? 0) / 2 - 150, y: (canvas?.y ?? 0) + 60 };
  const at = box ? { x: box.right + 8, y: box.top } : (pointer ?? middle);
  quickAddUi.setState({ open: { at, place: pointerOnCanvas() ?? undefined, from } });
}
