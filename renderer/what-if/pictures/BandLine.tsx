import { useElementSize } from '@mantine/hooks';
import { area, line, scaleLinear, scaleLog } from 'd3';
import { useId, useState } from 'react';
import { lineStyle } from '../../charts/line-style';
import type { Explanation } from '../../docs/Explained';
import { extentOf, type Format, type Interval, intervalWords } from './interval';
import { Picture } from './Picture';
import classes from './pictures.module.css';
import { useSteps } from './use-steps';

export interface BandPoint extends Interval {
  readonly x: number;
}
export interface BandSeries {
  readonly title: string;
  readonly points: readonly BandPoint[];
}

export interface BandLineProps {
  readonly title: string;
  /** What the figure is, told on hover over the title. */
  readonly about?: Explanation | undefined;
  readonly xTitle: string;
  readonly x: Format;
  readonly y: Format;
  readonly series: readonly BandSeries[];
  readonly log?: boolean;
  /** A bound that the figure should keep. */
  readonly limit?: { readonly at: number; readonly title: string } | undefined;
  /** A place on the axis that was looked for, with its interval. */
  readonly found?: (Interval & { readonly title: string }) | undefined;
  /** Dots at the places that were measured; lines over time have none. */
  readonly dots?: boolean;
  readonly height?: number;
}

const LEFT = 58;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 32;

/** Means over something that was varied, each with its interval as a band. */
export function BandLine(props: BandLineProps) {
  const { ref, width } = useElementSize();
  const { title, series, xTitle, x, y } = props;
  const places = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))].toSorted((a, b) => a - b);
  return (
    <Picture
      title={title}
      about={props.about}
      rows={places}
      columns={[
        { title: xTitle, of: (place) => x(place) },
        ...series.map((one) => ({
          title: one.title,
          of: (place: number) => {
            const point = one.points.find((each) => each.x === place);
            return point ? intervalWords(point, y) : '—';
          },
        })),
      ]}
    >
      {series.length > 1 && <Legend series={series} />}
      <div ref={ref}>{width > LEFT + RIGHT + 20 && <Plot {...props} places={places} width={width} />}</div>
    </Picture>
  );
}

const Legend = ({ series }: { readonly series: readonly BandSeries[] }) => (
  <ul className={classes['legend']}>
    {series.map(({ title }, i) => (
      <li key={title}>
        <svg width={22} height={8} aria-hidden>
          <line x1={0} x2={22} y1={4} y2={4} strokeWidth={2} {...lineStyle(i)} />
        </svg>
        {title}
      </li>
    ))}
  </ul>
);

type PlotProps = BandLineProps & { readonly places: readonly number[]; readonly width: number };

