import { Tooltip } from '@mantine/core';
import type { Series } from '../store/history';
import { NO_DATA, formatCount, formatUnit } from '../panels/format';
import { breakerWords } from './breaker-words';
import type { ChartSpec } from './chart-specs';
import classes from './charts.module.css';
import { useHover } from './hover';
import { lineStyle } from './line-style';
import { lastValue, valueAt } from './series';

export interface ReadoutProps { readonly spec: ChartSpec; readonly data: readonly Series[]; readonly extra: Series | undefined }

/** Legend and values in one: under the crosshair, or else the newest. */
export function Readout({ spec, data, extra }: ReadoutProps) {
  const time = useHover((hover) => hover.time);
  const valueOf = (series: Series | undefined) => (series === undefined ? Number.NaN : time === null ? lastValue(series) : valueAt(series, time, 0.5));
  return (
    <ul className={classes['readout']}>
      {spec.lines.map((line, i) => (
        <Tooltip key={line.title} label={line.description} openDelay={350} multiline maw={260}>
          <li>
            <svg width={16} height={8} aria-hidden><line x1={0} x2={16} y1={4} y2={4} strokeWidth={2} {...lineStyle(line.style)} /></svg>
            {line.title} <b>{valueText(valueOf(data[i]), spec)}</b>
          </li>
        </Tooltip>
      ))}
      {spec.extra && <li>n <b>{formatCount(valueOf(extra))}</b></li>}
    </ul>
  );
}

function valueText(value: number, { unit }: ChartSpec): string {
  if (unit === 'state') return breakerWords[value] ?? NO_DATA;
  return formatUnit(value, unit === 'calls' || unit === 'messages' ? 'samples' : unit);
}
