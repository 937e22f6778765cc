import type { jsPDF } from 'jspdf';
import type { PathStep, Picture, Shape } from '../picture/shapes';
import { FONT } from './open';

/** Where on a sheet a picture lies. */
interface Spot {
  /** Of its left upper corner. [pt] */
  readonly left: number;
  readonly top: number;
  /** Points for a pixel of the canvas. */
  readonly scale: number;
}

/** Draws a picture on the sheet that is open: lines stay lines and words stay words. */
export function drawPicture({ box, background, shapes }: Picture, pdf: jsPDF, { left, top, scale }: Spot): void {
  const at: Placed = { pdf, scale, x: (px) => left + (px - box.x) * scale, y: (px) => top + (px - box.y) * scale };
  const { x, y, width: w, height: h } = box;
  if (background !== null) draw({ kind: 'box', x, y, w, h, fill: background }, at);
  for (const shape of shapes) draw(shape, at);
}

interface Placed {
  readonly pdf: jsPDF;
  readonly scale: number;
  readonly x: (px: number) => number;
  readonly y: (px: number) => number;
}

function draw(shape: Shape, at: Placed): void {
  const { pdf, scale } = at;
  switch (shape.kind) {
    case 'box': {
      const { x, y, w, h, radius = 0 } = shape;
      const how = paint(shape, at);
      if (how !== null) pdf.roundedRect(at.x(x), at.y(y), w * scale, h * scale, radius * scale, radius * scale, how);
      return;
    }
    case 'path': {
      const how = paint(shape, at);
      if (how === null) return;
      pdf.path(shape.steps.map((step) => stepOf(step, at)));
      if (how === 'F') pdf.fill();
      else pdf.stroke();
      return;
    }
    case 'text': {
      const { x, y, text, size, bold = false, fill, anchor = 'start' } = shape;
      pdf.setFont(FONT, bold ? 'bold' : 'normal');
      pdf.setFontSize(size * scale);
      pdf.setTextColor(fill);
      pdf.text(text, at.x(x), at.y(y), { align: anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'center' });
    }
  }
}

function paint(
  { fill, stroke, width = 1, dash }: Exclude<Shape, { readonly kind: 'text' }>,
  { pdf, scale }: Placed,
): 'F' | 'S' | 'FD' | null {
  if (fill !== undefined) pdf.setFillColor(fill);
  if (stroke !== undefined) {
    pdf.setDrawColor(stroke);
    pdf.setLineWidth(width * scale);
    pdf.setLineDashPattern(
      (dash ?? []).map((length) => length * scale),
      0,
    );
  }
  if (fill === undefined) return stroke === undefined ? null : 'S';
  return stroke === undefined ? 'F' : 'FD';
}

function stepOf([op, ...numbers]: PathStep, at: Placed): { op: string; c: number[] } {
  return { op: op === 'Z' ? 'h' : op.toLowerCase(), c: numbers.map((value, i) => (i % 2 === 0 ? at.x(value) : at.y(value))) };
}
