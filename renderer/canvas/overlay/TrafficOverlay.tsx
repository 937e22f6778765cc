import { useMediaQuery, useReducedMotion } from '@mantine/hooks';
import { EdgeLabelRenderer, useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { live, useLive } from '../../store/live';
import { linkPath, linksWithPath, onLinkPaths } from './link-paths';
import { type Look, type Traffic, type View, trafficColumns } from './messages';
import { endOverlay, overlayOf } from './overlay-client';

/** One canvas over all links, for everything that moves. A worker draws it; the page only tells it what there is. */
export function TrafficOverlay({ linkIds, scheme }: { readonly linkIds: readonly string[]; readonly scheme: string }) {
  // React Flow makes the layer for it a moment later, so an effect must wait for the element itself.
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const flow = useStoreApi();
  const calm = useReducedMotion();
  // What moved last is not what was at an earlier moment.
  const back = useLive((store) => store.looking !== null);
  const still = calm || back;
  const forced = useMediaQuery('(forced-colors: active)');

  useEffect(() => {
    if (!canvas) return;
    return () => {
      // React also runs effects twice for trial; a canvas that is still on the page keeps its worker.
      queueMicrotask(() => canvas.isConnected || endOverlay(canvas));
    };
  }, [canvas]);

  useEffect(() => {
    if (!canvas) return;
    overlayOf(canvas)({ kind: 'look', look: lookOf(canvas), still });
    // A change of colour scheme reads the colours anew.
  }, [canvas, still, scheme, forced]);

  useEffect(() => {
    if (!canvas) return;
    const tell = overlayOf(canvas);
    let before: View | null = null;
    const showView = () => {
      const { width, height, transform } = flow.getState();
      const [x, y, zoom] = transform;
      const view = { width, height, x, y, zoom, ratio: window.devicePixelRatio };
      if (before && sameView(before, view)) return;
      before = view;
      place(canvas, view);
      tell({ kind: 'view', view });
    };
    showView();
    return flow.subscribe(showView);
  }, [canvas, flow]);

  useEffect(() => {
    if (!canvas) return;
    const tell = overlayOf(canvas);
    const changed = new Set(linksWithPath());
    let waiting = false;
    const send = () => {
      waiting = false;
      tell({ kind: 'paths', paths: Array.from(changed, (id) => [id, linkPath(id) ?? null] as const) });
      changed.clear();
    };
    send();
    return onLinkPaths((id) => {
      changed.add(id);
      // A dragged card changes the lines of all its links at once.
      if (!waiting) queueMicrotask(send);
      waiting = true;
    });
  }, [canvas]);

  useEffect(() => {
    if (!canvas) return;
    const tell = overlayOf(canvas);
    const showTraffic = () => {
      if (live.frames === 0) tell({ kind: 'clear' });
      tell({ kind: 'traffic', traffic: trafficOf(linkIds) });
    };
    showTraffic();
    return live.subscribe(showTraffic);
  }, [canvas, linkIds]);

  return (
    <EdgeLabelRenderer>
      <canvas
        ref={setCanvas}
        aria-hidden
        style={{ position: 'absolute', top: 0, left: 0, transformOrigin: '0 0', pointerEvents: 'none', forcedColorAdjust: 'none' }}
      />
    </EdgeLabelRenderer>
  );
}

/** The worker knows no names of colours, nor those of the user's own choice, so it is told what they come to. */
function lookOf(canvas: HTMLCanvasElement): Look {
  const color = (name: string) => {
    canvas.style.color = `var(${name})`;
    return getComputedStyle(canvas).color;
  };
  return { ok: color('--data-ok'), failed: color('--data-failed'), halo: color('--canvas') };
}

/** It lies in the moving layer, over the lines and under the cards, but keeps still itself. */
function place({ style }: HTMLCanvasElement, { width, height, x, y, zoom }: View): void {
  style.width = `${width}px`;
  style.height = `${height}px`;
  style.transform = `scale(${1 / zoom}) translate(${-x}px, ${-y}px)`;
}

const sameView = (a: View, b: View) => (Object.keys(a) as (keyof View)[]).every((key) => a[key] === b[key]);

function trafficOf(ids: readonly string[]): Traffic {
  const values = new Float64Array(ids.length * trafficColumns.length);
  ids.forEach((id, row) =>
    trafficColumns.forEach((column, i) => {
      values[row * trafficColumns.length + i] = live.link(id, column);
    }),
  );
  return { ids, values, pace: live.pace };
}
