import { invariant } from '../../engine/core/invariant';
import type { Pixels } from '../../engine/export/picture/gif';
import type { PathStep, Picture, Shape } from '../../engine/export/picture/shapes';
import { FONTS } from '../../engine/export/picture/svg';

/**
 * A picture in pixels, beside the page: a worker has no images of SVG.
 * @param scale 1 is a pixel of the canvas
 */
export function paintPicture({ box, background, shapes }: Picture, scale: number): Pixels {
  const canvas = new OffscreenCanvas(Math.round(box.width * scale), Math.round(box.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  invariant(context, 'a worker can draw');
  context.scale(scale, scale);
  context.translate(-box.x, -box.y);
  if (background !== null) {
    context.fillStyle = background;
    context.fillRect(box.x, box.y, box.width, box.height);
  }
  for (const shape of shapes) paint(shape, context);
  const { width, height } = canvas;
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

function paint(shape: Shape, context: OffscreenCanvasRenderingContext2D): void {
  if (shape.kind === 'text') {
    const { x, y, text, size, bold = false, fill, anchor = 'start' } = shape;
    context.font = `${bold ? 600 : 400} ${size}px ${FONTS}`;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    context.fillStyle = fill;
    context.fillText(text, x, y);
    return;
  }
  const { fill, stroke, width = 1, dash = [] } = shape;
  const path = shape.kind === 'box' ? boxPath(shape) : stepsPath(shape.steps);
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke === undefined) return;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.stroke(path);
}

function boxPath({ x, y, w, h, radius = 0 }: Extract<Shape, { readonly kind: 'box' }>): Path2D {
  const path = new Path2D();
  path.roundRect(x, y, w, h, radius);
  return path;
}

function stepsPath(steps: readonly PathStep[]): Path2D {
  const path = new Path2D();
  for (const step of steps) {
    switch (step[0]) {
      case 'M':
        path.moveTo(step[1], step[2]);
        break;
      case 'L':
        path.lineTo(step[1], step[2]);
        break;
      case 'C':
        path.bezierCurveTo(step[1], step[2], step[3], step[4], step[5], step[6]);
        break;
      case 'Z':
        path.closePath();
    }
  }
  return path;
}
