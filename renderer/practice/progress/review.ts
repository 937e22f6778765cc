import { type Card, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import type { Dimension } from '../../../engine/practice/prompt-file';
import type { Attempt, Interview } from '../record';

/** One score at one time. */
export interface Reviewed<K extends string = string> {
  /** What was practised: a dimension, or a question. */
  readonly key: K;
  /** 0 to 100. */
  readonly score: number;
  /** [ms since 1970] */
  readonly at: number;
}

/** How one stands in something, and when it is worth practising again. */
export interface Standing<K extends string = string> {
  readonly key: K;
  /** Scores so far, oldest first. */
  readonly scores: readonly number[];
  /** When to practise it again, by the FSRS rule; null while it was never scored. [ms since 1970] */
  readonly due: number | null;
}

// Days are what counts here: nobody practises a dimension again after ten minutes. Without fuzz, so that the same history gives the same plan.
const rule = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: 180 });

/** What a score is worth to the rule: a miss comes back soon, a good answer late. @param score 0 to 100 */
export const gradeOf = (score: number): Grade =>
  score < 50 ? Rating.Again : score < 70 ? Rating.Hard : score < 90 ? Rating.Good : Rating.Easy;

/** The scores of judged interviews in each dimension. */
export const dimensionReviews = (interviews: readonly Interview[]): Reviewed<Dimension>[] =>
  interviews.flatMap(({ ended, critique }) =>
    ended === null || critique === null
      ? []
      : critique.dimensions.flatMap(({ id, score }) => (score === null ? [] : [{ key: id, score, at: ended }])),
  );

/** The scores of answers to questions. */
export const questionReviews = (attempts: readonly Attempt[]): Reviewed[] =>
  attempts.flatMap(({ kind, subject, ended, score }) =>
    kind === 'drill' && ended !== null && score !== null ? [{ key: subject, score, at: ended }] : [],
  );

/**
 * Where one stands in each: the rule is led through the whole history again, so what is deleted leaves no trace.
 * Those that are due come first, the longest due at the head; then those never tried; then the rest by their time.
 */
export function standings<K extends string>(keys: readonly K[], reviews: readonly Reviewed<K>[], now: number): Standing<K>[] {
  const inOrder = reviews.toSorted((a, b) => a.at - b.at);
  const all = keys.map((key): Standing<K> => {
    const own = inOrder.filter((each) => each.key === key);
    let card: Card | null = null;
    for (const { at, score } of own) card = rule.next(card ?? createEmptyCard(at), at, gradeOf(score)).card;
    return { key, scores: own.map(({ score }) => score), due: card ? card.due.getTime() : null };
  });
  const rank = ({ due }: Standing): number => (due === null ? 1 : due <= now ? 0 : 2);
  return all.sort((a, b) => rank(a) - rank(b) || (a.due ?? 0) - (b.due ?? 0));
}
