import { useElementSize, useMergedRef } from '@mantine/hooks';
import { scaleLinear } from 'd3';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Trace } from '../../engine/measure/trace/trace';
import { reveal } from '../canvas/reveal';
import { formatNanos } from '../panels/format';
import { studio, useStudio } from '../store/studio';
import { outcomeWords, spanSentence, spanTitle } from './trace-words';
import classes from './traces.module.css';
import { type WaterfallRow, waterfallRows } from './waterfall-rows';

const ROW = 20;
/** Rows beyond the visible ones that are drawn, so that scrolling shows no gaps. */
const SPARE = 6;
/** Names take this much of the width. */
const NAMES = 0.34;

type Scale = (time: number) => number;

/** What was done when, span by span. Only the rows that are in view are drawn. */
export function Waterfall({ trace }: { readonly trace: Trace }) {
  const id = useId();
  const names = useStudio((s) => s.document.nodes);
  const nameOf = (node: string) => names?.find((each) => each.id === node)?.name ?? node;
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  // It opens where the time went.
  const [opening] = useState(() => longestOf(waterfallRows(trace, new Set())));
  const [at, setAt] = useState(opening);
  const [top, setTop] = useState(0);
  const { ref, width, height } = useElementSize();
  const box = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, box);
  const rows = useMemo(() => waterfallRows(trace, folded), [trace, folded]);
  const end = useMemo(() => Math.max(trace.end, ...rows.map((row) => row.end)), [trace, rows]);
  const bars = width * (1 - NAMES) - 12;
  const scale = scaleLinear([trace.start, Math.max(end, trace.start + 1)], [0, Math.max(1, bars)]);
  const current = rows[Math.min(at, rows.length - 1)];
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    const y = next * ROW;
    if (box.current && y < box.current.scrollTop) box.current.scrollTop = y;
    else if (box.current && y + ROW > box.current.scrollTop + height) box.current.scrollTop = y + ROW - height;
  };
  const stands = height > 0;
  useEffect(() => {
    if (stands && box.current) box.current.scrollTop = (opening + 0.5) * ROW - box.current.clientHeight / 2;
  }, [stands, opening]);
  const fold = (row: WaterfallRow, to: boolean) => {
    const next = new Set(folded);
    if (to) next.add(row.span.id);
    else next.delete(row.span.id);
    setFolded(next);
  };
  const keys = (event: KeyboardEvent) => {
    if (current === undefined || !act(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const act = (key: string): boolean => {
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const to = moves[key];
    if (to !== undefined) go(to);
    else if (key === 'ArrowLeft' || key === 'ArrowRight') fold(current!, key === 'ArrowLeft' && current!.canFold);
    else if (key === 'Enter') reveal(placeOf(current!));
    else return false;
    return true;
  };
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const shown = rows.slice(first, first + Math.ceil(height / ROW) + 2 * SPARE);
  return (
    <div className={classes['waterfall']}>
      <Axis scale={scale} end={end} start={trace.start} width={bars} />
      <div
        ref={merged}
        className={classes['rows']}
        role="listbox"
        aria-label="Spans"
        aria-activedescendant={current && `${id}-${current.span.id}`}
        tabIndex={0}
        onKeyDown={keys}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: rows.length * ROW, position: 'relative' }}>
          {shown.map((row, i) => (
            <Row
              key={row.span.id}
              id={`${id}-${row.span.id}`}
              row={row}
              y={(first + i) * ROW}
              start={trace.start}
              scale={scale}
              title={spanTitle(row.span, nameOf)}
              active={row === current}
              folded={folded.has(row.span.id)}
              onChoose={() => {
                setAt(first + i);
                studio.getState().select(placeOf(row));
              }}
              onFold={() => fold(row, !folded.has(row.span.id))}
              onPoint={() => setAt(first + i)}
            />
          ))}
        </div>
      </div>
      {current && (
        <p className={classes['told']} aria-hidden>
          {spanSentence(spanTitle(current.span, nameOf), current.span, {
            start: trace.start,
            end: current.end,
            stretches: current.stretches,
          })}
          {current.notes.map(({ text }) => ` ${text}.`)}
        </p>
      )}
    </div>
  );
}

/** The row in which most of the critical path lies. */
function longestOf(rows: readonly WaterfallRow[]): number {
  const times = rows.map(({ path }) => path.reduce((sum, { from, to }) => sum + to - from, 0));
  return Math.max(0, times.indexOf(Math.max(...times)));
}

/** The part of the canvas that a row is about. */
const placeOf = ({ span }: WaterfallRow): { readonly nodes: readonly string[]; readonly links: readonly string[] } =>
  span.link === null ? { nodes: [span.node], links: [] } : { nodes: [], links: [span.link] };

function Axis({
  scale,
  start,
  end,
  width,
}: {
  readonly scale: Scale;
  readonly start: number;
  readonly end: number;
  readonly width: number;
}) {
  const ticks = scaleLinear([0, end - start], [0, width]).ticks(Math.max(2, Math.floor(width / 90)));
  return (
    <div className={classes['axis']} aria-hidden>
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `calc(${NAMES * 100}% + ${scale(start + tick)}px)` }}>
          {formatNanos(tick)}
        </span>
      ))}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: WaterfallRow;
  readonly y: number;
  readonly start: number;
  readonly scale: Scale;
  readonly title: string;
  readonly active: boolean;
  readonly folded: boolean;
  readonly onChoose: () => void;
  readonly onFold: () => void;
  readonly onPoint: () => void;
}

function Row({ id, row, y, start, scale, title, active, folded, onChoose, onFold, onPoint }: RowProps) {
  const { span, depth, stretches, path, notes } = row;
  const how = outcomeWords(span);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The list has the keys of all its rows.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-label={`${spanSentence(title, span, { start, end: row.end, stretches })}${path.length > 0 ? ' On the critical path.' : ''}`}
      className={classes['row']}
      style={{ top: y, height: ROW }}
      data-active={active || undefined}
      // An option may hold nothing to press by itself.
      onClick={({ target }) => (target instanceof HTMLElement && target.dataset['fold'] !== undefined ? onFold() : onChoose())}
      onDoubleClick={() => reveal(placeOf(row))}
      onPointerEnter={onPoint}
    >
      <span className={classes['name']} style={{ paddingLeft: Math.min(depth, 14) * 9, width: `${NAMES * 100}%` }}>
        {row.canFold ? (
          <span className={classes['fold']} data-fold="" data-folded={folded || undefined} aria-hidden>
            ▾
          </span>
        ) : (
          <span className={classes['fold']} />
        )}
        <span className={classes['title']} data-async={!span.awaited && span.parent >= 0 ? '' : undefined}>
          {title}
        </span>
        {how !== '' && <em className={classes['how']}>{how}</em>}
      </span>
      <span className={classes['bars']}>
        {stretches.map(({ from, to, doing }) => (
          <i
            key={from}
            className={classes['bar']}
            data-doing={doing}
            style={{ left: scale(from), width: Math.max(1, scale(to) - scale(from)) }}
          />
        ))}
        {path.map(({ from, to }) => (
          <i key={`path ${from}`} className={classes['path']} style={{ left: scale(from), width: Math.max(1, scale(to) - scale(from)) }} />
        ))}
        {notes.map(({ at, text }) => (
          <i key={`${at} ${text}`} className={classes['note']} title={text} style={{ left: scale(at) - 3 }} />
        ))}
      </span>
    </div>
  );
}
