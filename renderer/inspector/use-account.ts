import { useEffect, useState } from 'react';
import type { NodeAccount } from '../../engine/worker/api';
import { live } from '../store/live';
import { useStudio } from '../store/studio';

/** How often the worker is asked. [ms] */
const EVERY = 1_000;

/** The account of a node, about once a second while the run goes on; null before the first answer. */
export function useAccount(id: string): NodeAccount | null {
  const accountOf = useStudio((s) => s.accountOf);
  const [account, setAccount] = useState<NodeAccount | null>(null);
  useEffect(() => {
    let current = true;
    let seen = -1;
    const ask = async () => {
      // A run that stands still has nothing new to say.
      if (live.time === seen) return;
      seen = live.time;
      const answer = await accountOf(id);
      if (current) setAccount(answer);
    };
    setAccount(null);
    void ask();
    const timer = setInterval(() => void ask(), EVERY);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [accountOf, id]);
  return account;
}
