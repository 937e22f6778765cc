import { type Result, success } from '../../core/problem';
import type { Design } from '../../design/schema';
import type { ExportOptions } from '../../export/definition';
import { type PaperPdf, paperPdfs, unsaid } from '../../export/documents';
import { pdfOf } from '../../export/pdf/picture';
import { gifOf } from '../../export/picture/gif';
import { leftOfPicture } from '../../export/picture/left';
import { pictureOf } from '../../export/picture/picture';
import { svgOf } from '../../export/picture/svg';
import { recordRun, type RecordOptions } from '../../simulate/recorded-run';
import { run } from '../../simulate/run';
import { pdfFonts } from '../pdf-fonts';
import { rasterizer } from './rasterizer';

/** A format that is no text, so that it needs a file. */
export interface FileFormat {
  /** Name on the command line. */
  readonly id: string;
  readonly title: string;
  /** Of files, without the dot. */
  readonly extension: string;
  readonly bytes: (design: Design, asked: FileOptions) => Promise<Result<Uint8Array>>;
  /** What it could not say. */
  readonly left: (design: Design, asked: FileOptions) => readonly string[];
}

export interface FileOptions {
  readonly look: ExportOptions;
  readonly scale: number;
  readonly how: Omit<RecordOptions, 'requests'>;
}

const png: FileFormat = {
  id: 'png',
  title: 'PNG',
  extension: 'png',
  bytes: async (design, { look, scale }) => success((await rasterizer())(svgOf(pictureOf(design, look)), scale).png),
  left: (design, { look }) => leftOfPicture(design, look),
};

const pdf: FileFormat = {
  id: 'pdf',
  title: 'PDF',
  extension: 'pdf',
  bytes: async (design, { look }) => success(await pdfOf(pictureOf(design, look), await pdfFonts())),
  left: (design, { look }) => leftOfPicture(design, look),
};

const gif: FileFormat = {
  id: 'gif',
  title: 'GIF',
  extension: 'gif',
  bytes: async (design, { look, scale, how }) => {
    const recorded = recordRun(design, { ...how, requests: 1 });
    if (!recorded.ok) return recorded;
    const rasterize = await rasterizer();
    return success(gifOf(recorded.value, look, (picture) => rasterize(svgOf(picture), scale)));
  },
  // It has the numbers of every second.
  left: (design, { look }) => leftOfPicture(design, { ...look, live: { nodes: new Map(), failing: new Set() } }),
};

const paper = ({ id, title, extension, write }: PaperPdf): FileFormat => ({
  id,
  title,
  extension,
  bytes: async (design, { look, how }) => {
    const report = run(design, how);
    return report.ok ? write({ design, report: report.value }, look, await pdfFonts()) : report;
  },
  left: (_design, { look }) => unsaid(look),
});

export const fileFormats: readonly FileFormat[] = [png, pdf, gif, ...paperPdfs.map(paper)];
