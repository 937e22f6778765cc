import type { PlainSection } from '../html/page';

/** A table without the columns in which no row has anything. */
export function fullColumns(section: PlainSection): PlainSection {
  if (section.kind !== 'table') return section;
  const kept = section.columns.map((_, i) => i === 0 || section.rows.some((row) => row[i] !== '–'));
  return {
    ...section,
    columns: section.columns.filter((_, i) => kept[i]),
    rows: section.rows.map((row) => row.filter((_, i) => kept[i])),
  };
}
