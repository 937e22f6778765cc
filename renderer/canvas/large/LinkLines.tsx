import { EdgeLabelRenderer, getBezierPath, Position } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { Place } from '../../../engine/design/auto-layout';
import type { DesignLink } from '../../../engine/design/schema';
import { useLive } from '../../store/live';
import { FAILING } from '../LinkEdge';
import styles from '../LinkEdge.module.css';
import type { CanvasNode } from '../canvas-nodes';
import { dropPlainPath, setPlainPath } from '../overlay/link-paths';
import { lineEnd, lineStart } from './fixed-size';

interface LinkLinesProps {
  readonly lines: readonly DesignLink[];
  readonly cards: readonly CanvasNode[];
}

interface Line {
  readonly link: DesignLink;
  readonly from: Place;
  readonly to: Place;
  readonly d: string;
  /** The part of the canvas where its middle is. */
  readonly cell: string;
}

/** Links that are far or not looked at: many lines in a path, a path for each part of the canvas, so that what is out of view is not drawn. */
export function LinkLines({ lines, cards }: LinkLinesProps) {
  const failing = useLive((live) =>
    lines
      .filter(({ id }) => live.link(id, 'errorShare') >= FAILING)
      .map(({ id }) => id)
      .join(),
  );
  const places = useMemo(() => new Map(cards.map(({ id, position }) => [id, position])), [cards]);
  const drawn = useMemo(() => lines.flatMap((link) => lineOf(link, places) ?? []), [lines, places]);
  usePaths(drawn);
  const paths = useMemo(() => pathsOf(drawn, new Set(failing.split(','))), [drawn, failing]);
  if (lines.length === 0) return null;
  return (
    <EdgeLabelRenderer>
      <svg className={styles['lines']} aria-hidden data-testid="link-lines">
        {paths.map(({ key, d, event, fails }) => (
          <path key={key} d={d} className={styles['line']} fill="none" data-event={event || undefined} data-failing={fails || undefined} />
        ))}
      </svg>
    </EdgeLabelRenderer>
  );
}

const made = new WeakMap<DesignLink, Line>();

/** The line of a link where its cards are now; the same object until one of them moves. */
function lineOf(link: DesignLink, places: ReadonlyMap<string, Place>): Line | null {
  const [from, to] = [places.get(link.from), places.get(link.to)];
  if (!from || !to) return null;
  const old = made.get(link);
  if (old && same(old.from, from) && same(old.to, to)) return old;
  const [d, x, y] = getBezierPath({
    sourceX: from.x + lineStart.x,
    sourceY: from.y + lineStart.y,
    sourcePosition: Position.Right,
    targetX: to.x + lineEnd.x,
    targetY: to.y + lineEnd.y,
    targetPosition: Position.Left,
    curvature: 0.3,
  });
  const line = { link, from, to, d, cell: `${Math.floor(x / CELL.width)},${Math.floor(y / CELL.height)}` };
  made.set(link, line);
  return line;
}

const same = (a: Place, b: Place) => a.x === b.x && a.y === b.y;

/** [px at zoom 1] */
const CELL = { width: 2_000, height: 1_500 } as const;

interface Path {
  readonly key: string;
  readonly d: string;
  readonly event: boolean;
  readonly fails: boolean;
}

function pathsOf(lines: readonly Line[], failing: ReadonlySet<string>): Path[] {
  const paths = new Map<string, { readonly ds: string[]; readonly event: boolean; readonly fails: boolean }>();
  for (const { link, cell, d } of lines) {
    const [event, fails] = [link.protocol === 'event', failing.has(link.id)];
    const key = `${cell} ${event} ${fails}`;
    const path = paths.get(key);
    if (path) path.ds.push(d);
    else paths.set(key, { ds: [d], event, fails });
  }
  return [...paths].map(([key, { ds, ...rest }]) => ({ key, d: ds.join(''), ...rest }));
}

/** Tells what moves along the lines where they are. */
function usePaths(lines: readonly Line[]): void {
  const told = useRef<ReadonlyMap<string, Line>>(new Map());
  useEffect(() => {
    const now = new Map(lines.map((line) => [line.link.id, line]));
    for (const [id, line] of now) if (told.current.get(id) !== line) setPlainPath(id, line.d);
    for (const id of told.current.keys()) if (!now.has(id)) dropPlainPath(id);
    told.current = now;
  }, [lines]);
  useEffect(
    () => () => {
      for (const id of told.current.keys()) dropPlainPath(id);
      told.current = new Map();
    },
    [],
  );
}
