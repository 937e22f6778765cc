import { drilled, type DrillCritique } from '../../../engine/practice/drill';
import type { WordQuestion } from '../../../engine/practice/questions/question-file';
import { practice } from '../practice';
import type { Attempt } from '../record';

/** The same answer gets the same critique, so it is worked out whenever it is shown. */
export const critiqueOfDrill = ({ text, spoken, ticked }: Attempt, question: WordQuestion): DrillCritique =>
  drilled(question, {
    text,
    level: question.level,
    ticked,
    ...(spoken && { voice: spoken.voice, seconds: spoken.dictated ? spoken.voice?.span : undefined }),
  });

/** Ends an answer and scores it. What was spoken without words has no score until one has ticked what one heard. */
export const judgeDrill = (id: string, question: WordQuestion): void =>
  practice.getState().changeAttempt(id, (was) => scored({ ...was, ended: Date.now() }, question));

/** Of a recording without words: something was said in it, or was not. */
export function tick(id: string, what: string, yes: boolean, question: WordQuestion): void {
  practice.getState().changeAttempt(id, (was) => {
    const others = (was.ticked ?? []).filter((each) => each !== what);
    return scored({ ...was, ticked: yes ? [...others, what] : others }, question);
  });
}

function scored(attempt: Attempt, question: WordQuestion): Attempt {
  const { score, by } = critiqueOfDrill(attempt, question);
  return { ...attempt, score: by === 'ear' && attempt.ticked === undefined ? null : score };
}
