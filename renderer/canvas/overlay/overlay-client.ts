import type { OverlayMessage } from './messages';

// A canvas is handed to a worker once and for all, while React may run an effect of it twice: so the worker belongs to the canvas.
const workers = new WeakMap<HTMLCanvasElement, Worker>();

const noTransfer: Transferable[] = [];

/** The worker that draws on this canvas; started at the first call. */
export function overlayOf(canvas: HTMLCanvasElement): (message: OverlayMessage) => void {
  let worker = workers.get(canvas);
  if (!worker) {
    worker = new Worker(new URL('./overlay.worker.ts', import.meta.url), { type: 'module', name: 'overlay' });
    workers.set(canvas, worker);
    const offscreen = canvas.transferControlToOffscreen();
    worker.postMessage({ kind: 'canvas', canvas: offscreen } satisfies OverlayMessage, [offscreen]);
  }
  const to = worker;
  return (message) => to.postMessage(message, noTransfer);
}

/** The canvas left the page. */
export function endOverlay(canvas: HTMLCanvasElement): void {
  workers.get(canvas)?.terminate();
  workers.delete(canvas);
}
