import { createStore, useStore } from 'zustand';
import type { Problem } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Replications } from '../../engine/what-if/replicate';
import { answerInWorkers } from '../engine/run-crew';

/** Fewest that give an interval, and most that a person waits for. */
export const RUNS = { least: 2, most: 500, usual: 10 } as const;

type Replicate = typeof answerInWorkers<'replications'>;

/** Several runs of one design: none yet, under way, or done. */
export type Stage =
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly count: number; readonly share: number }
  | { readonly phase: 'done'; readonly result: Replications; readonly design: Design }
  | { readonly phase: 'refused'; readonly problems: readonly Problem[] }
  | { readonly phase: 'failed'; readonly why: string };

export interface ReplicationsState {
  readonly stage: Stage;
  readonly opened: boolean;
  open(): void;
  /** What is under way goes on. */
  close(): void;
  start(design: Design, seed: number, count: number): Promise<void>;
  cancel(): void;
}

export function createReplications(replicate: Replicate) {
  return createStore<ReplicationsState>()((set, get) => {
    let underWay: AbortController | null = null;
    return {
      stage: { phase: 'none' },
      opened: false,
      open: () => set({ opened: true }),
      close: () => set({ opened: false }),
      cancel: () => {
        underWay?.abort();
        underWay = null;
        if (get().stage.phase === 'running') set({ stage: { phase: 'none' } });
      },
      start: async (design, seed, count) => {
        underWay?.abort();
        const mine = new AbortController();
        underWay = mine;
        const show = (stage: Stage) => {
          if (underWay === mine) set({ stage });
        };
        // Progress comes another way than the result, and may come after it.
        const end = (stage: Stage) => {
          show(stage);
          if (underWay === mine) underWay = null;
        };
        show({ phase: 'running', count, share: 0 });
        try {
          const onProgress = (share: number) => show({ phase: 'running', count, share });
          const result = await replicate('replications', { design, replications: count, seed }, onProgress, mine.signal);
          end(result.ok ? { phase: 'done', result: result.value, design } : { phase: 'refused', problems: result.problems });
        } catch (error) {
          end({ phase: 'failed', why: error instanceof Error ? error.message : String(error) });
        }
      },
    };
  });
}

export const replications = createReplications(answerInWorkers);
export const useReplications = <T>(select: (state: ReplicationsState) => T): T => useStore(replications, select);
