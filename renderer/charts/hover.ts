import { create } from 'zustand';
import { useLive } from '../store/live';

/** The simulated time under the pointer, shared by all charts; null while it is elsewhere. [s] */
const useHover = create<{ readonly time: number | null }>(() => ({ time: null }));
export const hoverAt = (time: number | null): void => useHover.setState({ time });

/** Where the crosshair stands: under the pointer, else at the moment that one looks at; null where there is neither. [s] */
export function useCrosshair(): number | null {
  const hovered = useHover((hover) => hover.time);
  const looking = useLive((live) => live.looking);
  return hovered ?? looking;
}
