import { createStore, useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { isPanelHidden, showPanel, sizePanel } from '../layout/panels';

/** What one can begin with: a whole interview, or a design to mend. */
export type Begin = 'interview' | 'challenge';
export type Screen = 'start' | 'interview' | 'drill' | 'challenge' | 'progress';

interface PracticeUi {
  /** Whether practice stands in the left column. */
  readonly open: boolean;
  readonly screen: Screen;
  /** In its place, the components to draw with. */
  readonly components: boolean;
  /** Id of the interview that is under way or looked at. */
  readonly interview: string | null;
  /** Id of the answer that is being written or looked at. */
  readonly attempt: string | null;
  /** Id of the attempt at a challenge that is under way or looked at. */
  readonly challenge: string | null;
  /** What one chooses from on the first screen. */
  readonly begin: Begin;
  /** Id of the interview, or of the attempt at a challenge, whose canvas is the document; null while another document is shown. */
  readonly canvas: string | null;
}

/** Where one is in practice; kept between starts, so that a page that is loaded again shows the same. */
export const practiceUi = createStore<PracticeUi>()(
  persist<PracticeUi>(
    () => ({
      open: false,
      screen: 'start',
      components: false,
      interview: null,
      attempt: null,
      challenge: null,
      begin: 'interview',
      canvas: null,
    }),
    { name: 'faultline.practice' },
  ),
);
export const usePracticeUi = <T>(select: (ui: PracticeUi) => T): T => useStore(practiceUi, select);

/** Room that practice takes, and that components need. [px] */
const WIDE = 400;
const NARROW = 176;

/** Shows practice in the left column. */
export function openPractice(screen?: Screen): void {
  const { open } = practiceUi.getState();
  practiceUi.setState({ open: true, components: false, ...(screen && { screen }) });
  if (isPanelHidden('left')) showPanel('left', true);
  if (!open) sizePanel('left', WIDE);
}

/** Shows components and scenarios again; what is under way stays. */
export function closePractice(): void {
  practiceUi.setState({ open: false });
  sizePanel('left', NARROW);
}

export function showScreen(screen: Screen): void {
  practiceUi.setState({ screen, components: false });
}
export function showComponents(components: boolean): void {
  practiceUi.setState({ components });
}
