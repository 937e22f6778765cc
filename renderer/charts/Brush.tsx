import type { ScaleLinear } from 'd3';
import { type PointerEvent, useState } from 'react';
import classes from './charts.module.css';
import { showTracesAround } from '../traces/traces-ui';
import { hoverAt } from './hover';
import { zoomTo } from './zoom';

/** A pointer that moved less than this was a click. [px] */
const LEAST = 5;

interface BrushProps {
  readonly x: ScaleLinear<number, number>;
  readonly top: number;
  readonly bottom: number;
  /** Newest time that has a number. [s] */
  readonly newest: number;
}

/** Takes the pointer over a chart: hovering reads values, dragging chooses a stretch of time for all charts, a click leads to the traces behind a moment. */
export function Brush({ x, top, bottom, newest }: BrushProps) {
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [left = 0, right = 0] = x.range();
  const [first = 0, last = 0] = x.domain();
  const placeOf = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(left, Math.min(right, left + event.clientX - box.left));
  };
  const move = (event: PointerEvent<SVGRectElement>) => {
    const place = placeOf(event);
    const at = x.invert(place);
    // Past the newest number there is nothing to read, so the newest ones stay.
    hoverAt(at >= first && at <= Math.min(last, newest) ? at : null);
    if (drag) setDrag({ ...drag, to: place });
  };
  const up = () => {
    if (drag && Math.abs(drag.to - drag.from) >= LEAST) zoomTo(x.invert(drag.from), x.invert(drag.to));
    else if (drag) showTracesAround(x.invert(drag.to));
    setDrag(null);
  };
  return (
    <>
      {drag && (
        <rect
          x={Math.min(drag.from, drag.to)}
          width={Math.abs(drag.to - drag.from)}
          y={top}
          height={bottom - top}
          className={classes['brush']}
        />
      )}
      <rect
        x={left}
        width={Math.max(0, right - left)}
        y={top}
        height={Math.max(0, bottom - top)}
        className={classes['pointer']}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: placeOf(event), to: placeOf(event) });
        }}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={() => hoverAt(null)}
      >
        <title>Drag: zoom. Click: the traces of requests around this moment.</title>
      </rect>
    </>
  );
}
