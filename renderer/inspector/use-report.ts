import { useEffect, useState } from 'react';
import type { Report } from '../../engine/measure/report';
import { live } from '../store/live';
import { useStudio } from '../store/studio';

/** How often the worker is asked. A report looks at every histogram. [ms] */
const EVERY = 2_000;

/** The account of the run so far, every other second while it goes on; null before the first answer. */
export function useReport(): Report | null {
  const reportNow = useStudio((s) => s.reportNow);
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    let current = true;
    let seen = -1;
    const ask = async () => {
      // A run that stands still has nothing new to say.
      if (live.time === seen) return;
      seen = live.time;
      const answer = await reportNow();
      if (current) setReport(answer);
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [reportNow]);
  return report;
}
