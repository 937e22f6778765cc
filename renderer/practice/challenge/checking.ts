import { createStore, useStore } from 'zustand';
import type { Design } from '../../../engine/design/schema';
import type { ChallengeResult } from '../../../engine/what-if/challenge';
import { answerInWorkers } from '../../engine/run-crew';
import { inShort } from '../../store/ports';
import { practice } from '../practice';
import { type BankChallenge, designsOf } from './challenges';

type Checking =
  | { readonly phase: 'running'; readonly share: number }
  | { readonly phase: 'failed'; readonly why: string }
  | { readonly phase: 'done'; readonly result: ChallengeResult; readonly design: Design };

const checking = createStore<{ readonly now: { readonly attempt: string; readonly what: Checking } | null }>()(() => ({ now: null }));

/** How far the check of an attempt is, or what it found; null where there was none since the studio was opened. */
export const useChecking = (attempt: string): Checking | null =>
  useStore(checking, ({ now }) => (now?.attempt === attempt ? now.what : null));

let underWay: AbortController | null = null;

/** Ends what is under way, as if it had not been begun. */
export function stopChecking(): void {
  underWay?.abort();
  underWay = null;
  checking.setState({ now: null });
}

/** Runs a design against the goal, in workers, and keeps when the challenge was solved. Another check ends it. */
export async function check(attempt: string, of: BankChallenge, design: Design): Promise<void> {
  underWay?.abort();
  const mine = new AbortController();
  underWay = mine;
  const show = (what: Checking) => {
    if (underWay === mine) checking.setState({ now: { attempt, what } });
  };
  show({ phase: 'running', share: 0 });
  try {
    const { start, answer } = await designsOf(of);
    const wanted = { design, start, answer, challenge: of.file };
    const found = await answerInWorkers('challenge', wanted, (share) => show({ phase: 'running', share }), mine.signal);
    if (underWay !== mine) return;
    if (!found.ok) return show({ phase: 'failed', why: inShort(found.problems) });
    show({ phase: 'done', result: found.value, design });
    if (found.value.solved) practice.getState().solve(attempt);
  } catch (error) {
    show({ phase: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
}
