import { useEffect } from 'react';
import { type Side, isPanelHidden, showPanel, sizePanel } from './panels';

/** Below these widths a side makes room for the canvas: on a small window, or when all is shown twice as large. [px] */
const room: Readonly<Partial<Record<Side, number>>> = { left: 900, right: 700 };

/** In a window lower than this only transport and timeline are kept below the canvas. [px] */
const LOW = 560;
const LEAST = 124;

/** Hides the sides of a window that has no room for them, and shows them again when there is; what the user hid stays hidden. */
export function useNarrow(): void {
  useEffect(() => {
    const low = window.matchMedia(`(max-height: ${LOW}px)`);
    const shrink = () => low.matches && !isPanelHidden('bottom') && sizePanel('bottom', LEAST);
    const first = requestAnimationFrame(shrink);
    low.addEventListener('change', shrink);
    const ends = Object.entries(room).map(([side, width]) => watch(side as Side, window.matchMedia(`(max-width: ${width - 1}px)`)));
    return () => {
      for (const end of ends) end();
      cancelAnimationFrame(first);
      low.removeEventListener('change', shrink);
    };
  }, []);
}

function watch(side: Side, narrow: MediaQueryList): () => void {
  let byItself = false;
  const follow = () => {
    if (narrow.matches && !isPanelHidden(side)) {
      byItself = true;
      showPanel(side, false);
    } else if (!narrow.matches && byItself) {
      byItself = false;
      showPanel(side, true);
    }
  };
  // The panels themselves stand a moment later.
  const first = requestAnimationFrame(follow);
  narrow.addEventListener('change', follow);
  return () => {
    cancelAnimationFrame(first);
    narrow.removeEventListener('change', follow);
  };
}
