import { createStore, useStore } from 'zustand';
import { live } from '../store/live';
import type { Notice } from '../store/ports';
import { type createStudio, studio } from '../store/studio';
import { keptOf } from './kept';
import { keptAt } from './kept-at';
import { indexedShelf, type Offer, type Shelf } from './shelf';
import { realWindows, type Windows } from './windows';

/** A change is kept once nothing more has come for so long. [ms] */
const REST = 400;
/** While changes come without a rest, so often. [ms] */
const LONGEST = 3_000;
/** How often it is noted how far the run has come. [ms] */
const PULSE = 5_000;

interface RecoveryPorts {
  readonly shelf: Shelf;
  readonly windows: Windows;
  readonly say: (notice: Notice) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** An offer, with its time in words. */
interface ShownOffer extends Offer {
  readonly when: string;
}

interface RecoveryState {
  /** What windows that ended have left, newest first. */
  readonly offers: readonly ShownOffer[];
  restore(id: string): Promise<void>;
  discard(id: string): Promise<void>;
}

/** Keeps what this window would lose, and offers what others have left. */
export function createRecovery(store: ReturnType<typeof createStudio>, { shelf, windows, say, now }: RecoveryPorts) {
  const { own } = windows;
  let told = false;
  let kept = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince = 0;
  let last: unknown;

  const failed = (error: unknown) => {
    if (!told) say({ tone: 'bad', title: 'Changes cannot be kept on this machine', message: `Save often. ${String(error)}` });
    told = true;
  };

  const keepNow = async () => {
    clearTimeout(timer);
    timer = undefined;
    const worth = keptOf(store.getState());
    try {
      if (worth) {
        await shelf.put(own, worth, now());
        await shelf.putTime(own, live.time);
      } else if (kept) await shelf.drop(own);
      kept = worth !== null;
    } catch (error) {
      failed(error);
    }
  };

  const changed = () => {
    const { document, undoState, log, file, injected } = store.getState();
    const present = [document, undoState, log, file, injected];
    if (Array.isArray(last) && present.every((each, i) => each === (last as unknown[])[i])) return;
    last = present;
    if (timer === undefined) waitingSince = now();
    clearTimeout(timer);
    timer = setTimeout(() => void keepNow(), Math.max(0, Math.min(REST, waitingSince + LONGEST - now())));
  };

  const recovery = createStore<RecoveryState>()((set, get) => ({
    offers: [],
    async restore(id) {
      const answered = () => set({ offers: get().offers.filter((offer) => offer.id !== id) });
      const found = await shelf.take(id).catch(() => null);
      if (!found) {
        answered();
        return say({ tone: 'info', title: 'Nothing to restore', message: 'Another window has restored or discarded it.' });
      }
      store.getState().guard('Restore the changes that were kept', () => {
        answered();
        void store
          .getState()
          .recover(found.kept, found.time)
          .then(keepNow)
          .then(() => shelf.drop(id))
          .catch(failed);
      });
    },
    async discard(id) {
      set({ offers: get().offers.filter((offer) => offer.id !== id) });
      await shelf.drop(id).catch(failed);
    },
  }));

  /** Begins to keep, and looks what there is to offer. @returns what ends it */
  const begin = async (): Promise<() => void> => {
    const end = store.subscribe(changed);
    const pulse = setInterval(() => {
      if (kept) shelf.putTime(own, live.time).catch(failed);
    }, PULSE);
    try {
      const open = await windows.open();
      const left = (await shelf.list()).filter(({ id }) => !open.has(id));
      const dismissed = left.filter(({ id }) => windows.wasDismissed(id));
      for (const { id } of dismissed) await shelf.drop(id);
      const today = new Date(now());
      const offers = left.filter((offer) => !dismissed.includes(offer));
      recovery.setState({ offers: offers.map((offer) => ({ ...offer, when: keptAt(offer.at, today) })) });
    } catch (error) {
      failed(error);
    }
    return () => {
      end();
      clearInterval(pulse);
      clearTimeout(timer);
    };
  };

  return { recovery, begin, keepNow };
}

let ofWindow: ReturnType<typeof createRecovery> | null = null;
const nothing = createStore<RecoveryState>()(() => ({ offers: [], restore: async () => undefined, discard: async () => undefined }));

/** Begins to keep what this window would lose. */
export function startRecovery(say: (notice: Notice) => void): void {
  ofWindow = createRecovery(studio, { shelf: indexedShelf(), windows: realWindows(), say, now: () => Date.now() });
  const { begin, keepNow } = ofWindow;
  void begin();
  // A page that is put away may never come back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepNow();
  });
}

export const useRecovery = <T>(select: (state: RecoveryState) => T): T => useStore(ofWindow?.recovery ?? nothing, select);
