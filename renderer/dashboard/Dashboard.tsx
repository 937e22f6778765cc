import { SegmentedControl } from '@mantine/core';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Histories } from '../charts/series';
import { lastValue } from '../charts/series';
import { axisEnd } from '../panels/clock-ticks';
import { domainHeading } from '../docs/measures';
import { NO_DATA } from '../panels/format';
import type { Series } from '../store/history';
import { live, useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import classes from './dashboard.module.css';
import { type Domain, domainsOf } from './domains';
import { type Golden, goldens } from './golden';
import { Heading, Objectives } from './Objectives';
import { Sparkline } from './Sparkline';

/** How far the small lines look back. [s of simulated time] */
const SPAN = 60;
/** A table of many lines is drawn anew with every third frame: numbers that change faster cannot be read. */
const EVERY = 3;

/** The objectives with their error budgets, and the golden signals of every domain. */
export function Dashboard() {
  const design = useStudio((s) => s.document);
  const domains = useMemo(() => domainsOf(design), [design]);
  const started = useLive((store) => store.frames > 0);
  const missed = useLive((store) => store.slos.filter((slo) => slo.missed).length);
  const [shown, setShown] = useState('domains');
  const revision = useSyncExternalStore(live.subscribe, () => Math.floor(live.frames / EVERY));
  if (!started) return <p className={classes['empty']}>Press Play or Space: the signals of every domain appear here.</p>;
  // A run that has just begun fills its lines; they stretch in steps until the span is full, then it moves.
  const to = live.time < SPAN ? Math.min(SPAN, axisEnd(live.time, 10)) : live.time;
  const from = Math.max(0, to - SPAN);
  return (
    <div className={classes['dashboard']}>
      <SegmentedControl
        size="xs"
        className={classes['choice'] ?? ''}
        aria-label="What the dashboard shows"
        value={shown}
        onChange={setShown}
        data={[
          { value: 'domains', label: 'Domains' },
          { value: 'objectives', label: missed > 0 ? `Objectives, ${missed} missed` : 'Objectives' },
        ]}
      />
      {shown === 'objectives' ? <Objectives from={from} to={to} /> : <Domains domains={domains} from={from} to={to} revision={revision} />}
    </div>
  );
}

interface DomainsProps {
  readonly domains: readonly Domain[];
  readonly from: number;
  readonly to: number;
  readonly revision: number;
}

function Domains({ domains, from, to, revision }: DomainsProps) {
  const design = useStudio((s) => s.document);
  // The revision stands for the live store's contents, which the checker cannot see.
  const drawn = useMemo(
    () => ({ revision, rows: domains.map((domain) => goldens.map((golden) => golden.read(live as Histories, domain, design, from))) }),
    [revision, domains, design, from],
  );
  // A column that says nothing of any domain would only take room.
  const shown = goldens.map((_, column) => drawn.rows.some((row) => row[column] !== undefined && hasNumbers(row[column])));
  return (
    <table className={classes['table']} aria-label="Signals of every domain">
      <thead>
        <tr>
          <th scope="col">Domain</th>
          {goldens.map(
            ({ id, title, definition }, column) =>
              shown[column] && <Heading key={id} title={title} definition={definition} page={domainHeading(title)} />,
          )}
        </tr>
      </thead>
      <tbody>
        {domains.map((domain, row) => (
          <tr key={domain.id}>
            <th scope="row">
              <button
                type="button"
                className={classes['domain']}
                onClick={() => studio.getState().select({ nodes: domain.nodes })}
                title="Select on the canvas"
              >
                {domain.title}
              </button>
            </th>
            {goldens.map((golden, column) => {
              const series = drawn.rows[row]?.[column];
              return shown[column] && series && <Cell key={golden.id} golden={golden} series={series} from={from} to={to} />;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly golden: Golden;
  readonly series: Series;
  readonly from: number;
  readonly to: number;
}

function Cell({ golden, series, from, to }: CellProps) {
  return (
    <td>
      {hasNumbers(series) ? (
        <span className={classes['cell']}>
          <Sparkline series={series} from={from} to={to} least={golden.least} />
          {golden.text(lastValue(series))}
        </span>
      ) : (
        <span className={classes['none']}>{NO_DATA}</span>
      )}
    </td>
  );
}

const hasNumbers = ({ values }: Series): boolean => values.some((value) => !Number.isNaN(value));
