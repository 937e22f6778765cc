import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PdfFonts } from '../export/pdf/open';

/** The fonts that a document carries, from their package. */
export async function pdfFonts(): Promise<PdfFonts> {
  const { resolve } = createRequire(import.meta.url);
  const font = (name: string): Promise<string> => readFile(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`), 'base64');
  const [regular, bold] = await Promise.all([font('DejaVuSans'), font('DejaVuSans-Bold')]);
  return { regular, bold };
}
