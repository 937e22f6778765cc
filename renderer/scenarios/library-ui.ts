import { create } from 'zustand';

interface LibraryUi {
  readonly opened: boolean;
  /** Scenario whose details are shown. */
  readonly slug: string;
  /** @param slug the one that was shown last when left out */
  readonly open: (slug?: string) => void;
  readonly close: () => void;
  readonly look: (slug: string) => void;
}

/** What is shown of the scenario library. */
export const useLibrary = create<LibraryUi>((set) => ({
  opened: false,
  slug: 'checkout',
  open: (slug) => set((now) => ({ opened: true, slug: slug ?? now.slug })),
  close: () => set({ opened: false }),
  look: (slug) => set({ slug }),
}));
