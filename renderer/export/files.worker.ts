import '../no-eval';
import { expose } from 'comlink';
import { invariant } from '../../engine/core/invariant';
import { type Result, success } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import type { ExportOptions, ReportedRun } from '../../engine/export/definition';
import { paperPdfs } from '../../engine/export/documents';
import { gifOf } from '../../engine/export/picture/gif';
import type { PictureOptions } from '../../engine/export/picture/picture';
import { recordRun } from '../../engine/simulate/recorded-run';
import { paintPicture } from './paint-picture';
import { pdfFonts } from './pdf-fonts';

/** A run as an animation. Plain data. */
interface AskedGif {
  readonly design: Design;
  readonly seed: number;
  readonly look: PictureOptions;
  readonly scale: number;
}

/** Files that take their time to be written. */
export interface FilesApi {
  /** @param onProgress hears the share of the pictures that are drawn, 0 to 1; not while the design runs */
  gif(asked: AskedGif, onProgress: (share: number) => void): Promise<Result<Uint8Array>>;
  /** @param id of a document */
  paper(id: string, run: ReportedRun, options: ExportOptions): Promise<Result<Uint8Array>>;
}

const files: FilesApi = {
  gif: async ({ design, seed, look, scale }, onProgress) => {
    const recorded = recordRun(design, { seed, requests: 1 });
    return recorded.ok ? success(gifOf(recorded.value, look, (picture) => paintPicture(picture, scale), onProgress)) : recorded;
  },
  paper: async (id, run, options) => {
    const paper = paperPdfs.find((each) => each.id === id);
    invariant(paper, 'the document is one of the list');
    return paper.write(run, options, await pdfFonts());
  },
};

expose(files);
