import { fileURLToPath } from 'node:url';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as a reader that has nothing to do with its writer sees it. */
export interface ReadPdf {
  /** Of each sheet. [pt] */
  readonly sheets: readonly { readonly width: number; readonly height: number; readonly words: readonly Word[] }[];
  /** Titles of its bookmarks. */
  readonly bookmarks: readonly string[];
  /** Whether it holds each font that it uses, by name. */
  readonly fonts: ReadonlyMap<string, boolean>;
  /** What would act when it is opened or clicked on: programs, and links that leave it. */
  readonly acts: readonly string[];
  /** Times from its properties. */
  readonly dates: readonly unknown[];
}

interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** From below. */
  readonly base: number;
}

const fontsOfPdfjs = fileURLToPath(new URL('../../node_modules/pdfjs-dist/standard_fonts/', import.meta.url));

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // It takes what it is given apart.
  const task = getDocument({ data: bytes.slice(), standardFontDataUrl: fontsOfPdfjs, verbosity: 0, fontExtraProperties: true });
  const pdf = await task.promise;
  const sheets: ReadPdf['sheets'][number][] = [];
  const fonts = new Map<string, boolean>();
  const acts: string[] = [
    ...Object.keys((await pdf.getJSActions()) ?? {}),
    ...Object.keys(((await pdf.getAttachments()) as object | null) ?? {}),
  ];
  // Where it opens is no program.
  const opening = (await pdf.getOpenAction()) as { action?: unknown } | null;
  if (opening?.action !== undefined) acts.push(JSON.stringify(opening));
  for (let i = 1; i <= pdf.numPages; i++) {
    const page = await pdf.getPage(i);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const words = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              left: Number(item.transform[4]),
              right: Number(item.transform[4]) + item.width,
              base: Number(item.transform[5]),
            },
          ]
        : [],
    );
    sheets.push({ width, height, words });
    for (const note of (await page.getAnnotations()) as { url?: string; actions?: object; dest?: unknown }[])
      if (note.url !== undefined || note.actions || !note.dest) acts.push(JSON.stringify(note));
    await fontsOn(pdf, i, fonts);
  }
  const { info } = await pdf.getMetadata();
  const dated = info as { CreationDate?: unknown; ModDate?: unknown };
  const bookmarks = ((await pdf.getOutline()) ?? []).map(({ title }) => title);
  await task.destroy();
  return { sheets, bookmarks, fonts, acts, dates: [dated.CreationDate, dated.ModDate].filter((date) => date !== undefined) };
}

async function fontsOn(pdf: PDFDocumentProxy, number: number, fonts: Map<string, boolean>): Promise<void> {
  const page = await pdf.getPage(number);
  // What is to be drawn names its fonts, and so has them loaded.
  await page.getOperatorList();
  const { items } = await page.getTextContent();
  for (const item of items) {
    if (!('fontName' in item) || !page.commonObjs.has(item.fontName)) continue;
    const font = page.commonObjs.get(item.fontName) as { name: string; missingFile?: boolean; data?: Uint8Array };
    fonts.set(`${font.name} ${item.fontName}`, font.missingFile !== true && (font.data?.length ?? 0) > 0);
  }
}

export const textOfPdf = ({ sheets }: ReadPdf): string => sheets.map(({ words }) => words.map(({ text }) => text).join(' ')).join('\n');
