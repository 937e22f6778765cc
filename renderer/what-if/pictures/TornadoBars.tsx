import { useElementSize } from '@mantine/hooks';
import { scaleLinear } from 'd3';
import type { Explanation } from '../../docs/Explained';
import { about } from '../about';
import { cut } from './cut';
import { extentOf, type Format, type Interval, intervalWords } from './interval';
import { Picture } from './Picture';
import classes from './pictures.module.css';

/** What one parameter does to the figure when it alone is moved. */
export interface TornadoRow {
  readonly id: string;
  readonly title: string;
  /** The figure with the parameter low and high, and those values in words. */
  readonly low: Interval & { readonly at: string };
  readonly high: Interval & { readonly at: string };
  /** False where no difference is shown. */
  readonly matters: boolean;
}

export interface TornadoProps {
  readonly title: string;
  /** What the figure is, told on hover over the title. */
  readonly about?: Explanation | undefined;
  readonly rows: readonly TornadoRow[];
  /** The figure of the design as it is. */
  readonly base: number | null;
  readonly value: Format;
}

const ROW = 26;
const TOP = 20;
const BOTTOM = 20;

/** Which parameter matters most: a bar from the figure with it low to the figure with it high, widest first. */
export function TornadoBars({ title, about: explained, rows, base, value }: TornadoProps) {
  const { ref, width } = useElementSize();
  return (
    <Picture
      title={title}
      about={explained}
      rows={rows}
      columns={[
        { title: 'Parameter', of: (row) => row.title },
        { title: 'Low', of: ({ low }) => `${low.at}: ${intervalWords(low, value)}`, about: about.low },
        { title: 'High', of: ({ high }) => `${high.at}: ${intervalWords(high, value)}`, about: about.high },
        { title: 'Matters', of: ({ matters }) => (matters ? 'yes' : 'no difference shown'), about: about.matters },
      ]}
    >
      <ul className={classes['legend']}>
        <li>
          <svg width={12} height={10} aria-hidden>
            <rect width={12} height={10} className={classes['low']} />
          </svg>
          parameter low
        </li>
        <li>
          <svg width={12} height={10} aria-hidden>
            <rect width={12} height={10} className={classes['high']} />
            <path d="M 0 10 L 10 0 M 4 12 L 14 2" stroke="var(--surface)" />
          </svg>
          parameter high
        </li>
      </ul>
      <div ref={ref}>{width > 300 && <Plot rows={rows} base={base} value={value} title={title} width={width} />}</div>
    </Picture>
  );
}

function Plot({ title, rows, base, value, width }: TornadoProps & { readonly width: number }) {
  const left = Math.min(280, width * 0.34);
  const height = TOP + rows.length * ROW + BOTTOM;
  const means = [base, ...rows.flatMap(({ low, high }) => [low.mean, high.mean])];
  const [least, most] = extentOf(means, false);
  // What cannot be less than nothing has no axis below it.
  const x = scaleLinear([means.every((mean) => (mean ?? 0) >= 0) ? Math.max(0, least) : least, most], [left, width - 70]);
  const middle = x(base ?? 0);
  return (
    <svg
      width={width}
      height={height}
      className={classes['svg']}
      role="img"
      aria-label={`${title}: ${rows.map((row) => row.title).join(', ')}`}
    >
      <defs>
        <pattern id="tornado-high" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={6} height={6} className={classes['high']} />
          <line x1={0} x2={0} y1={0} y2={6} stroke="var(--surface)" strokeWidth={2} />
        </pattern>
      </defs>
      {x.ticks(Math.max(2, Math.floor((width - left) / 110))).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={height - BOTTOM} className={classes['rule']} />
          <text x={x(tick)} y={height - 5} textAnchor="middle" className={classes['tick']}>
            {value(tick)}
          </text>
        </g>
      ))}
      <text x={middle} y={12} textAnchor="middle" className={classes['label']}>
        now {value(base)}
      </text>
      <line x1={middle} x2={middle} y1={TOP - 4} y2={height - BOTTOM} className={classes['zero']} />
      {rows.map((row, i) => {
        const y = TOP + i * ROW + 4;
        return (
          <g key={row.id}>
            <title>{`${row.title}: ${row.low.at} gives ${intervalWords(row.low, value)}, ${row.high.at} gives ${intervalWords(row.high, value)}`}</title>
            <text x={0} y={y + 13} className={classes['label']}>
              {cut(row.title, Math.floor(left / 6.6))}
            </text>
            <g opacity={row.matters ? 1 : 0.45}>
              <Bar from={middle} to={row.low.mean === null ? middle : x(row.low.mean)} y={y} fill="var(--data-1)" />
              <Bar from={middle} to={row.high.mean === null ? middle : x(row.high.mean)} y={y} fill="url(#tornado-high)" />
            </g>
          </g>
        );
      })}
    </svg>
  );
}

const Bar = ({ from, to, y, fill }: { readonly from: number; readonly to: number; readonly y: number; readonly fill: string }) => (
  <rect x={Math.min(from, to)} width={Math.max(1, Math.abs(to - from))} y={y} height={ROW - 9} fill={fill} />
);
