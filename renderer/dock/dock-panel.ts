import { createRef } from 'react';
import type { PanelImperativeHandle } from 'react-resizable-panels';

/** The panel that holds the dock; its height is the user's to choose. */
export const dockPanel = createRef<PanelImperativeHandle>();

/** Makes the dock at least so high, for a view that is no use in a strip. @param height [px] */
export function growDock(height: number): void {
  const panel = dockPanel.current;
  if (panel && panel.getSize().inPixels < height) panel.resize(height);
}
