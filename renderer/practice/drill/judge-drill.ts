import { drilled, type DrillCritique } from '../../../engine/practice/drill';
import type { WordQuestion } from '../../../engine/practice/questions/question-file';
import { practice } from '../practice';
import type { Attempt } from '../record';

/** The same answer gets the same critique, so it is worked out whenever it is shown. */
export const critiqueOfDrill = ({ text }: Attempt, question: WordQuestion): DrillCritique =>
  drilled(question, { text, level: question.level });

/** Ends an answer and scores it. */
export function judgeDrill(attempt: Attempt, question: WordQuestion): void {
  const { score } = critiqueOfDrill(attempt, question);
  practice.getState().changeAttempt(attempt.id, (was) => ({ ...was, ended: Date.now(), score }));
}
