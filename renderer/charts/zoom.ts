import { create } from 'zustand';

/** A stretch of simulated time that all charts show, instead of a window that moves with the run. [s] */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** A shorter stretch has hardly a tick in it. [s] */
const SHORTEST = 1;

export const useZoom = create<{ readonly range: Range | null }>(() => ({ range: null }));

/** Shows what lies between two moments, in either order. [s] */
export function zoomTo(one: number, other: number): void {
  const from = Math.max(0, Math.min(one, other));
  useZoom.setState({ range: { from, to: Math.max(from + SHORTEST, one, other) } });
}

export const zoomOut = (): void => useZoom.setState({ range: null });
