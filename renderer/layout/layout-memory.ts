import { createStore, useStore } from 'zustand';
import { persist } from 'zustand/middleware';

interface LayoutMemory {
  /** The inspector stands left and the palette right. */
  readonly swapped: boolean;
  /** Titles of the inspector's sections that the user closed. */
  readonly closed: readonly string[];
}

/** How the user likes the window, kept between starts. */
const memory = createStore<LayoutMemory>()(persist<LayoutMemory>(() => ({ swapped: false, closed: [] }), { name: 'faultline.layout' }));

export const useSwapped = (): boolean => useStore(memory, ({ swapped }) => swapped);
export function swapSides(): void {
  memory.setState(({ swapped }) => ({ swapped: !swapped }));
}

export const useClosed = (title: string): boolean => useStore(memory, ({ closed }) => closed.includes(title));
export function toggleClosed(title: string): void {
  memory.setState(({ closed }) => ({ closed: closed.includes(title) ? closed.filter((other) => other !== title) : [...closed, title] }));
}
