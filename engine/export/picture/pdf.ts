import type { jsPDF } from 'jspdf';
import type { PathStep, Picture, Shape } from './shapes';

/** The fonts of a document, as TrueType files in Base64. */
export interface PdfFonts {
  readonly regular: string;
  readonly bold: string;
}

/** Points of a sheet for a pixel of the canvas. */
const POINTS = 0.75;
const FONT = 'DejaVuSans';

/** One sheet as large as the picture; lines stay lines and words stay words, with the signs that are used of both fonts in it. */
export async function pdfOf(picture: Picture, fonts: PdfFonts): Promise<Uint8Array> {
  const { jsPDF: Document } = await import('jspdf');
  const { x, y, width, height } = picture.box;
  const size = [width * POINTS, height * POINTS];
  const pdf = new Document({ unit: 'pt', format: size, orientation: width >= height ? 'landscape' : 'portrait', compress: true });
  for (const [style, font] of [
    ['normal', fonts.regular],
    ['bold', fonts.bold],
  ] as const) {
    pdf.addFileToVFS(`${style}.ttf`, font);
    pdf.addFont(`${style}.ttf`, FONT, style);
  }
  pdf.setProperties({ title: picture.name, creator: 'Faultline' });
  // Equal designs make equal files: a document knows no clock.
  pdf.setCreationDate("D:19700101000000+00'00'");
  pdf.setFileId('0'.repeat(32));
  const at: Placed = { pdf, x: (px) => (px - x) * POINTS, y: (px) => (px - y) * POINTS };
  if (picture.background !== null) draw({ kind: 'box', x, y, w: width, h: height, fill: picture.background }, at);
  for (const shape of picture.shapes) draw(shape, at);
  return new Uint8Array(pdf.output('arraybuffer'));
}

interface Placed {
  readonly pdf: jsPDF;
  readonly x: (px: number) => number;
  readonly y: (px: number) => number;
}

function draw(shape: Shape, at: Placed): void {
  switch (shape.kind) {
    case 'box': {
      const { x, y, w, h, radius = 0 } = shape;
      const how = paint(shape, at);
      if (how !== null) at.pdf.roundedRect(at.x(x), at.y(y), w * POINTS, h * POINTS, radius * POINTS, radius * POINTS, how);
      return;
    }
    case 'path': {
      const how = paint(shape, at);
      if (how === null) return;
      at.pdf.path(shape.steps.map((step) => stepOf(step, at)));
      if (how === 'F') at.pdf.fill();
      else at.pdf.stroke();
      return;
    }
    case 'text': {
      const { x, y, text, size, bold = false, fill, anchor = 'start' } = shape;
      at.pdf.setFont(FONT, bold ? 'bold' : 'normal');
      at.pdf.setFontSize(size * POINTS);
      at.pdf.setTextColor(fill);
      at.pdf.text(text, at.x(x), at.y(y), { align: anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'center' });
    }
  }
}

function paint({ fill, stroke, width = 1, dash }: Exclude<Shape, { readonly kind: 'text' }>, { pdf }: Placed): 'F' | 'S' | 'FD' | null {
  if (fill !== undefined) pdf.setFillColor(fill);
  if (stroke !== undefined) {
    pdf.setDrawColor(stroke);
    pdf.setLineWidth(width * POINTS);
    pdf.setLineDashPattern(
      (dash ?? []).map((length) => length * POINTS),
      0,
    );
  }
  if (fill === undefined) return stroke === undefined ? null : 'S';
  return stroke === undefined ? 'F' : 'FD';
}

function stepOf([op, ...numbers]: PathStep, at: Placed): { op: string; c: number[] } {
  return { op: op === 'Z' ? 'h' : op.toLowerCase(), c: numbers.map((value, i) => (i % 2 === 0 ? at.x(value) : at.y(value))) };
}
