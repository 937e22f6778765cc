import type { Cell, Column, PlainPage, PlainSection } from '../html/page';
import { flowchart } from '../mermaid';
import { markdownText } from './text';

/**
 * A document in Markdown as GitHub and GitLab read it: tables in pipes, the diagram as Mermaid.
 * @see https://github.github.com/gfm/
 */
export function pageMarkdown({ title, facts, verdict, sections }: PlainPage): string {
  const blocks = [
    `# ${markdownText(title)}`,
    facts.map(markdownText).join('  \n'),
    ...(verdict ? [`**${markdownText(verdict.text)}**`] : []),
    ...sections.map(section),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function section(of: PlainSection): string {
  const head = of.title === undefined ? [] : [`## ${markdownText(of.title)}`];
  const note = 'note' in of && of.note !== undefined ? [markdownText(of.note)] : [];
  return [...head, ...note, ...body(of)].join('\n\n');
}

function body(of: PlainSection): string[] {
  switch (of.kind) {
    case 'words':
      return of.lines.map((line) => markdownText(words(line)));
    case 'table':
      return [table(of.columns, of.rows)];
    case 'entries':
      return of.entries.map(({ label, lines }) =>
        lines.length === 1
          ? `**${markdownText(label)}:** ${markdownText(words(lines[0]!))}`
          : `**${markdownText(label)}:**\n\n${lines.map((line) => `- ${markdownText(words(line))}`).join('\n')}`,
      );
    case 'drawing':
      return [fenced('mermaid', flowchart(of.design))];
  }
}

const words = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

const table = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): string =>
  [
    line(columns.map(({ title }) => title)),
    `|${columns.map(({ number = false }) => (number ? ' ---: ' : ' --- ')).join('|')}|`,
    ...rows.map((row) => line(row.map(words))),
  ].join('\n');
const line = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`;

/** A block of another language. Its fence is longer than any that the text could hold. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
