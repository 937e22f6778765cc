import { catalogSections } from './catalog';

const intro = `# Findings

What Faultline says of a design before it runs, in the studio while you draw and by \`faultline check\`. There are three kinds.

- **Errors**: it does not run. Their own words say what to do.
- **Warnings**: it runs, and likely does not do what was meant.
- **Hints**: it runs as drawn, and the drawing has a weakness. Numbers in hints come from the drawing alone: open streams of requests, mean times, no retries, no queueing. What hangs on a cache’s luck or on how fast users think counts as nothing, so that no number is too large.

A finding that is known and may stay can be ignored, with a reason that the design file keeps under \`ignored\`. Some findings have a fix: a change that takes the finding away and brings no error, one step of undo. \`faultline check --fix\` makes all of them.
`;

/** The page of the documents about findings, in Markdown: one heading for each code. */
export function findingsPage(): string {
  const sections = catalogSections.map(({ title, entries }) => {
    const all = Object.entries(entries).map(
      ([code, { title: name, about, page }]) =>
        `### ${name}\n\n\`${code}\`: ${about}${page === undefined ? '' : ` See [${words(page)}](${folderOf(page)}/${page}.md).`}\n`,
    );
    return `## ${title}\n\n${all.join('\n')}`;
  });
  return `${intro}\n${sections.join('\n')}`;
}

const others: Readonly<Record<string, string>> = {
  cascade: 'phenomena',
  overload: 'phenomena',
  'rate-limits': 'phenomena',
  'retry-storm': 'phenomena',
  'tail-at-scale': 'phenomena',
  theory: 'statistics',
};
const folderOf = (page: string): string => others[page] ?? 'mechanisms';
const words = (page: string): string => page.replaceAll('-', ' ');
