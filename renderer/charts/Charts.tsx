import { Button, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { nodeKinds } from '../../engine/nodes/registry';
import { type LiveStore, live, useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { axisEnd } from '../panels/clock-ticks';
import { formatTick } from '../panels/format';
import { type ChartSpec, chartSet } from './chart-specs';
import classes from './charts.module.css';
import type { RunHistories } from '../store/run-histories';
import { type Histories, readSource, until, withNumbers } from './series';
import { TimeChart } from './TimeChart';
import { useZoom, zoomOut } from './zoom';

const windows = [
  { value: '30', label: '30 s' },
  { value: '120', label: '2 min' },
  { value: 'all', label: 'All' },
];
/** More charts than this stand in two rows. */
const MOST_ABREAST = 6;
/** A longer window moves less, and copies more: it is drawn less often. [s of simulated time] */
const REST = 300;
/** How much of what the original did next is shown beside a fork. [s] */
const AHEAD = 20;

/** Charts of the selection over simulated time; of the whole system while nothing is selected. */
export function Charts() {
  const design = useStudio((s) => s.document);
  const selection = useStudio((s) => s.selection);
  const [window, setWindow] = useState('120');
  const { subject, charts } = useMemo(() => chartSet(design, selection), [design, selection]);
  const started = useLive((store) => store.frames > 0);
  const compared = useStudio((s) => s.original !== null && s.original.forkAt !== null);
  const range = useZoom((zoom) => zoom.range);
  const opening = useStudio((s) => s.opening);
  // Another design has another past.
  useEffect(zoomOut, [opening]);
  return (
    <div className={classes['charts']}>
      <div className={classes['bar']}>
        <h2 className={classes['subject']}>
          {subject}
          {compared && (
            <span className={classes['note']}>
              <svg width={16} height={8} aria-hidden>
                <line x1={0} x2={16} y1={4} y2={4} className={classes['before']} />
              </svg>{' '}
              the original, before the fork
            </span>
          )}
        </h2>
        {range && (
          <Button size="compact-xs" variant="light" rightSection={<IconX size={12} aria-hidden />} onClick={zoomOut}>
            {formatTick(range.from)} to {formatTick(range.to)}
          </Button>
        )}
        <SegmentedControl
          size="xs"
          className={classes['window'] ?? ''}
          data={windows}
          value={range ? '' : window}
          onChange={(next) => {
            zoomOut();
            setWindow(next);
          }}
          aria-label="Time window of the charts"
        />
      </div>
      {charts.length === 0 || !started ? <Empty hasCharts={charts.length > 0} /> : <ChartGrid charts={charts} window={window} />}
    </div>
  );
}

function Empty({ hasCharts }: { readonly hasCharts: boolean }) {
  const phase = useStudio((s) => s.run.phase);
  const words = !hasCharts
    ? `Nothing sends requests yet. Put ${nodeKinds.client.title} on the canvas and draw a link from them to what they call.`
    : phase === 'failed'
      ? 'The design does not run yet. The problems in the inspector say what to do.'
      : phase === 'running'
        ? 'The run starts.'
        : 'Press Play or Space: the numbers of the run appear here.';
  return <p className={classes['empty']}>{words}</p>;
}

function ChartGrid({ charts, window }: { readonly charts: readonly ChartSpec[]; readonly window: string }) {
  const range = useZoom((zoom) => zoom.range);
  const revision = useRevision(window === 'all');
  const marks = useLive((store) => store.marks);
  // The revision stands for the live store's contents, which the checker cannot see.
  const original = useStudio((s) => (s.original && s.original.forkAt !== null ? s.original.histories : null));
  const drawn = useMemo(
    () => ({ revision, ...read(live, original, charts, range ?? windowOf(live, original, window)) }),
    [revision, original, charts, range, window],
  );
  return (
    <div className={classes['grid']} style={{ '--charts': Math.min(MOST_ABREAST, drawn.charts.length) } as React.CSSProperties}>
      {drawn.charts.map(({ spec, data, extra, before }) => (
        <TimeChart key={spec.title} spec={spec} data={data} extra={extra} before={before} from={drawn.from} to={drawn.to} marks={marks} />
      ))}
    </div>
  );
}

/** Changes with every frame, or with about every fifth when the whole of a long run is shown, and when one looks elsewhere. */
function useRevision(all: boolean): string {
  return useSyncExternalStore(
    live.subscribe,
    () => `${all && live.time > REST ? Math.floor(live.frames / 5) : live.frames} ${live.looking}`,
  );
}

/** The stretch that the chosen window shows now. [s] */
function windowOf(store: LiveStore, original: RunHistories | null, window: string) {
  const span = window === 'all' ? Number.POSITIVE_INFINITY : Number(window);
  // A run that has just begun fills its charts; they stretch in steps until the window is full, then it moves.
  const end = original ? Math.max(store.time, Math.min(original.time, store.time + AHEAD)) : store.time;
  const newest = end < span ? Math.min(span, axisEnd(end, 10)) : end;
  const looking = store.looking ?? store.time;
  // The moment that one looks at is in the window, with what came before and after it.
  const to = looking < newest - span ? Math.min(newest, Math.max(span, looking + span / 2)) : newest;
  return { from: Math.max(0, to - span), to };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function read(store: LiveStore, original: RunHistories | null, charts: readonly ChartSpec[], { from, to }: Stretch) {
  return {
    from,
    to,
    charts: charts.flatMap((spec) => {
      const linesOf = (histories: Histories) => spec.lines.map(({ source }) => until(readSource(histories, source, from), to));
      const extra = spec.extra && until(readSource(store, spec.extra.source, from), to);
      const drawn = { ...withNumbers(spec, linesOf(store), original && linesOf(original)), extra };
      return spec.ifAny && drawn.spec.lines.length === 0 ? [] : [drawn];
    }),
  };
}
