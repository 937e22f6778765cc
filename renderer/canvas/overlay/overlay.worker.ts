import '../../no-eval';
import type { OverlayMessage } from './messages';
import { OverlayPicture } from './picture';

// Draws what moves over the links, so that the page's own thread has no part in it.

const picture = new OverlayPicture();
let context: OffscreenCanvasRenderingContext2D | null = null;
let last = 0;
let asked = false;

function ask(): void {
  if (asked || !context) return;
  asked = true;
  requestAnimationFrame(draw);
}

function draw(now: number): void {
  asked = false;
  if (!context) return;
  const { width, height, ratio } = picture.view;
  const { canvas } = context;
  // Setting a size clears the canvas, also to the same size.
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  picture.draw(context, (now - last) / 1000);
  last = now;
  // Nothing moves while the model stands still; then only news asks for a picture.
  if (picture.moves) ask();
}

addEventListener('message', ({ data }: MessageEvent<OverlayMessage>) => {
  if (data.kind === 'canvas') context = data.canvas.getContext('2d');
  else picture.accept(data);
  ask();
});
