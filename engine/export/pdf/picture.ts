import type { Picture } from '../picture/shapes';
import { openPdf, pdfBytes, type PdfFonts } from './open';
import { drawPicture } from './shapes';

/** Points of a sheet for a pixel of the canvas. */
const POINTS = 0.75;

/** One sheet as large as the picture. */
export async function pdfOf(picture: Picture, fonts: PdfFonts): Promise<Uint8Array> {
  const { width, height } = picture.box;
  const pdf = await openPdf(picture.name, fonts, {
    format: [width * POINTS, height * POINTS],
    orientation: width >= height ? 'landscape' : 'portrait',
  });
  drawPicture(picture, pdf, { left: 0, top: 0, scale: POINTS });
  return pdfBytes(pdf);
}
