import { SegmentedControl } from '@mantine/core';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Histories } from '../charts/series';
import { lastValue } from '../charts/series';
import { axisEnd } from '../panels/clock-ticks';
import { NO_DATA } from '../panels/format';
import { live, useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import classes from './dashboard.module.css';
import { type Domain, domainsOf } from './domains';
import { goldens } from './golden';
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
  return (
    <table className={classes['table']} aria-label="Signals of every domain">
      <thead>
        <tr>
          <th scope="col">Domain</th>
          {goldens.map(({ id, title, definition }) => (
            <Heading key={id} title={title} definition={definition} />
          ))}
        </tr>
      </thead>
      <tbody>
        {domains.map((domain) => (
          <Row key={domain.id} domain={domain} from={from} to={to} revision={revision} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly domain: Domain;
  readonly from: number;
  readonly to: number;
  readonly revision: number;
}

function Row({ domain, from, to, revision }: RowProps) {
  const design = useStudio((s) => s.document);
  // The revision stands for the live store's contents, which the checker cannot see.
  const cells = useMemo(
    () => ({ revision, all: goldens.map((golden) => ({ golden, series: golden.read(live as Histories, domain, design, from) })) }),
    [revision, domain, design, from],
  );
  const select = () => studio.getState().select({ nodes: domain.nodes });
  return (
    <tr>
      <th scope="row">
        <button type="button" className={classes['domain']} onClick={select} title="Select on the canvas">
          {domain.title}
        </button>
      </th>
      {cells.all.map(({ golden, series }) => {
        const value = lastValue(series);
        const none = series.values.length === 0 || series.values.every((one) => Number.isNaN(one));
        return (
          <td key={golden.id}>
            {none ? (
              <span className={classes['none']}>{NO_DATA}</span>
            ) : (
              <span className={classes['cell']}>
                <Sparkline series={series} from={from} to={to} least={golden.least} />
                {golden.text(value)}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
