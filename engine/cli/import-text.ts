import type { ImportNotes } from '../import/definition';

/** What there is to say of an import, as people read it. */
export function notesText(title: string, { inferred, guessed, missing }: ImportNotes): string {
  const part = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `${heading}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  return `Read as ${title}.\n${part('Inferred', inferred)}${part('Guessed', guessed)}${part('Missing', missing)}`;
}
