import { useEffect, useState } from 'react';
import type { FoundTraces, TraceQuery } from '../../engine/measure/trace/find-traces';
import type { Trace } from '../../engine/measure/trace/trace';
import { live } from '../store/live';
import { useStudio } from '../store/studio';

/** How often the worker is asked while the run goes on. [ms] */
const EVERY = 2_000;

/** The traces that fit, asked for again while the run goes on; null before the first answer. `query` stays one object while it asks the same. */
export function useFoundTraces(query: TraceQuery): FoundTraces | null {
  const findTraces = useStudio((s) => s.findTraces);
  const [found, setFound] = useState<FoundTraces | null>(null);
  useEffect(() => {
    let current = true;
    let seen = -1;
    const look = async () => {
      // A run that stands still has nothing new to say.
      if (live.time === seen) return;
      seen = live.time;
      const answer = await findTraces(query);
      if (current) setFound(answer);
    };
    void look();
    const timer = setInterval(() => void look(), EVERY);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [findTraces, query]);
  return found;
}

/** One trace, and whether the worker has answered yet. What goes on after the answer comes in later. */
export function useTrace(request: number | null): { readonly trace: Trace | null; readonly asked: boolean } {
  const traceOf = useStudio((s) => s.traceOf);
  const [answer, setAnswer] = useState<{ readonly request: number; readonly trace: Trace | null } | null>(null);
  useEffect(() => {
    if (request === null) return;
    let current = true;
    let whole = false;
    const look = async () => {
      if (whole) return;
      const trace = await traceOf(request);
      whole = trace?.spans.every(({ end }) => end !== null) ?? false;
      if (current) setAnswer({ request, trace });
    };
    void look();
    const timer = setInterval(() => void look(), EVERY);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [request, traceOf]);
  return { trace: answer?.request === request ? answer.trace : null, asked: answer?.request === request };
}
