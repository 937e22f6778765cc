import { createStore, useStore } from 'zustand';
import { critiqueOf } from '../judge';
import { practice } from '../practice';

type Judging =
  | { readonly phase: 'running'; readonly interview: string; readonly share: number }
  | { readonly phase: 'failed'; readonly interview: string; readonly why: string };

const judging = createStore<{ readonly now: Judging | null }>()(() => ({ now: null }));

/** How far the judging of an interview is, or why it failed; null where it is not under way. */
export const useJudging = (interview: string): Judging | null =>
  useStore(judging, ({ now }) => (now?.interview === interview ? now : null));

let underWay: AbortController | null = null;

/** Runs the design of an interview and keeps what is to be said of it. It goes on when one looks elsewhere; another one ends it. */
export async function judge(id: string): Promise<void> {
  underWay?.abort();
  const mine = new AbortController();
  underWay = mine;
  const show = (now: Judging | null) => {
    if (underWay === mine) judging.setState({ now });
  };
  show({ phase: 'running', interview: id, share: 0 });
  const interview = practice.getState().interviews.find((each) => each.id === id);
  if (!interview) return show(null);
  try {
    const found = await critiqueOf(interview, (share) => show({ phase: 'running', interview: id, share }), mine.signal);
    if (underWay !== mine) return;
    if (!found.ok) return show({ phase: 'failed', interview: id, why: found.problems.map(({ message }) => message).join(' ') });
    practice.getState().change(id, (was) => ({ ...was, critique: found.value, truths: found.value.faults }));
    show(null);
  } catch (error) {
    show({ phase: 'failed', interview: id, why: error instanceof Error ? error.message : String(error) });
  }
}

export function stopJudging(): void {
  underWay?.abort();
  underWay = null;
  judging.setState({ now: null });
}
