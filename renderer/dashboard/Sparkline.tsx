import { line as lineShape, max, scaleLinear } from 'd3';
import { memo } from 'react';
import { decimate, type DrawnPoint } from '../charts/series';
import type { Series } from '../store/history';
import classes from './dashboard.module.css';

const WIDTH = 56;
const HEIGHT = 18;

interface SparklineProps {
  readonly series: Series;
  /** Simulated seconds at both ends. */
  readonly from: number;
  readonly to: number;
  /** The top stands for at least this much. */
  readonly least: number;
  /** A value of its own worth, drawn as a thin line. */
  readonly rule?: number;
}

/** A line without axes, beside the number that it led to. */
export const Sparkline = memo(function Sparkline({ series, from, to, least, rule }: SparklineProps) {
  const finite = series.values.filter((value) => Number.isFinite(value));
  const x = scaleLinear([from, to], [1, WIDTH - 1]);
  const y = scaleLinear([0, Math.max(least, max(finite) ?? 0)], [HEIGHT - 1.5, 1.5]);
  const path = lineShape<DrawnPoint>()
    .defined(({ value }) => Number.isFinite(value))
    .x(({ time }) => x(time))
    .y(({ value }) => y(value));
  return (
    <svg width={WIDTH} height={HEIGHT} className={classes['spark']} aria-hidden>
      {rule !== undefined && <line x1={0} x2={WIDTH} y1={y(rule)} y2={y(rule)} className={classes['rule']} />}
      <path d={path(decimate(series, from, to, WIDTH)) ?? ''} />
    </svg>
  );
});
