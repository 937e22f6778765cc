import { useEffect, useState } from 'react';
import type { WordQuestion } from '../../../engine/practice/questions/question-file';

/** Every question in words; null until they are read. Only those who practise load them. */
export function useQuestions(): readonly WordQuestion[] | null {
  const [questions, setQuestions] = useState<readonly WordQuestion[] | null>(null);
  useEffect(() => {
    let current = true;
    void import('../../../engine/practice/questions/registry').then(({ wordQuestions }) => current && setQuestions(wordQuestions));
    return () => {
      current = false;
    };
  }, []);
  return questions;
}
