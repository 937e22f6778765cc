import { create } from 'zustand';

interface OpenPage {
  /** Name of the page that is open; null while none is. */
  readonly page: string | null;
  /** Heading that is shown first; null for the top. */
  readonly heading: string | null;
  readonly open: (page: string, heading?: string) => void;
  readonly close: () => void;
}

/** Which page of the documents is open beside the studio. */
export const useOpenPage = create<OpenPage>((set) => ({
  page: null,
  heading: null,
  open: (page, heading) => set({ page, heading: heading ?? null }),
  close: () => set({ page: null }),
}));

/** Whether a page lies over all else: Escape then closes it, and not the dialog that it was opened from. */
export const useReading = (): boolean => useOpenPage(({ page }) => page !== null);
