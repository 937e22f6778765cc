import type { jsPDF } from 'jspdf';
import type { PlainPage, PlainSection, ToneText } from '../html/page';
import { oneLine } from '../names';
import { pictureOf } from '../picture/picture';
import { openPdf, pdfBytes, type PdfFonts } from './open';
import { drawPicture } from './shapes';
import { ink, LINE, Sheet } from './sheet';
import { entriesTable, plainTable, type TableWriter, tableWriter } from './tables';

/**
 * A document as sheets of A4 with contents, bookmarks and page numbers. Words can be searched and copied, the diagram is lines and words, and
 * equal documents make equal files, to the byte.
 */
export async function paperPdf(page: PlainPage, fonts: PdfFonts): Promise<Uint8Array> {
  const tables = await tableWriter();
  const pdf = await openPdf(page.title, fonts, { format: 'a4', orientation: 'portrait' });
  const sheet = new Sheet(pdf);
  opening(page, sheet);
  const contents = contentsList(page.sections, sheet);
  const begins = page.sections.map((section) => sectionOn(section, sheet, tables));
  for (const line of contents) pointTo(begins[line.section]!, line, sheet);
  numberSheets(pdf, page.title);
  return pdfBytes(pdf);
}

function opening({ title, facts, verdict }: PlainPage, sheet: Sheet): void {
  sheet.text(title, { size: 18, bold: true });
  sheet.gap(4);
  for (const fact of facts) sheet.text(fact, { size: 8.5, color: ink.soft });
  if (verdict) verdictOn(verdict, sheet);
}

/** The answer, in a box with a stripe of its tone. */
function verdictOn({ text, tone }: ToneText, sheet: Sheet): void {
  sheet.gap(8);
  const { pdf, left, width } = sheet;
  const size = 10;
  const lines = sheet.lines(text, size, true, width - 24);
  const height = lines.length * size * LINE + 12;
  sheet.room(height);
  pdf.setFillColor(ink.sunken);
  pdf.rect(left, sheet.y, width, height, 'F');
  pdf.setFillColor(ink[tone]);
  pdf.rect(left, sheet.y, 3, height, 'F');
  const top = sheet.y;
  sheet.y += 6;
  sheet.text(text, { size, bold: true, indent: 12, width: width - 24 });
  sheet.y = top + height;
}

/** Where a line of the contents stands, and what it is of. */
interface ContentsLine {
  readonly section: number;
  /** Sheet, from 1 on. */
  readonly page: number;
  /** [pt] */
  readonly y: number;
}

/** Its lines, without the numbers of sheets: those are known when all is written. */
function contentsList(sections: readonly PlainSection[], sheet: Sheet): ContentsLine[] {
  const named = sections.flatMap(({ title }, section) => (title === undefined ? [] : [{ title, section }]));
  if (named.length < FEW) return [];
  sheet.gap(14);
  sheet.text('Contents', { size: 12, bold: true });
  sheet.gap(2);
  return named.map(({ title, section }) => {
    sheet.text(sheet.lines(title, CONTENTS, false, sheet.width - 40)[0] ?? '', { size: CONTENTS });
    return { section, page: sheet.page, y: sheet.y };
  });
}

/** Size of the words of the contents. [pt] */
const CONTENTS = 9;

function pointTo(target: number, { page, y }: ContentsLine, sheet: Sheet): void {
  const { pdf, left } = sheet;
  pdf.setPage(page);
  const height = CONTENTS * LINE;
  sheet.lines('', CONTENTS, false, sheet.width);
  pdf.setTextColor(ink.plain);
  pdf.text(String(target), left + sheet.width, y - height + CONTENTS, { align: 'right' });
  pdf.link(left, y - height, sheet.width, height, { pageNumber: target });
}

/** A document with fewer sections needs no contents. */
const FEW = 5;

/** @returns the number of the sheet on which it begins */
function sectionOn(section: PlainSection, sheet: Sheet, tables: TableWriter): number {
  if (section.kind === 'drawing') return drawingOn(section, sheet);
  sheet.gap(16);
  if (section.kind === 'words') {
    sheet.room(60);
    const at = heading(section.title, sheet);
    for (const line of section.lines) {
      const { text, tone } = typeof line === 'string' ? { text: line, tone: 'plain' as const } : line;
      sheet.text(text, { size: 9.5, color: ink[tone] });
      sheet.gap(2);
    }
    return at;
  }
  const table = section.kind === 'table' ? plainTable(section, sheet) : entriesTable(section, sheet);
  const note = section.note === undefined ? 0 : sheet.lines(section.note, 8.5, false, sheet.width).length * 12;
  // A heading alone at the foot of a sheet leads nowhere.
  sheet.room(HEADING + note + tables.leastHeight(sheet, table));
  const at = heading(section.title, sheet);
  if (section.note !== undefined) sheet.text(section.note, { size: 8.5, color: ink.soft });
  tables.draw(sheet, table);
  return at;
}

/** Height of a heading with what is around it. [pt] */
const HEADING = 24;

function heading(title: string | undefined, sheet: Sheet): number {
  const at = sheet.page;
  if (title === undefined) return at;
  sheet.pdf.outline.add(null, oneLine(title), { pageNumber: at });
  sheet.text(title, { size: 12, bold: true });
  sheet.gap(3);
  return at;
}

/** Below this its words cannot be read on paper: names of 15 pixels are of 6 points then. [pt for a pixel] */
const LEAST_SCALE = 0.4;
/** As large as on a sheet of its own. [pt for a pixel] */
const MOST_SCALE = 0.75;

/** The picture of the canvas, on a sheet of its own turned on its side where an upright one would make it too small. */
function drawingOn({ title, note, design }: Extract<PlainSection, { kind: 'drawing' }>, sheet: Sheet): number {
  const picture = pictureOf(design, { theme: 'light', transparent: true });
  const { width, height } = picture.box;
  const below = note === undefined ? 0 : 16;
  const scaleIn = (wide: number, high: number): number => Math.min(MOST_SCALE, wide / width, (high - HEADING - below) / height);
  const upright = scaleIn(sheet.width, sheet.height);
  const { pageSize } = sheet.pdf.internal;
  const turned = scaleIn(
    sheet.width + pageSize.getHeight() - pageSize.getWidth(),
    sheet.height - pageSize.getHeight() + pageSize.getWidth(),
  );
  const lies = upright < LEAST_SCALE && turned > upright;
  const scale = lies ? turned : upright;
  if (lies) sheet.next('landscape');
  else {
    sheet.gap(16);
    sheet.room(HEADING + below + height * scale);
  }
  const at = heading(title, sheet);
  drawPicture(picture, sheet.pdf, { left: sheet.left, top: sheet.y, scale });
  sheet.y += height * scale;
  if (note !== undefined) sheet.text(note, { size: 8.5, color: ink.soft });
  if (lies) sheet.next('portrait');
  return at;
}

/** Below each sheet: what it is of, and its number of so many. */
function numberSheets(pdf: jsPDF, title: string): void {
  const count = pdf.getNumberOfPages();
  for (let i = 1; i <= count; i++) {
    pdf.setPage(i);
    new Sheet(pdf).foot(title, `Page ${i} of ${count}`);
  }
}
