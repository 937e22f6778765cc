import type { jsPDF, jsPDFOptions } from 'jspdf';

/** The fonts of a document, as TrueType files in Base64. */
export interface PdfFonts {
  readonly regular: string;
  readonly bold: string;
}

/** What the fonts are called in a document. */
export const FONT = 'DejaVuSans';

/** A document without a page's content, that carries the signs of both fonts that it uses. Sizes in points. */
export async function openPdf(title: string, fonts: PdfFonts, sheet: Pick<jsPDFOptions, 'format' | 'orientation'>): Promise<jsPDF> {
  // Large, and wanted by few.
  const { jsPDF: Document } = await import('jspdf');
  const pdf = new Document({ unit: 'pt', compress: true, ...sheet });
  for (const [style, font] of [
    ['normal', fonts.regular],
    ['bold', fonts.bold],
  ] as const) {
    pdf.addFileToVFS(`${style}.ttf`, font);
    pdf.addFont(`${style}.ttf`, FONT, style);
  }
  pdf.setProperties({ title, creator: 'Faultline' });
  // Equal designs make equal files: a document knows no clock.
  pdf.setCreationDate("D:19700101000000+00'00'");
  pdf.setFileId('0'.repeat(32));
  return pdf;
}

export const pdfBytes = (pdf: jsPDF): Uint8Array => new Uint8Array(pdf.output('arraybuffer'));
