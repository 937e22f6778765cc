import { createStore, useStore } from 'zustand';

/** What the command palette looks through: everything, or the parts of this design. */
export type Scope = 'all' | 'find';

interface PaletteUi {
  /** Null while it is closed. */
  readonly scope: Scope | null;
  /** The list of shortcuts is open. */
  readonly shortcuts: boolean;
}

const paletteUi = createStore<PaletteUi>()(() => ({ scope: null, shortcuts: false }));
export const usePaletteUi = <T>(select: (ui: PaletteUi) => T): T => useStore(paletteUi, select);

/** What had the focus when the palette opened, and gets it back. */
let before: Element | null = null;

export function openPalette(scope: Scope): void {
  if (paletteUi.getState().scope === null) before = document.activeElement;
  paletteUi.setState({ scope, shortcuts: false });
}

export function closePalette(): void {
  paletteUi.setState({ scope: null });
  if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
}
export const showShortcuts = (shortcuts: boolean): void => paletteUi.setState({ shortcuts, scope: null });
