import { useEffect, useState } from 'react';
import { live } from '../store/live';

/** How often the worker is asked. [ms] */
const EVERY = 2_000;

/** An answer of the worker, asked again every other second while the run goes on; null before the first. */
export function useAsked<T>(ask: () => Promise<T | null>): T | null {
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
    void again();
    const timer = setInterval(() => void again(), EVERY);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [ask]);
  return answer;
}
