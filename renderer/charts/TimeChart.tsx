import { useElementSize } from '@mantine/hooks';
import { type ScaleLinear, line as lineShape, scaleLinear } from 'd3';
import { memo } from 'react';
import { Tooltip } from '@mantine/core';
import type { Mark } from '../../engine/measure/frame';
import { clockTicks } from '../panels/clock-ticks';
import { formatTick, formatMs, formatNumber, formatShare } from '../panels/format';
import type { Series } from '../store/history';
import { Brush } from './Brush';
import type { ChartSpec } from './chart-specs';
import { breakerWords } from './breaker-words';
import classes from './charts.module.css';
import { useCrosshair } from './hover';
import { lineStyle } from './line-style';
import { Readout, Samples } from './Readout';
import { type DrawnPoint, ceiling, decimate, hasGap, valueAt } from './series';

const LEFT = 46;
const LEFT_OF_WORDS = 56;
const RIGHT = 8;
const TOP = 5;
const BOTTOM = 15;

export interface TimeChartProps {
  readonly spec: ChartSpec;
  /** One for each line of the spec, over the same ticks. */
  readonly data: readonly Series[];
  readonly extra: Series | undefined;
  /** The same lines of the run that this one was forked from, drawn behind them. */
  readonly before: readonly Series[] | null;
  /** Simulated seconds at both ends of the axis. */
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
}

/** One chart over simulated time. It draws from finished numbers and knows nothing of the run. */
export const TimeChart = memo(function TimeChart({ spec, data, extra, before, from, to, marks }: TimeChartProps) {
  const { ref, width, height } = useElementSize();
  const gap = data.some(hasGap);
  return (
    <figure className={classes['chart']} aria-label={`${spec.title}, ${axisUnit[spec.unit] ?? spec.unit}`}>
      <figcaption className={classes['title']}>
        {spec.title}
        {spec.note && <span className={classes['note']}>{spec.note}</span>}
        {extra && <Samples series={extra} />}
        {gap && (
          <Tooltip
            label="Where a line is broken, nothing was measured: no call finished in that second."
            openDelay={250}
            multiline
            maw={220}
          >
            <span className={classes['note']}>gaps</span>
          </Tooltip>
        )}
      </figcaption>
      <Readout spec={spec} data={data} before={before} />
      <div ref={ref} className={classes['plot']}>
        {width > LEFT + RIGHT && height > TOP + BOTTOM && (
          <Plot spec={spec} data={data} before={before} from={from} to={to} marks={marks} width={width} height={height} />
        )}
      </div>
    </figure>
  );
});

interface PlotProps extends Omit<TimeChartProps, 'extra'> {
  readonly width: number;
  readonly height: number;
}

function Plot({ spec, data, before, from, to, marks, width, height }: PlotProps) {
  const left = spec.unit === 'state' ? LEFT_OF_WORDS : LEFT;
  const x = scaleLinear([from, to], [left, width - RIGHT]);
  const y = scaleLinear([0, ceiling(before ? [...data, ...before] : data, spec.least)], [height - BOTTOM, TOP]);
  const inner = width - left - RIGHT;
  const path = lineShape<DrawnPoint>()
    .defined(({ value }) => !Number.isNaN(value))
    .x(({ time }) => x(time))
    .y(({ value }) => y(value));
  const ticks = y
    .ticks(Math.max(2, Math.floor((height - TOP - BOTTOM) / 24)))
    .filter((tick) => spec.unit !== 'state' || Number.isInteger(tick));
  return (
    <svg width={width} height={height} className={classes['svg']} aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={classes['rule']} />
          <text x={left - 5} y={y(tick) + 3} textAnchor="end" className={classes['tick']}>
            {tickText(tick, spec)}
          </text>
        </g>
      ))}
      {clockTicks(to, inner, from, 42).map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={height - 3}
          textAnchor={tick === from ? 'start' : x(tick) > width - 22 ? 'end' : 'middle'}
          className={classes['tick']}
        >
          {formatTick(tick)}
        </text>
      ))}
      <Marks marks={marks} x={x} from={from} to={to} height={height} />
      {before?.map((series, i) => (
        <path key={spec.lines[i]?.title} d={path(decimate(series, from, to, inner)) ?? ''} className={classes['before']} />
      ))}
      {spec.lines.map((line, i) => {
        const series = data[i];
        return (
          series && (
            <path
              key={line.title}
              d={path(decimate(series, from, to, inner)) ?? ''}
              className={classes['line']}
              {...lineStyle(line.style)}
            />
          )
        );
      })}
      <Crosshair spec={spec} data={data} x={x} y={y} top={TOP} bottom={height - BOTTOM} />
      <Brush x={x} top={TOP} bottom={height - BOTTOM} newest={Math.max(data[0]?.times.at(-1) ?? to, before?.[0]?.times.at(-1) ?? 0)} />
    </svg>
  );
}

type Scale = ScaleLinear<number, number>;

/** Faults and breaker trips as thin lines; words for them are on the timeline above. */
function Marks({
  marks,
  x,
  from,
  to,
  height,
}: {
  readonly marks: readonly Mark[];
  readonly x: Scale;
  readonly from: number;
  readonly to: number;
  readonly height: number;
}) {
  return marks
    .filter(({ at, kind }) => shownMarks.has(kind) && at / 1e9 >= from && at / 1e9 <= to)
    .map((mark, i) => (
      <line
        key={`${mark.at}-${i}`}
        x1={x(mark.at / 1e9)}
        x2={x(mark.at / 1e9)}
        y1={TOP}
        y2={height - BOTTOM}
        className={classes['mark']}
        data-kind={mark.kind}
      />
    ));
}
const shownMarks = new Set<Mark['kind']>(['fault-start', 'fault-end', 'breaker-open']);

interface CrosshairProps {
  readonly spec: ChartSpec;
  readonly data: readonly Series[];
  readonly x: Scale;
  readonly y: Scale;
  readonly top: number;
  readonly bottom: number;
}

/** Follows the pointer without drawing the lines again. */
function Crosshair({ spec, data, x, y, top, bottom }: CrosshairProps) {
  const time = useCrosshair();
  const [from = 0, to = 0] = x.domain();
  if (time === null || time < from || time > to) return null;
  return (
    <g className={classes['crosshair']}>
      <line x1={x(time)} x2={x(time)} y1={top} y2={bottom} />
      {spec.lines.map((line, i) => {
        const series = data[i];
        const value = series ? valueAt(series, time, 0.5) : Number.NaN;
        return Number.isNaN(value) ? null : (
          <circle key={line.title} cx={x(time)} cy={y(value)} r={2.5} fill={lineStyle(line.style).stroke} />
        );
      })}
    </g>
  );
}

const axisUnit: Partial<Record<ChartSpec['unit'], string>> = { '1/s': 'per second', share: 'per cent', ms: 'time', state: '' };

function tickText(value: number, { unit }: ChartSpec): string {
  if (unit === 'share') return formatShare(value);
  if (unit === 'ms') return formatMs(value);
  if (unit === 'state') return breakerWords[value] ?? '';
  return value >= 10_000 && value < 1e6 ? `${formatNumber(value / 1000)}\u00a0k` : formatNumber(value);
}
