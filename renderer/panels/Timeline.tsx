import { useElementSize } from '@mantine/hooks';
import { scaleLinear } from 'd3';
import { useMemo, useState } from 'react';
import { ScriptRow, scriptHeight } from '../fault-script/ScriptRow';
import { scriptBars } from '../fault-script/script';
import { useLive } from '../store/live';
import { studio, useStudio } from '../store/studio';
import { Playhead } from '../time/Playhead';
import { formatTick } from './format';
import { TimelineWords } from './TimelineWords';
import { type Bar, type Point, type Row, timelineRows } from './timeline-rows';
import { barText, pointText } from './timeline-text';
import { axisEnd, clockTicks } from './clock-ticks';
import classes from './timeline.module.css';

const LABEL = 62;
const RIGHT = 12;
const AXIS = 15;
const LEVEL = 8;
const GAP = 5;
/** A run that has just begun is not stretched over the whole width. [s] */
const LEAST = 30;

interface Hover {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The whole run: faults, breaker trips, breached objectives and edits, each in a row of its own. */
export function Timeline() {
  const { ref, width } = useElementSize();
  const rows = useTimelineRows();
  const end = useLive((live) => axisEnd(live.time, LEAST));
  const before = useStudio((s) => s.original?.time ?? 0);
  const faults = useStudio((s) => s.document.faults);
  const script = scriptHeight(faults);
  const planned = scriptBars(faults ?? []).reduce((latest, bar) => Math.max(latest, bar.end ?? bar.start), 0);
  const last = rows.flatMap(({ bars }) => bars).reduce((latest, bar) => Math.max(latest, (bar.end ?? bar.start) / 1e9), before);
  const furthest = axisEnd(Math.max(end, last, planned), LEAST);
  const [hover, setHover] = useState<Hover | null>(null);
  const x = scaleLinear([0, furthest], [LABEL, Math.max(LABEL + 1, width - RIGHT)]);
  const tops = rows.map((_, i) => AXIS + script + rows.slice(0, i).reduce((sum, row) => sum + rowHeight(row), 0));
  const height =
    AXIS +
    script +
    Math.max(
      12,
      rows.reduce((sum, row) => sum + rowHeight(row), 0),
    ) +
    2;
  // Below the lines there is room for words that nothing runs through.
  const lines = rows.length === 0 ? AXIS + script : height;
  return (
    <div ref={ref} className={classes['timeline']} role="group" aria-label="Timeline">
      <svg width={width} height={height} className={classes['svg']} aria-hidden>
        <Axis ticks={clockTicks(furthest, width)} x={x} height={lines} />
        {rows.length === 0 && (
          <text x={LABEL} y={height - 3} className={classes['empty']}>
            Faults, breaker trips, breached objectives and edits appear here.
          </text>
        )}
        {rows.map((row, i) => (
          <RowMarks key={row.kind} row={row} top={tops[i] ?? 0} x={x} onHover={setHover} />
        ))}
        <Fork x={x} height={lines} />
        <Now x={x} height={lines} />
      </svg>
      <Playhead left={LABEL} width={Math.max(1, width - RIGHT - LABEL)} height={AXIS} end={furthest} />
      <ScriptRow left={LABEL} width={Math.max(1, width - RIGHT - LABEL)} top={AXIS + 1} end={furthest} />
      {hover && (
        <div className={classes['hover']} style={hoverPlace(hover, width)}>
          {hover.text}
        </div>
      )}
      <TimelineWords rows={rows} />
    </div>
  );
}

type Scale = (value: number) => number;
const rowHeight = (row: Row) => row.levels * LEVEL + GAP;
/** Stays beside the mark and inside the panel. */
const hoverPlace = ({ x, y }: Hover, width: number) => (x > width / 2 ? { right: width - x + 8, top: y } : { left: x + 8, top: y });

function useTimelineRows(): readonly Row[] {
  const marks = useLive((live) => live.marks);
  const design = useStudio((s) => s.document);
  const injected = useStudio((s) => s.injected);
  return useMemo(() => timelineRows({ marks, design, injected }), [marks, design, injected]);
}

function Axis({ ticks, x, height }: { readonly ticks: readonly number[]; readonly x: Scale; readonly height: number }) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={x(tick)} x2={x(tick)} y1={AXIS - 3} y2={height} className={classes['grid']} />
      <text x={x(tick)} y={AXIS - 5} textAnchor={tick === ticks.at(-1) ? 'end' : 'middle'} className={classes['tick']}>
        {formatTick(tick)}
      </text>
    </g>
  ));
}

