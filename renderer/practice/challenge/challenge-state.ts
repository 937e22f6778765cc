import type { Attempt } from '../record';

/** Of one challenge: the attempt that goes on, and when it was solved last. */
export interface ChallengeState {
  readonly open: Attempt | null;
  /** [ms since 1970] */
  readonly solved: number | null;
}

/** @param attempts newest first */
export function stateOf(slug: string, attempts: readonly Attempt[]): ChallengeState {
  const own = attempts.filter(({ kind, subject }) => kind === 'challenge' && subject === slug);
  return { open: own.find(({ ended }) => ended === null) ?? null, solved: own.find(({ ended }) => ended !== null)?.ended ?? null };
}
