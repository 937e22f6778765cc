import { useEffect, useMemo } from 'react';
import type { TraceQuery } from '../../engine/measure/trace/find-traces';
import { useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { TraceDetail } from './TraceDetail';
import { TraceFilters } from './TraceFilters';
import { TraceList } from './TraceList';
import classes from './traces.module.css';
import { AROUND, tracesUi, useTracesUi } from './traces-ui';
import { useFoundTraces } from './use-traces';

/** Requests that are kept whole, to see where their time went: a list, and the one that is chosen. */
export function Traces() {
  const started = useLive((live) => live.frames > 0);
  const query = useQuery();
  const found = useFoundTraces(query);
  // Another run has other requests.
  useEffect(() => {
    if (!started) tracesUi.setState({ request: null });
  }, [started]);
  if (!started)
    return (
      <p className={classes['empty']}>Press Play or Space: requests that end are listed here, the slowest and the failed first of all.</p>
    );
  return (
    <div className={classes['traces']}>
      <section className={classes['left']} aria-label="Traces of requests">
        <TraceFilters found={found} />
        <TraceList found={found} />
      </section>
      <TraceDetail />
    </div>
  );
}

/** What the list asks for. One object while it asks the same. */
function useQuery(): TraceQuery {
  const { outcome, journey, throughSelection, around } = useTracesUi((ui) => ui);
  const selected = useStudio(({ selection: { nodes, links } }) => (nodes.length + links.length === 1 ? (nodes[0] ?? links[0]) : undefined));
  const through = throughSelection ? selected : undefined;
  return useMemo(
    () => ({
      outcome,
      ...(journey !== null && { journey }),
      ...(through !== undefined && { through }),
      ...(around !== null && { from: (around - AROUND) * 1e9, to: (around + AROUND) * 1e9 }),
    }),
    [outcome, journey, through, around],
  );
}
