import Papa from 'papaparse';
import type { Table } from './table';

/** The table as RFC 4180 has it, with a heading; numbers with all their digits, empty where there is none. No text is a formula to a spreadsheet. */
export function csvOf({ columns }: Table): string {
  const rows = (columns[0]?.values ?? []).map((_, row) => columns.map(({ values }) => values[row]));
  return `${Papa.unparse([columns.map(({ name }) => name), ...rows], { newline: '\n', escapeFormulae: true })}\n`;
}
