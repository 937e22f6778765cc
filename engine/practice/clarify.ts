import type { Prompt } from './prompt-file';
import { said, says, type Said } from './said';

export type Reveal = Prompt['reveals'][number];

/** What a typed question brings. */
export interface Asked {
  /** The answers it is owed, the best fitting first; at most two, for who asks for everything at once asks for nothing. */
  readonly reveals: readonly Reveal[];
  /** What the interviewer says: the answers, or that the question was not understood. */
  readonly answer: string;
}

const MOST_AT_ONCE = 2;
/** Words that any question has. */
const common = new Set(
  said(
    'a an and are be by can could do does for from have how i in is it its many much of on or our per shall should that the there these they this to us we what when which who will with would you',
  ).stems,
);

/** Finds what a question is about: by the keywords of the prompt, or by the words of its own questions. */
export function asked({ reveals }: Pick<Prompt, 'reveals'>, question: string): Asked {
  const heard = said(question);
  const found = reveals
    .map((reveal) => ({ reveal, fit: fitOf(reveal, heard) }))
    .filter(({ fit }) => fit >= LEAST)
    .toSorted((a, b) => b.fit - a.fit);
  const best = found[0]?.fit ?? 0;
  const owed = found
    .filter(({ fit }) => fit >= best * NEARLY)
    .slice(0, MOST_AT_ONCE)
    .map(({ reveal }) => reveal);
  return {
    reveals: owed,
    answer: owed.length > 0 ? owed.map(({ answer }) => answer).join(' ') : 'I have nothing on that. Assume what you need, and say so.',
  };
}

/** What was never asked for. @param known ids of what was answered */
export const neverAsked = ({ reveals }: Pick<Prompt, 'reveals'>, known: readonly string[]): readonly Reveal[] =>
  reveals.filter(({ id }) => !known.includes(id));

/** A keyword counts for as many words as it has; words of the prompt's own question count a little. */
const LEAST = 1;
const NEARLY = 0.75;
const OF_QUESTION = 0.5;

function fitOf({ keywords, question }: Reveal, heard: Said): number {
  const phrases = keywords.filter((keyword) => says(heard, keyword)).map((keyword) => said(keyword).stems.length);
  const own = new Set(said(question).stems.filter((stem) => !common.has(stem)));
  const shared = [...own].filter((stem) => heard.stems.includes(stem)).length;
  const longest = phrases.length === 0 ? 0 : Math.max(...phrases);
  return longest + 0.25 * Math.max(0, phrases.length - 1) + OF_QUESTION * shared;
}
