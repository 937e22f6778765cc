import type { Prompt } from '../../../engine/practice/prompt-file';

export type Reveal = Prompt['reveals'][number];

/** Answers that a question is owed at once. */
const MOST = 2;

/** What a typed question is about: by the keywords of the prompt, the longest first. */
export function answersTo({ reveals }: Pick<Prompt, 'reveals'>, question: string): Reveal[] {
  const heard = question.toLowerCase();
  const fit = ({ keywords }: Reveal) => Math.max(0, ...keywords.filter((word) => heard.includes(word)).map(({ length }) => length));
  return reveals
    .filter((reveal) => fit(reveal) > 0)
    .toSorted((a, b) => fit(b) - fit(a))
    .slice(0, MOST);
}
