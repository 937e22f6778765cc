import { beforeAll, describe, expect, test } from 'vitest';
import { pdfFonts } from '../../engine/cli/pdf-fonts';
import type { ReportedRun } from '../../engine/export/definition';
import { paperOf, paperPdfs, papers } from '../../engine/export/documents';
import type { PlainSection } from '../../engine/export/html/page';
import { run } from '../../engine/simulate/run';
import { designs as drawn } from './designs';
import { type ReadPdf, readPdf, textOfPdf } from './pdf-reader';

// Blueprint and runbook as PDF, read by a reader of its own: all that they say is there, on the sheets and not beside them.

// A design runs only under a name that a file may have.
const designs = drawn
  .filter(({ title }) => ['checkout-platform', 'a hostile design'].includes(title))
  .map(({ title, design }) => ({ title, design: { ...design, name: design.name.slice(0, 120) } }));

const cases = designs.flatMap(({ title, design }) => papers.map((paper) => ({ title, design, paper })));
const runs = new Map<string, ReportedRun>();
const files = new Map<string, Uint8Array>();
const read = new Map<string, ReadPdf>();

const written = async (id: string, title: string): Promise<Uint8Array> => {
  const done = await paperPdfs.find((each) => each.id === `${id}-pdf`)!.write(runs.get(title)!, {}, await pdfFonts());
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
};

beforeAll(async () => {
  for (const { title, design } of designs) {
    const report = run(design, { duration: 4, warmup: 1 });
    if (!report.ok) throw new Error(`${title}: ${JSON.stringify(report.problems)}`);
    runs.set(title, { design, report: report.value });
  }
  for (const { title, paper } of cases) {
    const file = await written(paper.id, title);
    files.set(`${paper.id} ${title}`, file);
    read.set(`${paper.id} ${title}`, await readPdf(file));
  }
}, 120_000);

/** Signs without air and line breaks: where lines end is the writer's affair. Signs that the font lacks are left out; µ is μ to the reader. */
const bare = (text: string): string => text.normalize('NFKC').replaceAll(/[^\u0021-\u04ff\u2013-\u2212\u2713\u2717]/gu, '');

const wordsIn = (section: PlainSection): string[] => {
  const cells = (all: readonly (string | { readonly text: string })[]) => all.map((cell) => (typeof cell === 'string' ? cell : cell.text));
  const note = 'note' in section && section.note !== undefined ? [section.note] : [];
  switch (section.kind) {
    case 'words':
      return cells(section.lines);
    case 'table':
      return [...note, ...section.columns.map(({ title }) => title), ...cells(section.rows.flat())];
    case 'entries':
      return [...note, ...section.entries.flatMap(({ label, lines }) => [label, ...cells(lines)])];
    case 'drawing':
      return [...note, ...(section.design.nodes ?? []).map(({ id, name = id }) => name.slice(0, 8))];
  }
};

describe.each(cases)('$paper.id of $title', ({ title, paper }) => {
  const pdf = () => read.get(`${paper.id} ${title}`)!;
  const page = () => {
    const made = paperOf(paper, runs.get(title)!, {});
    if (!made.ok) throw new Error('no document');
    return made.value;
  };

  test('says all that the document says, each section with a heading and a bookmark', () => {
    // A cell goes on below itself while its neighbours stand beside it: so each word is looked for, not each sentence.
    const said = bare(textOfPdf(pdf()));
    const words = [page().title, ...page().facts, ...page().sections.flatMap(wordsIn)].flatMap((text) => text.split(/\s+/)).map(bare);
    expect(words.length).toBeGreaterThan(200);
    expect([...new Set(words)].filter((word) => word.length < 14 && !said.includes(word))).toEqual([]);
    const titles = page().sections.flatMap((section) => section.title ?? []);
    expect(pdf().bookmarks.map(bare)).toEqual(titles.map(bare));
  });

  test('has nothing beside its sheets, a number on each of them, its fonts in it, and nothing that acts', () => {
    const { sheets, fonts, acts, dates } = pdf();
    for (const [i, { width, words }] of sheets.entries()) {
      expect(words.filter(({ left, right, base }) => left < 40 || right > width - 36 || base < 20).map(({ text }) => text)).toEqual([]);
      expect(words.map(({ text }) => text).join(' ')).toContain(`Page ${i + 1} of ${sheets.length}`);
      // More than what stands below.
      expect(words.length).toBeGreaterThan(3);
    }
    expect([...fonts.values()]).toEqual([true, true]);
    expect(acts).toEqual([]);
    expect(dates.every((date) => String(date).startsWith('D:19700101'))).toBe(true);
  });
});

test('the same design makes the same file, to the byte', async () => {
  expect(Buffer.compare(await written('runbook', 'checkout-platform'), files.get('runbook checkout-platform')!)).toBe(0);
});
