import type { FormatOffer, FromReader, ReadAnswer, Source, ToReader } from './messages';

/** A file that takes longer is not worth the wait. [ms] */
const PATIENCE = 120_000;

/** Reads a text in a worker of its own, which ends with it. Never rejects but when `signal` says so. */
export async function readSource(source: Source, signal?: AbortSignal): Promise<ReadAnswer> {
  const answer = await asked({ kind: 'read', ...source }, signal);
  return answer?.kind === 'read' ? answer : gaveUp;
}

/** Whether a text looks like a format that can be read. */
export async function looksForeign(source: Source): Promise<boolean> {
  const answer = await asked({ kind: 'detect', ...source });
  return answer?.kind === 'detect' && answer.format !== null;
}

let offers: Promise<readonly FormatOffer[]> | null = null;
/** Every format that can be read, in the order in which they are tried. */
export const formatsToRead = (): Promise<readonly FormatOffer[]> =>
  (offers ??= asked({ kind: 'formats' }).then((answer) => (answer?.kind === 'formats' ? answer.formats : [])));

/** The answer of a worker; null where it died or took too long. */
function asked(question: ToReader, signal?: AbortSignal): Promise<FromReader | null> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module', name: 'import' });
  return new Promise<FromReader | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE);
    const end = (answer: FromReader | null) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<FromReader>) => end(data));
    worker.addEventListener('error', () => end(null));
    signal?.addEventListener('abort', () => end(null));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker has no origin to aim at.
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

const gaveUp: ReadAnswer = {
  ok: false,
  problems: [
    {
      code: 'import-gave-up',
      severity: 'error',
      where: 'file',
      message: 'Reading this file took too long or too much memory.',
      remedy: 'Import a part of it, or read it on the command line: faultline import.',
    },
  ],
};
