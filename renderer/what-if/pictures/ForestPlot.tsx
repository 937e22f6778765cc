import { useElementSize } from '@mantine/hooks';
import { scaleSymlog } from 'd3';
import { cut } from './cut';
import type { Explanation } from '../../docs/Explained';
import { formatShare } from '../../panels/format';
import { about } from '../about';
import { type Interval, intervalWords } from './interval';
import { Picture } from './Picture';
import classes from './pictures.module.css';

/** One figure of two designs. */
export interface ForestRow {
  readonly id: string;
  readonly title: string;
  /** What it means, told on hover. */
  readonly about?: Explanation;
  readonly before: string;
  readonly after: string;
  /** after − before as a share of before, with its interval; all null where there is no such share. */
  readonly change: Interval;
  /** The difference itself, in words. */
  readonly difference: string;
  /** Whether it is good news; `same` where no difference is shown. */
  readonly tone: 'better' | 'worse' | 'same';
  readonly words: string;
}

const ROW = 26;
const TOP = 8;
const BOTTOM = 22;
/** Changes larger than this are drawn at the edge, with an arrow. */
const MOST = 20;
const ticks = [-1, -0.5, -0.1, 0, 0.1, 0.5, 1, 4, 20];

/** Differences of two designs, one below the other: a point with its interval, left of the line for less and right of it for more. */
export function ForestPlot({ title, rows }: { readonly title: string; readonly rows: readonly ForestRow[] }) {
  const { ref, width } = useElementSize();
  return (
    <Picture
      title={title}
      rows={rows}
      columns={[
        { title: 'Figure', of: (row) => row.title, explains: (row) => row.about },
        { title: 'Before', of: (row) => row.before, about: about.changeBefore },
        { title: 'After', of: (row) => row.after, about: about.changeAfter },
        { title: 'Difference', of: (row) => row.difference, about: about.difference },
        { title: 'In per cent', of: (row) => intervalWords(row.change, signedShare), about: about.relative },
        { title: 'Verdict', of: (row) => row.words, about: about.verdict },
      ]}
    >
      <div ref={ref}>{width > 0 && <Plot rows={rows} width={width} title={title} />}</div>
    </Picture>
  );
}

export const signedShare = (value: number | null): string => `${value !== null && value > 0 ? '+' : ''}${formatShare(value)}`;

function Plot({ rows, width, title }: { readonly rows: readonly ForestRow[]; readonly width: number; readonly title: string }) {
  const left = Math.min(230, width * 0.3);
  const right = Math.min(250, width * 0.36);
  const height = TOP + rows.length * ROW + BOTTOM;
  const known = rows.flatMap(({ change: { low, high, mean } }) => [low, high, mean]).filter((value) => value !== null);
  const most = Math.min(MOST, Math.max(0.2, ...known));
  const least = Math.max(-1.2, Math.min(-0.2, ...known));
  const x = scaleSymlog([least, most], [left, width - right])
    .constant(0.1)
    .clamp(true);
  const shown = ticks.filter((tick) => tick >= least && tick <= most);
  return (
    <svg
      width={width}
      height={height}
      className={classes['svg']}
      role="img"
      aria-label={`${title}: ${rows.map((row) => `${row.title} ${row.words}`).join('; ')}`}
    >
      {shown.map((tick, i) => {
        const close = i > 0 && x(tick) - x(shown[i - 1] ?? 0) < 34 && tick !== 0;
        return (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={height - BOTTOM} className={tick === 0 ? classes['zero'] : classes['rule']} />
            {!close && (
              <text x={x(tick)} y={height - 7} textAnchor="middle" className={classes['tick']}>
                {tick === 0 ? 'same' : signedShare(tick)}
              </text>
            )}
          </g>
        );
      })}
      {rows.map((row, i) => (
        <Row key={row.id} row={row} y={TOP + (i + 0.5) * ROW} x={x} left={left} right={width - right} />
      ))}
    </svg>
  );
}

interface RowProps {
  readonly row: ForestRow;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly left: number;
  readonly right: number;
}

function Row({ row, y, x, left, right }: RowProps) {
  const { mean, low, high } = row.change;
  const tone = classes[row.tone];
  return (
    <g className={tone}>
      <title>{`${row.title}: ${row.before} → ${row.after}; difference ${row.difference}. ${row.words}`}</title>
      <text x={0} y={y + 4} className={classes['label']}>
        {cut(row.title, Math.floor(left / 6.4))}
      </text>
      {low !== null && high !== null && <line x1={x(low)} x2={x(high)} y1={y} y2={y} className={classes['whisker']} />}
      {mean === null ? null : Math.abs(mean) > MOST ? (
        <path d={`M ${x(mean) - 6} ${y - 6} l 9 6 l -9 6 z`} className={`${classes['point']} ${tone}`} />
      ) : row.tone === 'same' ? (
        <circle cx={x(mean)} cy={y} r={4.5} className={`${classes['point']} ${tone}`} />
      ) : (
        <rect x={x(mean) - 4.5} y={y - 4.5} width={9} height={9} className={classes['point']} />
      )}
      <text x={right + 14} y={y + 4} className={classes['label']}>
        {row.before} → {row.after}
        <tspan className={classes['soft']} dx={6}>
          {row.tone === 'same' ? 'no difference shown' : row.tone}
        </tspan>
      </text>
    </g>
  );
}
