import type { PanelImperativeHandle } from 'react-resizable-panels';
import { createStore, useStore } from 'zustand';

// The panels around the canvas: shown or hidden by key, by button, or by a double click on their edge.

export const sides = ['left', 'bottom', 'right'] as const;
export type Side = (typeof sides)[number];

const handles = new Map<Side, PanelImperativeHandle>();
const hidden = createStore<Readonly<Record<Side, boolean>>>()(() => ({ left: false, bottom: false, right: false }));

/** Ref of a panel. */
export const attachPanel = (side: Side) => (handle: PanelImperativeHandle | null) => {
  if (handle) handles.set(side, handle);
  else handles.delete(side);
};

/** Called when a panel has another size, by whatever hand. */
export const notePanel = (side: Side) => (): void => {
  const now = handles.get(side)?.isCollapsed() ?? false;
  if (hidden.getState()[side] !== now) hidden.setState({ [side]: now });
};

export const usePanelHidden = (side: Side): boolean => useStore(hidden, (state) => state[side]);

export const isPanelHidden = (side: Side): boolean => handles.get(side)?.isCollapsed() ?? false;

export function showPanel(side: Side, shown: boolean): void {
  const panel = handles.get(side);
  if (shown) panel?.expand();
  else panel?.collapse();
}

/** @param size [px] */
export const sizePanel = (side: Side, size: number): void => handles.get(side)?.resize(size);

/**
 * Makes a panel at least so large, for a view that is no use in a strip.
 * @param size [px]
 * @returns gives the room back, unless the user has chosen another size meanwhile
 */
export function growPanel(side: Side, size: number): () => void {
  const panel = handles.get(side);
  const before = panel?.getSize().inPixels ?? size;
  if (!panel || before >= size) return () => undefined;
  panel.resize(size);
  return () => {
    const now = handles.get(side);
    if (now && Math.abs(now.getSize().inPixels - size) < 2) now.resize(before);
  };
}

export const togglePanel = (side: Side): void => showPanel(side, isPanelHidden(side));
