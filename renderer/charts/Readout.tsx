import { Explained } from '../docs/Explained';
import { MEASURES } from '../docs/measures';
import type { Series } from '../store/history';
import { NO_DATA, formatCount, formatUnit } from '../panels/format';
import { breakerWords } from './breaker-words';
import type { ChartSpec } from './chart-specs';
import { headingOf } from './heading';
import classes from './charts.module.css';
import { useCrosshair } from './hover';
import { lineStyle } from './line-style';
import { lastValue, valueAt } from './series';

export interface ReadoutProps {
  readonly spec: ChartSpec;
  readonly data: readonly Series[];
  /** The same of the run that this one was forked from. */
  readonly before: readonly Series[] | null;
}

/** Legend and values in one: under the crosshair, or else the newest. */
export function Readout({ spec, data, before }: ReadoutProps) {
  const valueOf = useValueOf();
  const time = useCrosshair();
  return (
    <ul className={classes['readout']}>
      {spec.lines.length === 0 && <li>{spec.none}</li>}
      {spec.lines.map((line, i) => (
        <Explained key={line.title} words={line.description} page={MEASURES} heading={headingOf(line.source)} openDelay={350}>
          <li>
            <svg width={16} height={8} aria-hidden>
              <line x1={0} x2={16} y1={4} y2={4} strokeWidth={2} {...lineStyle(line.style)} />
            </svg>
            {line.title} <b>{valueText(valueOf(data[i]), spec)}</b>
            {before && time !== null && <span title="In the original">({valueText(valueOf(before[i]), spec)})</span>}
          </li>
        </Explained>
      ))}
    </ul>
  );
}

/** How many samples the lines above come from. */
export function Samples({ series }: { readonly series: Series }) {
  const valueOf = useValueOf();
  return <span className={classes['note']}>n = {formatCount(valueOf(series))}</span>;
}

function useValueOf() {
  const time = useCrosshair();
  return (series: Series | undefined) =>
    series === undefined ? Number.NaN : time === null ? lastValue(series) : valueAt(series, time, 0.5);
}

function valueText(value: number, { unit }: ChartSpec): string {
  if (unit === 'state') return breakerWords[value] ?? NO_DATA;
  return formatUnit(value, unit === 'calls' || unit === 'messages' ? 'samples' : unit);
}
