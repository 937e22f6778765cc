import { useEffect, useState } from 'react';
import { live } from './live';

/**
 * An answer of the worker, asked for again and again while the run goes on; null before the first one.
 * @param ask the same function as long as the question is the same
 * @param every between two questions. [ms]
 */
export function useAsked<T>(ask: () => Promise<T | null>, every: number): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    let current = true;
    let seen = -1;
    const again = async () => {
      // A run that stands still has nothing new to say.
      if (live.time === seen) return;
      seen = live.time;
      const found = await ask();
      if (current) setAnswer(found);
    };
    setAnswer(null);
    void again();
    const timer = setInterval(() => void again(), every);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [ask, every]);
  return answer;
}
