import { create } from 'zustand';

/** The simulated time under the pointer, shared by all charts; null while it is elsewhere. [s] */
export const useHover = create<{ readonly time: number | null }>(() => ({ time: null }));
export const hoverAt = (time: number | null): void => useHover.setState({ time });
