import { type Result, success } from '../../core/problem';
import type { Design } from '../../design/schema';
import { pdfOf } from '../../export/picture/pdf';
import { pictureOf, type PictureOptions } from '../../export/picture/picture';
import { svgOf } from '../../export/picture/svg';
import { recordRun, type RecordOptions } from '../../simulate/recorded-run';
import { pdfFonts } from '../pdf-fonts';
import { gifOf } from './gif';
import { rasterizer } from './rasterizer';

/** Formats that are no text, so that they need a file. */
export const fileFormats = {
  png: { title: 'PNG', bytes: async (design, { look, scale }) => success((await rasterizer())(svgOf(pictureOf(design, look)), scale).png) },
  pdf: { title: 'PDF', bytes: async (design, { look }) => success(await pdfOf(pictureOf(design, look), await pdfFonts())) },
  gif: {
    title: 'GIF',
    bytes: async (design, { look, scale, how }) => {
      const recorded = recordRun(design, { ...how, requests: 1 });
      return recorded.ok ? success(await gifOf(recorded.value, look, scale)) : recorded;
    },
  },
} as const satisfies Readonly<Record<string, FileFormat>>;

interface FileFormat {
  readonly title: string;
  readonly bytes: (design: Design, asked: FileOptions) => Promise<Result<Uint8Array>>;
}

export interface FileOptions {
  readonly look: PictureOptions;
  readonly scale: number;
  readonly how: Omit<RecordOptions, 'requests'>;
}

export type FileFormatName = keyof typeof fileFormats;

export const isFileFormat = (format: string): format is FileFormatName => Object.hasOwn(fileFormats, format);
