import { type SampledPath, along } from './link-paths';
import type { Look, OverlayMessage, Traffic, View } from './messages';
import { trafficColumns } from './messages';
import { LinkMarks, type LinkTraffic, markClock, marksPerSecond } from './traffic';

/** Longer than this between two pictures, and marks stay where they are for the rest: a hidden window must not let them jump. [s] */
const LONGEST_STEP = 0.1;

/** All that the overlay shows, and how it is drawn. Knows no worker and no page. */
export class OverlayPicture {
  readonly #marks = new Map<string, LinkMarks>();
  readonly #paths = new Map<string, SampledPath>();
  #traffic: Traffic = { ids: [], values: new Float64Array(), pace: 0 };
  #look: Look = { ok: 'black', failed: 'black', halo: 'white' };
  #view: View = { width: 0, height: 0, x: 0, y: 0, zoom: 1, ratio: 1 };
  #still = false;

  get view(): View {
    return this.#view;
  }

  /** Whether marks are on their way, so that another picture is wanted although nothing was said. */
  get moves(): boolean {
    return !this.#still && this.#traffic.pace > 0;
  }

  accept(message: Exclude<OverlayMessage, { kind: 'canvas' }>): void {
    switch (message.kind) {
      case 'look':
        this.#look = message.look;
        this.#still = message.still;
        break;
      case 'view':
        this.#view = message.view;
        break;
      case 'paths':
        for (const [id, path] of message.paths) {
          if (path) this.#paths.set(id, path);
          else {
            this.#paths.delete(id);
            this.#marks.delete(id);
          }
        }
        break;
      case 'traffic':
        this.#traffic = message.traffic;
        break;
      case 'clear':
        this.#marks.clear();
        break;
    }
  }

  /** @param seconds since the picture before, of the clock */
  draw(context: OffscreenCanvasRenderingContext2D, seconds: number): void {
    const { width, height, x, y, zoom, ratio } = this.#view;
    const { ids, values, pace } = this.#traffic;
    const step = Math.min(LONGEST_STEP, seconds) * markClock(pace);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, Math.round(width * ratio), Math.round(height * ratio));
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
    ids.forEach((id, row) => {
      const path = this.#paths.get(id);
      if (!path) return;
      const traffic = trafficOf(values, row);
      if (this.#still) return drawStill(context, path, traffic, this.#look, zoom);
      let moving = this.#marks.get(id);
      if (!moving) this.#marks.set(id, (moving = new LinkMarks()));
      if (step > 0) moving.advance(traffic, step);
      for (const mark of moving.marks) drawMark(context, along(path, mark.at, 0), along(path, mark.at, 1), mark.failed, this.#look, zoom);
    });
  }
}

function trafficOf(values: Float64Array, row: number): LinkTraffic {
  const at = row * trafficColumns.length;
  const [calls = 0, attempts = 0, errorShare = 0, duration = 0, breaker = 0, cut = 0] = values.subarray(at, at + trafficColumns.length);
  return { calls, attempts, errorShare, duration, breaker, cut };
}

/** Marks keep their size on the screen when the view is zoomed out. */
const sizeAt = (zoom: number) => Math.min(1.8, Math.max(1, 0.66 / zoom));

function drawMark(context: OffscreenCanvasRenderingContext2D, x: number, y: number, failed: boolean, look: Look, zoom: number): void {
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
function drawStill(context: OffscreenCanvasRenderingContext2D, path: SampledPath, traffic: LinkTraffic, look: Look, zoom: number): void {
  const count = Math.round(marksPerSecond(traffic.attempts));
  const failed = Math.round(count * (Number.isFinite(traffic.errorShare) ? traffic.errorShare : 0));
  for (let i = 0; i < count; i++) {
    const at = (i + 0.5) / count;
    drawMark(context, along(path, at, 0), along(path, at, 1), i < failed, look, zoom);
  }
}
