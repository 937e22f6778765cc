import { createStore, useStore } from 'zustand';

/** Who may change what is kept of practice: one window at a time, so that none writes over what another wrote. */
export type Turn = 'unknown' | 'here' | 'elsewhere';

interface TurnHooks {
  /** Reads anew what is kept: another window may have changed it. */
  readonly gained: () => Promise<void>;
  /** Nothing may be written from now on. */
  readonly lost: () => void;
}

const NAME = 'faultline-practice';

/** @param locks of the browser, which it shares between its windows; where there are none, this window is the only one */
export function createTurn(locks: Pick<LockManager, 'request'> | undefined) {
  const store = createStore<{ readonly turn: Turn }>()(() => ({ turn: 'unknown' }));
  let hooks: TurnHooks = { gained: async () => undefined, lost: () => undefined };
  let queued: AbortController | null = null;

  /** Holds the lock until the page ends or another window takes it; false where it is not to be had. */
  async function hold(options: LockOptions): Promise<boolean> {
    let held = false;
    try {
      await locks!.request(NAME, options, async (lock) => {
        if (!lock) return;
        held = true;
        await hooks.gained();
        store.setState({ turn: 'here' });
        await new Promise<never>(() => undefined);
      });
    } catch {
      // Another window took it, or this one no longer waits in line.
      if (held) lose();
    }
    return held;
  }

  function lose(): void {
    store.setState({ turn: 'elsewhere' });
    hooks.lost();
    wait();
  }

  /** Goes on here as soon as the other window is closed. */
  function wait(): void {
    queued = new AbortController();
    void hold({ signal: queued.signal });
  }

  return {
    store,
    async begin(given: TurnHooks): Promise<void> {
      hooks = given;
      if (!locks) {
        await hooks.gained();
        store.setState({ turn: 'here' });
        return;
      }
      if (await hold({ ifAvailable: true })) return;
      store.setState({ turn: 'elsewhere' });
      wait();
    },
    /** Goes on in this window; the other one is told. */
    take(): void {
      queued?.abort();
      if (locks) void hold({ steal: true });
    },
  };
}

/** The one of this window. A page without a secure context has no locks. */
export const turn = createTurn((globalThis as { readonly navigator?: { readonly locks?: LockManager } }).navigator?.locks);
export const useTurn = (): Turn => useStore(turn.store, (state) => state.turn);
export const isHere = (): boolean => turn.store.getState().turn === 'here';