/** Moves ten times a second without the rest of the timeline. The moment that one looks at has a line beside that of now. */
function Now({ x, height }: { readonly x: Scale; readonly height: number }) {
  const now = useLive((live) => live.time);
  const looking = useLive((live) => live.looking);
  return (
    <>
      <line x1={x(now)} x2={x(now)} y1={AXIS - 3} y2={height} className={classes['now']} data-left={looking !== null || undefined} />
      {looking !== null && <line x1={x(looking)} x2={x(looking)} y1={AXIS - 3} y2={height} className={classes['now']} />}
    </>
  );
}

/** Where this run left the original, and how far that one went. */
function Fork({ x, height }: { readonly x: Scale; readonly height: number }) {
  const original = useStudio((s) => s.original);
  if (!original || original.forkAt === null) return null;
  const [left, right] = [x(original.forkAt), x(original.time)];
  return (
    <g className={classes['fork']}>
      <line x1={left} x2={left} y1={AXIS - 3} y2={height} />
      <line x1={left} x2={right} y1={AXIS - 2} y2={AXIS - 2} />
      <circle cx={left} cy={AXIS - 2} r={2.5} />
    </g>
  );
}

interface RowMarksProps {
  readonly row: Row;
  readonly top: number;
  readonly x: Scale;
  readonly onHover: (hover: Hover | null) => void;
}

function RowMarks({ row, top, x, onHover }: RowMarksProps) {
  const middle = top + (row.levels * LEVEL) / 2 + 3;
  return (
    <g>
      <text x={LABEL - 8} y={middle + 1} textAnchor="end" className={classes['label']}>
        {row.title}
      </text>
      {row.bars.map((bar) => (
        <BarMark key={bar.id} bar={bar} top={top + bar.level * LEVEL} x={x} onHover={onHover} />
      ))}
      {row.points.map((point) => (
        <PointMark key={point.id} point={point} y={top + LEVEL / 2} x={x(point.at / 1e9)} onHover={onHover} />
      ))}
    </g>
  );
}

function BarMark({
  bar,
  top,
  x,
  onHover,
}: {
  readonly bar: Bar;
  readonly top: number;
  readonly x: Scale;
  readonly onHover: RowMarksProps['onHover'];
}) {
  const now = useLive((live) => (bar.end === null ? Math.max(live.time, bar.start / 1e9) : bar.end / 1e9));
  const left = x(bar.start / 1e9);
  const width = Math.max(3, x(now) - left);
  return (
    <g
      className={classes['mark']}
      data-tone={bar.tone}
      onClick={() => bar.subject && studio.getState().select(bar.subject)}
      onMouseEnter={() => onHover({ text: barText(bar), x: left + Math.min(width, 12), y: top - 6 })}
      onMouseLeave={() => onHover(null)}
    >
      <rect x={left} y={top} width={width} height={LEVEL - 2} rx={1.5} />
      {/* The shape at the start tells the tones apart without colour. */}
      <path d={shapes[bar.tone]} transform={`translate(${left} ${top + (LEVEL - 2) / 2})`} className={classes['shape']} />
      <rect x={left - 4} y={top - 2} width={width + 8} height={LEVEL + 2} fill="transparent" stroke="none" />
    </g>
  );
}

function PointMark({
  point,
  x,
  y,
  onHover,
}: {
  readonly point: Point;
  readonly x: number;
  readonly y: number;
  readonly onHover: RowMarksProps['onHover'];
}) {
  return (
    <g
      className={classes['mark']}
      data-tone="edit"
      onClick={() => point.subject && studio.getState().select(point.subject)}
      onMouseEnter={() => onHover({ text: pointText(point), x, y: y - 10 })}
      onMouseLeave={() => onHover(null)}
    >
      <path d="M0 -4 L4 0 L0 4 L-4 0 Z" transform={`translate(${x} ${y - 1})`} className={classes['shape']} />
    </g>
  );
}

/** Bolt, filled circle, half circle, triangle, ring: around the origin. */
const shapes: Record<Bar['tone'], string> = {
  fault: 'M1 -5 L-3 1 H0 L-1 5 L3 -1 H0 Z',
  open: 'M-4 0 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z',
  'half-open': 'M0 -4 a4 4 0 0 0 0 8 Z',
  breach: 'M0 -5 L5 4 H-5 Z',
};
