import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronUp,
  IconCircleCheck,
  IconCircleHalf2,
  IconClockX,
  IconFlame,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FoundTraces } from '../../engine/measure/trace/find-traces';
import type { TraceSummary } from '../../engine/measure/trace/trace';
import { formatClock, formatNanos } from '../panels/format';
import classes from './traces.module.css';
import { tracesUi, useTracesUi } from './traces-ui';

const columns = [
  { key: 'took', title: 'Took', of: ({ start, end }: TraceSummary) => end - start },
  { key: 'end', title: 'Ended', of: ({ end }: TraceSummary) => end },
  { key: 'outcome', title: 'Outcome', of: ({ outcome }: TraceSummary) => ['failed', 'late', 'degraded', 'ok'].indexOf(outcome) * -1 },
  { key: 'request', title: 'Request', of: ({ request }: TraceSummary) => request },
] as const;
type Key = (typeof columns)[number]['key'];

const icons = { ok: IconCircleCheck, degraded: IconCircleHalf2, late: IconClockX, failed: IconFlame } as const;

/** The traces that fit, to be sorted and chosen from, by mouse or arrow keys. */
export function TraceList({ found }: { readonly found: FoundTraces | null }) {
  const [{ by, down }, setOrder] = useState<{ readonly by: Key; readonly down: boolean }>({ by: 'took', down: true });
  const chosen = useTracesUi((ui) => ui.request);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useMemo(() => sorted(found?.traces ?? [], by, down), [found, by, down]);
  const at = rows.findIndex(({ request }) => request === chosen);
  const choose = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    tracesUi.setState({ request: row.request });
    body.current?.querySelector<HTMLElement>(`[data-request="${row.request}"] button`)?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(to);
  };
  // The slowest is open as long as nobody has chosen another one.
  const first = rows[0]?.request;
  useEffect(() => {
    if (tracesUi.getState().request === null && first !== undefined) tracesUi.setState({ request: first });
  }, [first]);
  if (found === null) return <p className={classes['empty']}>Looking …</p>;
  if (rows.length === 0)
    return (
      <p className={classes['empty']}>
        {found.kept === 0 ? 'No request has ended yet.' : 'No trace that is kept fits. Loosen the filters.'}
      </p>
    );
  return (
    <div className={classes['scroll']}>
      <table className={classes['list']} aria-label="Traces">
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" aria-sort={by === key ? (down ? 'descending' : 'ascending') : 'none'}>
                <UnstyledButton className={classes['sort'] ?? ''} onClick={() => setOrder({ by: key, down: by === key ? !down : true })}>
                  {title}
                  {by === key && (down ? <IconChevronDown size={12} aria-hidden /> : <IconChevronUp size={12} aria-hidden />)}
                </UnstyledButton>
              </th>
            ))}
            <th scope="col">Where the time went</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((trace, i) => (
            <Row
              key={trace.request}
              trace={trace}
              chosen={trace.request === chosen}
              reachable={at < 0 ? i === 0 : i === at}
              onKeyDown={keys}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly trace: TraceSummary;
  readonly chosen: boolean;
  readonly reachable: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The button in the first cell lies over the whole row. */
function Row({ trace, chosen, reachable, onKeyDown }: RowProps) {
  const { request, start, end, outcome, broken, verdict } = trace;
  const Icon = icons[outcome];
  return (
    <tr data-request={request} data-chosen={chosen || undefined}>
      <td className={classes['number']}>
        <UnstyledButton
          className={classes['pick'] ?? ''}
          tabIndex={reachable ? 0 : -1}
          aria-current={chosen}
          aria-label={`Request ${request}, ${formatNanos(end - start)}, ${outcome}`}
          onClick={() => tracesUi.setState({ request })}
          onKeyDown={onKeyDown}
        >
          {formatNanos(end - start)}
        </UnstyledButton>
      </td>
      <td className={classes['number']}>{formatClock(end)}</td>
      <td className={classes['outcome']} data-outcome={outcome}>
        <Icon size={13} aria-hidden /> {outcome}
        {broken && <IconAlertTriangle size={13} aria-label="broke an invariant" />}
      </td>
      <td className={classes['number']}>{request}</td>
      <td className={classes['verdict']} title={verdict}>
        {verdict}
      </td>
    </tr>
  );
}

function sorted(traces: readonly TraceSummary[], by: Key, down: boolean): TraceSummary[] {
  const { of } = columns.find(({ key }) => key === by)!;
  return traces.toSorted((a, b) => (down ? of(b) - of(a) : of(a) - of(b)) || a.request - b.request);
}
