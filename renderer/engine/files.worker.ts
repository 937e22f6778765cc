import '../no-eval';
import { expose } from 'comlink';
import { invariant } from '../../engine/core/invariant';
import type { Result } from '../../engine/core/problem';
import type { ExportOptions, ReportedRun } from '../../engine/export/definition';
import { paperPdfs } from '../../engine/export/documents';
import { type WriteGif, writeGif } from '../../engine/worker/write-gif';
import { paintPicture } from '../export/paint-picture';
import { pdfFonts } from '../export/pdf-fonts';

/** Files that take their time to be written. */
export interface FilesApi {
  /** @param onProgress hears the share of the pictures that are drawn, 0 to 1; not while the design runs */
  gif(asked: WriteGif, onProgress: (share: number) => void): Promise<Result<Uint8Array>>;
  /** @param id of a document */
  paper(id: string, run: ReportedRun, options: ExportOptions): Promise<Result<Uint8Array>>;
}

const files: FilesApi = {
  gif: async (asked, onProgress) => writeGif(asked, (picture) => paintPicture(picture, asked.scale), onProgress),
  paper: async (id, run, options) => {
    const paper = paperPdfs.find((each) => each.id === id);
    invariant(paper, 'the document is one of the list');
    return paper.write(run, options, await pdfFonts());
  },
};

expose(files);
