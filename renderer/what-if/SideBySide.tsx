import { Slider, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { NodeColumn } from '../../engine/measure/columns';
import type { Problem } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import { chartSet, type ChartSpec } from '../charts/chart-specs';
import { readSource } from '../charts/series';
import { formatTick, formatUnit } from '../panels/format';
import { Problems } from '../panels/Problems';
import { Diagram, healthsAt } from './Diagram';
import { BandLine, type BandSeries } from './pictures/BandLine';
import { type Rehearsal, rehearse } from './rehearse';
import classes from './what-if.module.css';

/** A side of a comparison. */
export interface Side {
  readonly title: string;
  readonly design: Design;
}

interface SideBySideProps {
  readonly before: Side;
  readonly after: Side;
  readonly seed: number;
  /** Simulated time of a run. [s] */
  readonly seconds: number;
}

/** Longer runs are shown from their beginning to here. [s] */
const MOST_SECONDS = 300;
const POINTS = 160;

/** One run of each side with the same luck: the canvas of both at a moment, and what went on over time. */
export function SideBySide({ before, after, seed, seconds }: SideBySideProps) {
  const pair = usePair(before.design, after.design, seed, Math.min(seconds, MOST_SECONDS));
  if (pair === null) {
    return (
      <Text size="sm" c="dimmed" role="status">
        Running both once more for the pictures…
      </Text>
    );
  }
  if ('problems' in pair) return <Problems problems={pair.problems} />;
  return <Pictures one={pair.one} other={pair.other} titles={[before.title, after.title]} seed={seed} />;
}

type Pair = { readonly one: Rehearsal; readonly other: Rehearsal } | { readonly problems: readonly Problem[] };

function usePair(before: Design, after: Design, seed: number, seconds: number): Pair | null {
  const [pair, setPair] = useState<Pair | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    setPair(null);
    const both = async () => {
      const one = await rehearse(before, { seed, seconds }, leaving.signal);
      const other = await rehearse(after, { seed, seconds }, leaving.signal);
      if (leaving.signal.aborted) return;
      if (!one.ok) setPair({ problems: one.problems });
      else if (!other.ok) setPair({ problems: other.problems });
      else setPair({ one: one.value, other: other.value });
    };
    // Who left wants no pictures; a worker that died leaves the numbers, which are the answer.
    both().catch(() => undefined);
    return () => leaving.abort();
  }, [before, after, seed, seconds]);
  return pair;
}

interface PicturesProps {
  readonly one: Rehearsal;
  readonly other: Rehearsal;
  readonly titles: readonly [string, string];
  readonly seed: number;
}

function Pictures({ one, other, titles, seed }: PicturesProps) {
  const end = Math.min(one.time, other.time);
  const [moment, setMoment] = useState(end);
  const at = (run: Rehearsal) => ({
    design: run.design,
    value: (node: string, column: NodeColumn) => run.histories.nodeAt(node, column, moment),
    faults: run.histories.faultsAt(moment),
  });
  const [left, right] = [at(one), at(other)];
  const [a, b] = [healthsAt(left), healthsAt(right)];
  const differ = new Set([...a.keys(), ...b.keys()].filter((id) => a.get(id) !== b.get(id)));
  return (
    <>
      <div className={classes['sides']}>
        {[left, right].map((side, i) => (
          <figure key={titles[i]} className={classes['side']} aria-label={`${i === 0 ? 'Before' : 'After'}: ${titles[i]}`}>
            <figcaption>
              <strong>{i === 0 ? 'Before' : 'After'}:</strong> {titles[i]}
            </figcaption>
            <Diagram {...side} title={titles[i] ?? ''} differ={differ} />
          </figure>
        ))}
      </div>
      <div className={classes['moment']}>
        <span>
          At {formatTick(moment)} of one run of each, both with seed {seed}. A thick frame: its state is another one.
        </span>
        <Slider
          thumbLabel="Moment that is shown"
          min={0}
          max={end}
          step={0.2}
          value={moment}
          onChange={setMoment}
          label={formatTick}
          size="sm"
        />
      </div>
      <Overlays one={one} other={other} />
    </>
  );
}

/** The charts of the whole system, both runs in each. */
function Overlays({ one, other }: Pick<PicturesProps, 'one' | 'other'>) {
  const charts = useMemo(() => overlays(one, other), [one, other]);
  return (
    <div className={classes['charts']}>
      {charts.map(({ title, unit, series }) => (
        <BandLine
          key={title}
          title={title}
          xTitle="time"
          x={(value) => formatTick(value ?? 0)}
          y={(value) => formatUnit(value, unit)}
          series={series}
          dots={false}
          height={150}
        />
      ))}
    </div>
  );
}

interface Overlay {
  readonly title: string;
  readonly unit: ChartSpec['unit'];
  readonly series: readonly BandSeries[];
}

/** Lines that say most of a whole system, by the ids of their columns. */
const wanted: readonly NodeColumn[] = ['goodput', 'p99', 'failures', 'inFlight'];

function overlays(one: Rehearsal, other: Rehearsal): Overlay[] {
  const set = chartSet(one.design, { nodes: [], links: [] });
  return wanted.flatMap((column) => {
    for (const spec of [...set.charts, failures(set.charts)]) {
      const line = spec?.lines.find(({ source }) => source.of === 'node' && source.column === column);
      if (!spec || !line) continue;
      const read = (run: Rehearsal, title: string): BandSeries => {
        const { times, values } = readSource(run.histories, line.source, 0);
        const step = Math.max(1, Math.ceil(times.length / POINTS));
        const points = Array.from(times)
          .filter((_, i) => i % step === 0)
          .map((x, i) => {
            const value = values[i * step] ?? Number.NaN;
            return { x, mean: Number.isNaN(value) ? null : value, low: null, high: null };
          });
        return { title, points };
      };
      return [{ title: line.title, unit: spec.unit, series: [read(one, 'before'), read(other, 'after')] }];
    }
    return [];
  });
}

/** All failures of the clients together: the charts of the studio tell them by cause. */
function failures(charts: readonly ChartSpec[]): ChartSpec | undefined {
  const source = charts[0]?.lines[0]?.source;
  if (source?.of !== 'node') return undefined;
  return {
    title: 'Failures',
    unit: '1/s',
    least: 1,
    lines: [{ title: 'Failures', description: '', style: 0, source: { ...source, column: 'failures', combine: 'sum' } }],
  };
}
