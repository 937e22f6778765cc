import { type Result, success } from '../core/problem';
import { basisOf } from './blueprint/basis';
import { blueprintOf } from './blueprint/model';
import type { ExportOptions, ReportedRun, ReportExporter } from './definition';
import { type PlainPage, pageHtml } from './html/page';
import { pageMarkdown } from './markdown/page';
import type { PdfFonts } from './pdf/open';
import { runbookOf } from './runbook/model';

// Documents for people, each in several formats: what they say is made once.

interface PaperKind {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly make: typeof blueprintOf;
}

export const papers = [
  {
    id: 'blueprint',
    title: 'Blueprint',
    about: 'Boundaries, contracts, events, time budgets, objectives, capacity and risks, with the numbers of a run',
    make: blueprintOf,
  },
  {
    id: 'runbook',
    title: 'Runbook',
    about: 'What to do when something fails, with the numbers from which on it counts',
    make: runbookOf,
  },
] as const satisfies readonly PaperKind[];

/** A document about a design that ran. */
export function paperOf({ make }: PaperKind, { design, report }: ReportedRun, { chaos }: ExportOptions): Result<PlainPage> {
  const basis = basisOf(design, report, chaos ?? null);
  return basis.ok ? success(make(basis.value)) : basis;
}

const formats = [
  { suffix: '', language: 'Markdown', extension: 'md', mime: 'text/markdown', text: pageMarkdown },
  { suffix: '-html', language: 'HTML', extension: 'html', mime: 'text/html', text: (page: PlainPage) => pageHtml(page) },
] as const;

/** Each document in each of its text formats. */
export const documents: readonly ReportExporter[] = papers.flatMap((kind) =>
  formats.map(
    ({ suffix, language, extension, mime, text }): ReportExporter => ({
      of: 'report',
      id: `${kind.id}${suffix}`,
      title: `${kind.title}, ${language}`,
      about: `${kind.about}.`,
      extension: `${kind.id}.${extension}`,
      mime,
      write: (run, options) => {
        const page = paperOf(kind, run, options);
        return page.ok ? success({ text: text(page.value), left: unsaid(options) }) : page;
      },
    }),
  ),
);

/** A document that is no text. */
export interface PaperPdf {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly extension: string;
  readonly write: (run: ReportedRun, options: ExportOptions, fonts: PdfFonts) => Promise<Result<Uint8Array>>;
}

/** Each document as PDF. */
export const paperPdfs: readonly PaperPdf[] = papers.map((kind) => ({
  id: `${kind.id}-pdf`,
  title: `${kind.title}, PDF`,
  about: `${kind.about}.`,
  extension: `${kind.id}.pdf`,
  write: async (run, options, fonts) => {
    const page = paperOf(kind, run, options);
    if (!page.ok) return page;
    // Large, and wanted by few.
    const { paperPdf } = await import('./pdf/paper');
    return success(await paperPdf(page.value, fonts));
  },
}));

/** What no drawing and no run can tell. */
export const unsaid = ({ chaos }: ExportOptions): string[] => [
  'Who is on call, where the real dashboards are, and how deploys are undone: add your own names and links.',
  ...(chaos ? [] : ['Risks under faults: make a chaos matrix, and give it with --chaos.']),
];
