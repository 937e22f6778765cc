import type { Column, Page, Section } from '../page';
import { number } from '../words';

type Fields = Readonly<Record<string, unknown>>;

/** Any document as facts and tables: for those that have no page of their own. */
export function anythingPage(document: Fields): Page {
  const { design, format } = document;
  const plain = Object.entries(document).filter(([, value]) => typeof value !== 'object');
  const nested = Object.entries(document).filter(([, value]) => typeof value === 'object' && value !== null);
  return {
    title: typeof design === 'string' ? design : shown(format),
    facts: plain.map(([name, value]) => `${name}: ${shown(value)}`),
    sections: nested.map(([name, value]) => section(name, value as object)),
  };
}

function section(title: string, value: object): Section {
  const rows = (
    Array.isArray(value) ? value : Object.entries(value).map(([name, of]) => ({ '': name, value: of as unknown }))
  ) as readonly unknown[];
  const fields = rows.filter((row): row is Fields => typeof row === 'object' && row !== null && !Array.isArray(row));
  if (fields.length < rows.length || rows.length === 0)
    return { kind: 'words', title, lines: rows.length === 0 ? ['Nothing.'] : rows.map(shown) };
  const names = [...new Set(fields.flatMap((row) => Object.keys(row)))];
  const columns: Column[] = names.map((name) => ({ title: name, number: fields.every((row) => typeof row[name] === 'number') }));
  return { kind: 'table', title, columns, rows: fields.map((row) => names.map((name) => shown(row[name]))) };
}

function shown(value: unknown): string {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '–' : JSON.stringify(value);
}
