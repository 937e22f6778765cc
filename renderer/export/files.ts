import { proxy } from 'comlink';
import type { Result } from '../../engine/core/problem';
import type { Design } from '../../engine/design/schema';
import { alone } from '../engine/alone';
import type { FilesApi } from '../engine/files.worker';
import type { StudioOptions } from './formats';
import { reportOf } from './report-of';

const spawn = (): Worker => new Worker(new URL('../engine/files.worker.ts', import.meta.url), { type: 'module', name: 'files' });

/** Runs the design as it stands, from its beginning, and draws it second by second. */
export const gifInWorker = (
  design: Design,
  { seed, scale, theme, only }: StudioOptions,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Result<Uint8Array>> => {
  const look = { ...(theme && { theme }), ...(only && { only }) };
  return alone<FilesApi, Result<Uint8Array>>(spawn, signal, (worker) => worker.gif({ design, seed, look, scale }, proxy(onProgress)));
};

/** Writes a document of a design and a run of it. */
export async function paperInWorker(id: string, design: Design, signal: AbortSignal): Promise<Result<Uint8Array>> {
  const report = await reportOf(design, signal);
  if (!report.ok) return report;
  const run = { design, report: report.value };
  return alone<FilesApi, Result<Uint8Array>>(spawn, signal, (worker) => worker.paper(id, run, {}));
}
