import { create } from 'zustand';

interface OpenPage {
  /** Name of the page that is open; null while none is. */
  readonly page: string | null;
  readonly open: (page: string) => void;
  readonly close: () => void;
}

/** Which page of the documents is open beside the studio. */
export const useOpenPage = create<OpenPage>((set) => ({
  page: null,
  open: (page) => set({ page }),
  close: () => set({ page: null }),
}));
