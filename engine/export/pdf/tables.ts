import type { CellDef, Row, Table, UserOptions } from 'jspdf-autotable';
import type { Cell, PlainSection } from '../html/page';
import { oneLine } from '../names';
import { FONT } from './open';
import { ink, type Sheet } from './sheet';

export interface TableWriter {
  /** Height of what should not be torn apart: all of a short table, head and first rows of a long one. [pt] */
  leastHeight(sheet: Sheet, table: UserOptions): number;
  /** Where the sheet has come to; goes on over sheets, each with the head on top. */
  draw(sheet: Sheet, table: UserOptions): void;
}

export async function tableWriter(): Promise<TableWriter> {
  const { __createTable: made, __drawTable: drawTable } = await import('jspdf-autotable');
  return {
    leastHeight: (sheet, table) => {
      const { head, body } = made(sheet.pdf, table);
      const heightOf = (rows: readonly Row[]): number => [...head, ...rows].reduce((sum, row) => sum + row.height, 0);
      const all = heightOf(body);
      return all <= sheet.height * SHORT ? all : heightOf(body.slice(0, FIRST));
    },
    draw: (sheet, options) => {
      const table: Table = made(sheet.pdf, { ...options, startY: sheet.y });
      drawTable(sheet.pdf, table);
      sheet.y = table.finalY ?? sheet.y;
    },
  };
}

/** Share of a sheet up to which a table is short. */
const SHORT = 0.45;
/** Rows of a long one that stay with its head. */
const FIRST = 3;

/** More columns than these need smaller words. */
const MANY = 6;

const common = ({ margins, pdf }: Sheet): UserOptions => ({
  theme: 'plain',
  margin: margins,
  // A row is told on one sheet, unless it is longer than that.
  rowPageBreak: 'avoid',
  styles: {
    font: FONT,
    fontSize: 8.5,
    textColor: ink.plain,
    cellPadding: { top: 3, bottom: 3, left: 0, right: 8 },
    overflow: 'linebreak',
    valign: 'top',
  },
  tableWidth: pdf.internal.pageSize.getWidth() - margins.left - margins.right,
});

export function plainTable({ columns, rows }: Extract<PlainSection, { kind: 'table' }>, sheet: Sheet): UserOptions {
  const sides = columns.map(({ number = false }) => (number ? ('right' as const) : ('left' as const)));
  const usual = common(sheet);
  return {
    ...usual,
    styles: { ...usual.styles, ...(columns.length > MANY && { fontSize: 7.5 }), lineColor: ink.line, lineWidth: { bottom: 0.5 } },
    headStyles: { fontStyle: 'bold', textColor: ink.soft, lineColor: ink.strong, lineWidth: { bottom: 0.75 }, valign: 'bottom' },
    // A number that goes on below itself reads as two.
    columnStyles: Object.fromEntries(sides.flatMap((side, i) => (side === 'right' ? [[i, { cellWidth: 'wrap' as const }]] : []))),
    head: [columns.map(({ title }, i) => ({ content: oneLine(title), styles: { halign: sides[i] ?? 'left' } }))],
    body: rows.map((row) => row.map((cell, i) => cellOf(cell, sides[i] ?? 'left'))),
  };
}

/** Labels at the left; each line that belongs to one is a row of its own. */
export function entriesTable({ entries }: Extract<PlainSection, { kind: 'entries' }>, sheet: Sheet): UserOptions {
  const usual = common(sheet);
  return {
    ...usual,
    styles: { ...usual.styles, cellPadding: { top: 1.5, bottom: 2, left: 0, right: 8 } },
    columnStyles: { 0: { cellWidth: LABELS }, 1: { cellWidth: DOTS, cellPadding: { top: 1.5, bottom: 2, left: 0, right: 0 } } },
    body: entries.flatMap(({ label, lines }) =>
      lines.map((line, i): CellDef[] => [
        { content: i === 0 ? oneLine(label) : '', styles: { fontStyle: 'bold', textColor: ink.soft } },
        { content: lines.length > 1 ? '•' : '' },
        cellOf(line, 'left'),
      ]),
    ),
  };
}

/** Width of the labels, and of the dots before lines of a list. [pt] */
const [LABELS, DOTS] = [136, 10];

function cellOf(cell: Cell, halign: 'left' | 'right'): CellDef {
  const { text, tone } = typeof cell === 'string' ? { text: cell, tone: 'plain' as const } : cell;
  return {
    // What is called by what is called stands further in, and stays so where its name goes on below.
    content: oneLine(text).replace(/^(?:· )+/, (dots) => dots.replaceAll(' ', '\u00a0')),
    styles: { halign, textColor: ink[tone], ...(tone !== 'plain' && { fontStyle: 'bold' as const }) },
  };
}
