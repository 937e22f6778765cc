import type { KeyboardEvent, PointerEvent } from 'react';
import { formatTick } from '../panels/format';
import { useLive } from '../store/live';
import { backToNow, jumpTo } from './jump';
import classes from './playhead.module.css';

interface PlayheadProps {
  /** Where the time axis lies in its parent. [px] */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Simulated time at its right end. [s] */
  readonly end: number;
}

/** One tick, and a stretch that one can see on the axis. [s] */
const STEP = 0.2;
const LEAP = 5;

/** The strip on which the moment that one looks at is dragged; arrow keys move it, too. */
export function Playhead({ left, width, height, end }: PlayheadProps) {
  const shown = useLive((live) => tenths(live.shownTime));
  const newest = useLive((live) => tenths(live.time));
  const looking = useLive((live) => live.looking !== null);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const share = (event.clientX - event.currentTarget.getBoundingClientRect().left) / width;
    jumpTo(Math.max(0, share) * end);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={classes['strip']}
      style={{ left, width, height }}
      aria-label="Moment of the run"
      aria-valuemin={0}
      aria-valuemax={newest}
      aria-valuenow={shown}
      aria-valuetext={looking ? `${shown} s, looking back` : `${shown} s, now`}
      title="Drag to look at an earlier moment"
      data-looking={looking || undefined}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={(event) => move(event, shown)}
    >
      <span className={classes['head']} style={{ left: (Math.min(shown, end) / end) * width }}>
        {looking && <span className={classes['time']}>{formatTick(shown)}</span>}
      </span>
    </div>
  );
}

/** As the clock shows it. */
const tenths = (time: number) => Math.floor(time * 10 + 1e-6) / 10;

function move(event: KeyboardEvent, from: number): void {
  const to = target(event.key, from);
  if (to === null) return;
  event.preventDefault();
  event.stopPropagation();
  if (to === 'now') backToNow();
  else jumpTo(Math.max(0, to));
}

function target(key: string, from: number): number | 'now' | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return from - STEP;
    case 'ArrowRight':
    case 'ArrowUp':
      return from + STEP;
    case 'PageDown':
      return from - LEAP;
    case 'PageUp':
      return from + LEAP;
    case 'Home':
      return 0;
    case 'End':
    case 'Escape':
      return 'now';
    default:
      return null;
  }
}