function Plot({
  title,
  xTitle,
  x: xWords,
  y: yWords,
  series,
  log = false,
  limit,
  found,
  dots = true,
  height = 220,
  places,
  width,
}: PlotProps) {
  const words = useId();
  const [at, setAt] = useState<number | null>(null);
  const { onKeyDown } = useSteps(places.length, at, setAt);
  const [first = 0, last = 1] = [places[0], places.at(-1)];
  const range = [LEFT, width - RIGHT];
  const x = log && first > 0 ? scaleLog([first, last], range) : scaleLinear([first, last === first ? first + 1 : last], range);
  const means = series.flatMap(({ points }) => points.map(({ mean }) => mean));
  // What was never below zero cannot be: an interval of few runs may say so all the same.
  const floor = means.every((mean) => mean === null || mean >= 0) ? 0 : -Infinity;
  const values = series.flatMap(({ points }) =>
    points.flatMap(({ mean, low, high }) => [mean, low === null ? null : Math.max(floor, low), high]),
  );
  const y = scaleLinear(extentOf([...values, limit?.at]), [height - BOTTOM, TOP]);
  const shape = line<BandPoint>()
    .defined(({ mean }) => mean !== null)
    .x((point) => x(point.x))
    .y(({ mean }) => y(mean ?? 0));
  const band = area<BandPoint>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x((point) => x(point.x))
    .y0(({ low }) => y(Math.max(floor, low ?? 0)))
    .y1(({ high }) => y(high ?? 0));
  const place = at === null ? undefined : places[at];
  const nearest = (clientX: number, left: number) =>
    places.reduce((best, each, i) => (Math.abs(x(each) - clientX + left) < Math.abs(x(places[best] ?? 0) - clientX + left) ? i : best), 0);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Its numbers are read by arrow keys. */}
      <svg
        width={width}
        height={height}
        className={classes['svg']}
        role="img"
        aria-label={`${title}. Arrow keys go along it.`}
        aria-describedby={words}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Its numbers are read by arrow keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setAt(nearest(event.clientX, event.currentTarget.getBoundingClientRect().left))}
        onPointerLeave={() => setAt(null)}
      >
        {y.ticks(Math.max(2, Math.floor(height / 44))).map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className={classes['rule']} />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className={classes['tick']}>
              {yWords(tick)}
            </text>
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor(width / 90))).map((tick, i, all) => (
          <text
            key={tick}
            x={x(tick)}
            y={height - BOTTOM + 15}
            textAnchor={i === all.length - 1 && x(tick) > width - 40 ? 'end' : 'middle'}
            className={classes['tick']}
          >
            {log && all.length > 12 && !/^[125]/.test(String(tick)) ? '' : xWords(tick)}
          </text>
        ))}
        <text x={(LEFT + width - RIGHT) / 2} y={height - 2} textAnchor="middle" className={classes['tick']}>
          {xTitle}
        </text>
        {found?.low !== undefined && found.low !== null && found.high !== null && (
          <rect
            x={x(Math.max(first, found.low))}
            width={Math.max(1, x(Math.min(last, found.high)) - x(Math.max(first, found.low)))}
            y={TOP}
            height={height - TOP - BOTTOM}
            className={classes['foundBand']}
          />
        )}
        {found && found.mean !== null && (
          <g>
            <line x1={x(found.mean)} x2={x(found.mean)} y1={TOP} y2={height - BOTTOM} className={classes['found']} />
            <text
              x={x(found.mean) + (x(found.mean) > width / 2 ? -5 : 5)}
              y={TOP + 10}
              textAnchor={x(found.mean) > width / 2 ? 'end' : 'start'}
              className={classes['label']}
            >
              {found.title}
            </text>
          </g>
        )}
        {limit && (
          <g>
            <line x1={LEFT} x2={width - RIGHT} y1={y(limit.at)} y2={y(limit.at)} className={classes['limit']} />
            <text x={LEFT + 4} y={y(limit.at) - 4} className={classes['tick']}>
              {limit.title}
            </text>
          </g>
        )}
        {series.map(({ title: name, points }, i) => (
          <g key={name}>
            <path d={band(points) ?? ''} fill={lineStyle(i).stroke} className={classes['band']} />
            <path d={shape(points) ?? ''} className={classes['line']} {...lineStyle(i)} />
            {dots &&
              points.map((point) =>
                point.mean === null ? null : <circle key={point.x} cx={x(point.x)} cy={y(point.mean)} r={2.5} fill={lineStyle(i).stroke} />,
              )}
          </g>
        ))}
        {place !== undefined && <line x1={x(place)} x2={x(place)} y1={TOP} y2={height - BOTTOM} className={classes['cursor']} />}
      </svg>
      <p className={classes['readout']} id={words} aria-live="polite">
        {place !== undefined &&
          `${xTitle} ${xWords(place)}: ${series
            .map((one) => {
              const point = one.points.find((each) => each.x === place);
              return `${series.length > 1 ? `${one.title} ` : ''}${point ? intervalWords(point, yWords) : '—'}`;
            })
            .join(', ')}`}
      </p>
    </>
  );
}
