import type { Problem, Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Exported, Exporter, ExportOptions } from '../../engine/export/definition';
import { documents, type PaperPdf, paperPdfs, unsaid } from '../../engine/export/documents';
import { leftOfPicture } from '../../engine/export/picture/left';
import { pictureOf } from '../../engine/export/picture/picture';
import { svgOf } from '../../engine/export/picture/svg';
import { exporters } from '../../engine/export/registry';
import { gifInWorker, paperInWorker } from './files';
import { pngOf } from './png';
import { writtenOfRun } from './run-export';
import { reportOf } from './report-of';

export interface StudioOptions extends ExportOptions {
  /** Of a picture of pixels: 1 is the size on the canvas at 100 %. */
  readonly scale: number;
  /** Of a run whose requests are written. */
  readonly seed: number;
  /** How many of its requests are written, at most. */
  readonly requests: number;
}

/** A design in another form, ready to be saved. */
export interface Written {
  readonly blob: Blob;
  /** What the format could not say. */
  readonly left: readonly string[];
  /** The same as a page of HTML, to look at, where nothing else shows it. */
  readonly page?: string;
}

/** How a picture is shown and what about it can be chosen. */
export type PictureKind = 'pixels' | 'lines' | 'film';

export interface Format {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly extension: string;
  /** Null where it is a text. */
  readonly picture: PictureKind | null;
  /** Whether the design is run for it, which takes a moment. */
  readonly runs: boolean;
  /** Whether it holds as many requests as one asks for. */
  readonly anyNumber: boolean;
  /**
   * What is wrong instead, in words. Rejects when the signal says that nobody waits for it any more.
   * @param onProgress hears the share that is done, 0 to 1, where it is known
   */
  readonly write: (
    design: Design,
    options: StudioOptions,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ) => Promise<Written | string>;
}

const png: Format = {
  id: 'png',
  title: 'PNG',
  about: 'A picture of pixels, for chats, slides and pages.',
  extension: 'png',
  picture: 'pixels',
  runs: false,
  anyNumber: false,
  write: async (design, options) => {
    const blob = await pngOf(pictureOf(design, options), options.scale);
    return blob === null
      ? 'This picture is too large for the browser. Take a smaller scale.'
      : { blob, left: leftOfPicture(design, options) };
  },
};

const pdf: Format = {
  id: 'pdf',
  title: 'PDF',
  about: 'A sheet for documents and printers: lines and words, with its fonts in it.',
  extension: 'pdf',
  picture: 'lines',
  runs: false,
  anyNumber: false,
  write: async (design, options) => {
    // Large, and wanted by few.
    const [{ pdfOf }, { pdfFonts }] = await Promise.all([import('../../engine/export/pdf/picture'), import('./pdf-fonts')]);
    const bytes = await pdfOf(pictureOf(design, options), await pdfFonts());
    return { blob: new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), left: leftOfPicture(design, options) };
  },
};

const gif: Format = {
  id: 'gif',
  title: 'GIF',
  about: 'The run as an animation, a picture for each second, for chats and pages that play no programs.',
  extension: 'gif',
  picture: 'film',
  runs: true,
  anyNumber: false,
  write: async (design, options, signal, onProgress) => {
    const made = await gifInWorker(design, options, signal, onProgress);
    if (!made.ok) return inWords(made.problems);
    const { only } = options;
    // It has the numbers of every second.
    const left = leftOfPicture(design, { ...(only && { only }), live: { nodes: new Map(), failing: new Set() } });
    return { blob: new Blob([new Uint8Array(made.value)], { type: 'image/gif' }), left };
  },
};

const paperFormat = ({ id, title, about, extension }: PaperPdf): Format => ({
  id,
  title,
  about,
  extension,
  picture: null,
  runs: true,
  anyNumber: false,
  write: async (design, options, signal) => {
    const made = await paperInWorker(id, design, signal);
    if (!made.ok) return inWords(made.problems);
    // What it says is shown as a page: browsers show no PDF within a page that may load so little.
    const page = documents.find((each) => each.id === id.replace(/-pdf$/, '-html'))!;
    const report = await reportOf(design, signal);
    const shown = report.ok ? page.write({ design, report: report.value }, options) : report;
    return {
      blob: new Blob([new Uint8Array(made.value)], { type: 'application/pdf' }),
      left: unsaid(options),
      ...(shown.ok && { page: shown.value.text }),
    };
  },
});

/** A page of ours without its program, which its sandbox would stop with a complaint. */
const still = (page: string): string => page.replace(/<script>[^]*?<\/script>/, '');

const inWords = (problems: readonly Problem[]): string => problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' ');

/** Every format of the studio, in the order in which they are offered. */
export const formats: readonly Format[] = exporters.flatMap((exporter): Format[] => {
  const { id, title, about, extension, mime } = exporter;
  const format: Format = {
    id,
    title,
    about,
    extension,
    picture: id === 'svg' ? 'lines' : null,
    runs: exporter.of !== 'design',
    anyNumber: exporter.of === 'run' && exporter.anyNumber === true,
    write: async (design, options, signal) => {
      const written = await writtenBy(exporter, design, options, signal);
      if (!written.ok) return inWords(written.problems);
      const { text, left } = written.value;
      return { blob: new Blob([text], { type: mime }), left, ...(mime === 'text/html' && { page: still(text) }) };
    },
  };
  const paper = paperPdfs.find((each) => each.id === id.replace(/-html$/, '-pdf') && each.id !== id);
  if (id === 'svg') return [png, format, pdf];
  if (id === 'watch') return [format, gif];
  return paper ? [format, paperFormat(paper)] : [format];
});

async function writtenBy(exporter: Exporter, design: Design, options: StudioOptions, signal: AbortSignal): Promise<Result<Exported>> {
  if (exporter.of === 'design') return exporter.write(design, options);
  if (exporter.of === 'run') return writtenOfRun(exporter.id, design, options, signal);
  const report = await reportOf(design, signal);
  return report.ok ? exporter.write({ design, report: report.value }, options) : report;
}

/** The picture as an address for an image on the page. */
export const previewOf = (design: Design, options: ExportOptions): string =>
  `data:image/svg+xml,${encodeURIComponent(svgOf(pictureOf(design, options)))}`;
