import { useEffect, useState } from 'react';
import type { Cascade } from '../../engine/measure/cascade';
import { live } from '../store/live';
import { useStudio } from '../store/studio';

/** How often the worker is asked. [ms] */
const EVERY = 1_000;

/** The cascade of the run so far, every second while it goes on; null before the first answer. */
export function useCascade(): Cascade | null {
  const cascadeNow = useStudio((s) => s.cascadeNow);
  const [cascade, setCascade] = useState<Cascade | null>(null);
  useEffect(() => {
    let current = true;
    let seen = -1;
    const ask = async () => {
      // A run that stands still has nothing new to say.
      if (live.time === seen) return;
      seen = live.time;
      const answer = await cascadeNow();
      if (current) setCascade(answer);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [cascadeNow]);
  return cascade;
}
