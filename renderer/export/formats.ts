import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { Exported, Exporter, ExportOptions } from '../../engine/export/definition';
import { leftOfPicture } from '../../engine/export/picture/left';
import { pictureOf } from '../../engine/export/picture/picture';
import { svgOf } from '../../engine/export/picture/svg';
import { exporters } from '../../engine/export/registry';
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
}

export interface Format {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly extension: string;
  readonly picture: boolean;
  /** Whether the design is run for it, which takes a moment. */
  readonly runs: boolean;
  /** Whether it holds as many requests as one asks for. */
  readonly anyNumber: boolean;
  /** What is wrong instead, in words. Rejects when the signal says that nobody waits for it any more. */
  readonly write: (design: Design, options: StudioOptions, signal: AbortSignal) => Promise<Written | string>;
}

const png: Format = {
  id: 'png',
  title: 'PNG',
  about: 'A picture of pixels, for chats, slides and pages.',
  extension: 'png',
  picture: true,
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
  picture: true,
  runs: false,
  anyNumber: false,
  write: async (design, options) => {
    // Large, and wanted by few.
    const [{ pdfOf }, { pdfFonts }] = await Promise.all([import('../../engine/export/picture/pdf'), import('./pdf-fonts')]);
    const bytes = await pdfOf(pictureOf(design, options), await pdfFonts());
    return { blob: new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), left: leftOfPicture(design, options) };
  },
};

/** Every format of the studio, in the order in which they are offered. */
export const formats: readonly Format[] = exporters.flatMap((exporter): Format[] => {
  const { id, title, about, extension, mime } = exporter;
  const format: Format = {
    id,
    title,
    about,
    extension,
    picture: id === 'svg',
    runs: exporter.of !== 'design',
    anyNumber: exporter.of === 'run' && exporter.anyNumber === true,
    write: async (design, options, signal) => {
      const written = await writtenBy(exporter, design, options, signal);
      if (!written.ok) return written.problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' ');
      return { blob: new Blob([written.value.text], { type: mime }), left: written.value.left };
    },
  };
  return id === 'svg' ? [png, format, pdf] : [format];
});

async function writtenBy(exporter: Exporter, design: Design, options: StudioOptions, signal: AbortSignal): Promise<Result<Exported>> {
  if (exporter.of === 'design') return exporter.write(design, options);
  if (exporter.of === 'run') return writtenOfRun(exporter.id, design, options, signal);
  const report = await reportOf(design);
  return report.ok ? exporter.write({ design, report: report.value }, options) : report;
}

/** The picture as an address for an image on the page. */
export const previewOf = (design: Design, options: ExportOptions): string =>
  `data:image/svg+xml,${encodeURIComponent(svgOf(pictureOf(design, options)))}`;
