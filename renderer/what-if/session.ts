import { createStore, useStore } from 'zustand';
import type { Problem, Result } from '../../engine/core/problem';
import { TimeLeft } from '../../engine/core/time-left';
import type { Edit } from '../../engine/design/edits';
import type { Design } from '../../engine/design/schema';
import type { AnswerOf, WantedOf, WhatIfName } from '../../engine/what-if/registry';
import { answerInWorkers } from '../engine/run-crew';
import type { Side } from './SideBySide';

/** A question of this session: what is asked, in words and as data. */
interface AskedAs<N extends WhatIfName> {
  readonly name: N;
  /** In words: "What if Payment provider takes 4 s longer?" */
  readonly title: string;
  readonly wanted: WantedOf<N>;
  /** The document that it was asked of. */
  readonly design: Design;
  /** Both designs of a comparison as they run, for pictures. */
  readonly pair?: { readonly before: Side; readonly after: Side };
  /** A change that the question is about, and that may be made if the answer is a good one. */
  readonly proposal?: { readonly text: string; readonly edits: readonly Edit[] };
}
export type Asked = { [N in WhatIfName]: AskedAs<N> }[WhatIfName];

/** A question with its answer. */
export type Answered = { [N in WhatIfName]: AskedAs<N> & { readonly id: number; readonly answer: AnswerOf<N> } }[WhatIfName];
export type AnsweredAs<N extends WhatIfName> = Extract<Answered, { readonly name: N }>;

/** What is under way, or how it ended without an answer. */
export type Job =
  | { readonly phase: 'running'; readonly asked: Asked; readonly share: number; readonly left: number | null }
  | { readonly phase: 'refused'; readonly asked: Asked; readonly problems: readonly Problem[] }
  | { readonly phase: 'failed'; readonly asked: Asked; readonly why: string };

export interface WhatIfSession {
  readonly job: Job | null;
  /** Newest first. */
  readonly answers: readonly Answered[];
  /** Id of the answer that is shown; null: none. */
  readonly shown: number | null;
  /** Ends what is under way, and asks. */
  ask(asked: Asked): Promise<void>;
  cancel(): void;
  show(id: number | null): void;
  forget(id: number): void;
}

/** Answers kept; the oldest go first. */
const MOST_ANSWERS = 40;

type Answer = (
  name: WhatIfName,
  wanted: never,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<Result<AnswerOf<WhatIfName>>>;

export function createWhatIfSession(answer: Answer, now: () => number) {
  return createStore<WhatIfSession>()((set, get) => {
    let underWay: AbortController | null = null;
    let ids = 0;
    return {
      job: null,
      answers: [],
      shown: null,
      show: (shown) => set({ shown }),
      forget: (id) => {
        const answers = get().answers.filter((each) => each.id !== id);
        set({ answers, shown: get().shown === id ? (answers[0]?.id ?? null) : get().shown });
      },
      cancel: () => {
        underWay?.abort();
        underWay = null;
        set({ job: null });
      },
      ask: async (asked) => {
        underWay?.abort();
        const mine = new AbortController();
        underWay = mine;
        const timeLeft = new TimeLeft();
        const show = (job: Job | null) => {
          if (underWay === mine) set({ job });
        };
        // Progress comes another way than the answer, and may come after it.
        const end = (job: Job | null) => {
          show(job);
          if (underWay === mine) underWay = null;
        };
        show({ phase: 'running', asked, share: 0, left: null });
        const onProgress = (share: number) => show({ phase: 'running', asked, share, left: timeLeft.after(share, now()) });
        try {
          // The wish belongs to the name, which the union does not tell the compiler.
          const result = await answer(asked.name, asked.wanted as never, onProgress, mine.signal);
          if (underWay !== mine) return;
          if (!result.ok) {
            end({ phase: 'refused', asked, problems: result.problems });
            return;
          }
          const id = ++ids;
          const answered = { ...asked, id, answer: result.value } as Answered;
          set({ answers: [answered, ...get().answers].slice(0, MOST_ANSWERS), shown: id });
          end(null);
        } catch (error) {
          end({ phase: 'failed', asked, why: error instanceof Error ? error.message : String(error) });
        }
      },
    };
  });
}

/** The one of this window. */
export const whatIfs = createWhatIfSession(answerInWorkers, () => performance.now());
export const useWhatIfs = <T>(select: (session: WhatIfSession) => T): T => useStore(whatIfs, select);
