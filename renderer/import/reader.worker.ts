import { detectFormat, readImport } from '../../engine/import/read';
import { importers } from '../../engine/import/registry';
import type { FromReader, ToReader } from './messages';

// Reads what comes from outside beside the page, so that a large file does not hold that up. One worker for one question.

const answer = (message: FromReader): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (data.kind === 'formats') {
    answer({ kind: 'formats', formats: importers.map(({ id, title, about, extensions }) => ({ id, title, about, extensions })) });
    return;
  }
  if (data.kind === 'detect') {
    answer({ kind: 'detect', format: detectFormat(data.text, data.fileName)?.id ?? null });
    return;
  }
  void readImport(data.text, data.fileName, data.format).then((read) =>
    answer(
      read.ok
        ? { kind: 'read', ok: true, design: read.value.design, notes: read.value.notes, title: read.value.format.title }
        : { kind: 'read', ok: false, problems: read.problems },
    ),
  );
});
