import { useReducedMotion } from '@mantine/hooks';
import { EdgeLabelRenderer, useStoreApi } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { live } from '../store/live';
import { type SampledPath, along, linkPath, onLinkPaths } from './link-paths';
import { LinkMarks, type LinkTraffic, markClock, marksPerSecond } from './traffic';

interface Look {
  readonly ok: string;
  readonly failed: string;
  readonly halo: string;
}

/** One canvas over all links, for everything that moves. It reads the viewport once per picture and nothing else of React Flow. */
export function TrafficOverlay({ linkIds, scheme }: { readonly linkIds: readonly string[]; readonly scheme: string }) {
  // React Flow makes the layer for it a moment later, so an effect must wait for the element itself.
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const flow = useStoreApi();
  const still = useReducedMotion();
  const ids = useRef(linkIds);
  useEffect(() => {
    ids.current = linkIds;
  }, [linkIds]);

  useEffect(() => {
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const look: Look = { ok: color('--data-ok'), failed: color('--data-failed'), halo: color('--canvas') };
    const marks = new Map<string, LinkMarks>();
    let last = performance.now();
    let request = 0;

    const draw = (now: number) => {
      request = 0;
      const seconds = Math.min(0.1, (now - last) / 1000) * markClock(live.pace);
      last = now;
      const { width, height, transform } = flow.getState();
      const ratio = window.devicePixelRatio;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      const [x, y, zoom] = transform;
      // It lies in the moving layer, over the lines and under the cards, but keeps still itself.
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      canvas.style.transform = `scale(${1 / zoom}) translate(${-x}px, ${-y}px)`;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
      for (const id of ids.current) {
        const path = linkPath(id);
        if (!path) continue;
        const traffic = trafficOf(id);
        if (still) drawStill(context, path, traffic, look, zoom);
        else {
          let moving = marks.get(id);
          if (!moving) marks.set(id, (moving = new LinkMarks()));
          if (seconds > 0) moving.advance(traffic, seconds);
          for (const mark of moving.marks) drawMark(context, along(path, mark.at, 0), along(path, mark.at, 1), mark.failed, look, zoom);
        }
      }
      if (live.frames === 0) marks.clear();
      // Nothing moves while the model stands still; then only a new frame or view asks for a picture.
      if (!still && live.pace > 0) ask();
    };
    const ask = () => {
      if (!request) request = requestAnimationFrame(draw);
    };
    ask();
    const ends = [live.subscribe(ask), flow.subscribe(ask), onLinkPaths(ask)];
    return () => {
      cancelAnimationFrame(request);
      for (const end of ends) end();
    };
    // A change of colour scheme reads the colours anew.
  }, [canvas, flow, still, scheme]);

  return (
    <EdgeLabelRenderer>
      <canvas
        ref={setCanvas}
        aria-hidden
        style={{ position: 'absolute', top: 0, left: 0, transformOrigin: '0 0', pointerEvents: 'none' }}
      />
    </EdgeLabelRenderer>
  );
}

const trafficOf = (id: string): LinkTraffic => ({
  calls: live.link(id, 'calls'),
  attempts: live.link(id, 'attempts'),
  errorShare: live.link(id, 'errorShare'),
  duration: live.link(id, 'duration'),
  breaker: live.link(id, 'breaker'),
  cut: live.link(id, 'cut'),
});

/** Marks keep their size on the screen when the view is zoomed out. */
const sizeAt = (zoom: number) => Math.min(1.8, Math.max(1, 0.66 / zoom));

function drawMark(context: CanvasRenderingContext2D, x: number, y: number, failed: boolean, look: Look, zoom: number): void {
  const size = sizeAt(zoom);
  if (!failed) {
    context.fillStyle = look.ok;
    context.beginPath();
    context.arc(x, y, 2.6 * size, 0, 7);
    context.fill();
    return;
  }
  const arm = 3.6 * size;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.lineCap = 'round';
  context.strokeStyle = look.halo;
  context.lineWidth = 4.4 * size;
  context.stroke();
  context.strokeStyle = look.failed;
  context.lineWidth = 2.2 * size;
  context.stroke();
}

/** For those who want no motion: as many marks as would be under way, standing still. */
function drawStill(context: CanvasRenderingContext2D, path: SampledPath, traffic: LinkTraffic, look: Look, zoom: number): void {
  const count = Math.round(marksPerSecond(traffic.attempts));
  const failed = Math.round(count * (Number.isFinite(traffic.errorShare) ? traffic.errorShare : 0));
  for (let i = 0; i < count; i++) {
    const at = (i + 0.5) / count;
    drawMark(context, along(path, at, 0), along(path, at, 1), i < failed, look, zoom);
  }
}
