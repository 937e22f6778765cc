import { useElementSize } from '@mantine/hooks';
import { interpolateCividis, scaleBand, scaleSequential } from 'd3';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Explanation } from '../../docs/Explained';
import { cut } from './cut';
import { type Format, type Interval, intervalWords } from './interval';
import { Picture } from './Picture';
import classes from './pictures.module.css';

export interface HeatCell extends Interval {
  /** Says more of the cell in the line below. */
  readonly note?: string;
}

export interface HeatMapProps {
  readonly title: string;
  /** What the figure is, told on hover over the title. */
  readonly about?: Explanation | undefined;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xs: readonly string[];
  readonly ys: readonly string[];
  readonly value: Format;
  /** Null where nothing was measured. */
  readonly cell: (x: number, y: number) => HeatCell | null;
  /** Ends of the scale; those of the values when left out. */
  readonly domain?: readonly [number, number];
}

const LEFT = 92;
const TOP = 6;
const BOTTOM = 38;

/** Values over two things that were varied. Colours from dark to light say the same to those who see fewer of them. */
export function HeatMap(props: HeatMapProps) {
  const { ref, width } = useElementSize();
  const { title, xTitle, yTitle, xs, ys, cell, value } = props;
  return (
    <Picture
      title={title}
      about={props.about}
      rows={ys.map((y, j) => ({ y, cells: xs.map((_, i) => cell(i, j)) }))}
      columns={[
        { title: `${yTitle} \\ ${xTitle}`, of: ({ y }) => y },
        ...xs.map((x, i) => ({
          title: x,
          of: ({ cells }: { readonly cells: readonly (HeatCell | null)[] }) => {
            const at = cells[i];
            return at ? intervalWords(at, value) : '—';
          },
        })),
      ]}
    >
      <div ref={ref}>{width > LEFT + 60 && <Plot {...props} width={width} />}</div>
    </Picture>
  );
}

function Plot({ title, xTitle, yTitle, xs, ys, value, cell, domain, width }: HeatMapProps & { readonly width: number }) {
  const words = useId();
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const inner = Math.min(width - LEFT - 8, Math.max(220, xs.length * 78));
  const rowHeight = Math.max(14, Math.min(30, 320 / ys.length));
  const height = TOP + rowHeight * ys.length + BOTTOM;
  const x = scaleBand<number>(xs.keys(), [LEFT, LEFT + inner]);
  // The first row lies at the bottom, as on any axis.
  const y = scaleBand<number>(ys.keys(), [height - BOTTOM, TOP]);
  const means = ys.flatMap((_, j) => xs.flatMap((__, i) => cell(i, j)?.mean ?? []));
  const [low, high] = domain ?? [Math.min(...means, Infinity), Math.max(...means, -Infinity)];
  const color = scaleSequential(interpolateCividis).domain(low < high ? [low, high] : [low - 1, high + 1]);
  const chosen = at && cell(at.x, at.y);
  const roomy = x.bandwidth() > 54 && rowHeight >= 17;
  const every = Math.ceil(52 / x.bandwidth());
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const from = at ?? { x: 0, y: 0 };
    setAt(at === null ? from : { x: within(from.x + step[0], xs.length), y: within(from.y + step[1], ys.length) });
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Its cells are read by arrow keys. */}
      <svg
        width={width}
        height={height}
        className={classes['svg']}
        role="img"
        aria-label={`${title}. Arrow keys go from cell to cell.`}
        aria-describedby={words}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Its cells are read by arrow keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setAt(null)}
      >
        {ys.map((name, j) => (
          <text key={name} x={LEFT - 6} y={(y(j) ?? 0) + rowHeight / 2 + 4} textAnchor="end" className={classes['tick']}>
            {cut(name, 14)}
          </text>
        ))}
        {xs.map((name, i) =>
          i % every === 0 ? (
            <text key={name} x={(x(i) ?? 0) + x.bandwidth() / 2} y={height - BOTTOM + 15} textAnchor="middle" className={classes['tick']}>
              {cut(name, 14)}
            </text>
          ) : null,
        )}
        <text x={LEFT + inner / 2} y={height - 6} textAnchor="middle" className={classes['tick']}>
          {xTitle} → , {yTitle} ↑
        </text>
        {ys.map((_, j) =>
          xs.map((__, i) => {
            const here = cell(i, j);
            const mean = here?.mean ?? null;
            return (
              <g key={`${i} ${j}`} onPointerEnter={() => setAt({ x: i, y: j })}>
                <rect
                  x={x(i)}
                  y={y(j)}
                  width={x.bandwidth()}
                  height={y.bandwidth()}
                  className={mean === null ? classes['void'] : classes['cell']}
                  {...(mean !== null && { fill: color(mean) })}
                />
                {roomy && (
                  <text
                    x={(x(i) ?? 0) + x.bandwidth() / 2}
                    y={(y(j) ?? 0) + rowHeight / 2 + 4}
                    textAnchor="middle"
                    fontSize={11}
                    // The scale goes from dark to light.
                    fill={mean === null ? 'var(--ink-soft)' : share(mean, low, high) > 0.55 ? '#1b2430' : '#ffffff'}
                  >
                    {value(mean)}
                  </text>
                )}
              </g>
            );
          }),
        )}
        {at && <rect x={x(at.x)} y={y(at.y)} width={x.bandwidth()} height={y.bandwidth()} className={classes['chosen']} />}
      </svg>
      <Scale low={low} high={high} value={value} />
      <p className={classes['readout']} id={words} aria-live="polite">
        {at &&
          `${xTitle} ${xs[at.x]}, ${yTitle} ${ys[at.y]}: ${chosen ? intervalWords(chosen, value) : 'not measured'}${chosen?.note ? `. ${chosen.note}` : ''}`}
      </p>
    </>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
const share = (value: number, low: number, high: number) => (high > low ? (value - low) / (high - low) : 0.5);

/** What the colours mean. */
function Scale({ low, high, value }: { readonly low: number; readonly high: number; readonly value: Format }) {
  if (!(low <= high)) return null;
  const stops = [0, 0.25, 0.5, 0.75, 1].map(interpolateCividis);
  return (
    <div className={classes['scale']}>
      {value(low)}
      <span style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      {value(high)}
    </div>
  );
}
