import { Button, FileButton, Select, useComputedColorScheme } from '@mantine/core';
import { IconFileImport, IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { pictureOf } from '../../engine/export/picture/picture';
import { svgOf } from '../../engine/export/picture/svg';
import { studio } from '../store/studio';
import { MOST_BYTES } from './arrivals';
import { closeImport, showImport, useImportUi } from './import-ui';
import { ImportNotesList } from './ImportNotesList';
import type { FormatOffer, ReadAnswer } from './messages';
import { formatsToRead } from './reader';
import { useRead } from './use-read';
import classes from './import.module.css';

const BY_ITSELF = 'auto';

/** Chooses a file, shows what was understood of it, and opens that as a new design. */
export function ImportForm() {
  const { source, answer: known } = useImportUi();
  const answer = useRead(source, known);
  const formats = useFormats();
  const [trouble, setTrouble] = useState('');
  const choose = async (file: File | null) => {
    if (!file) return;
    setTrouble(file.size > MOST_BYTES ? `“${file.name}” has ${Math.round(file.size / 1e6)} MB; ${MOST_BYTES / 1e6} MB are the most.` : '');
    if (file.size <= MOST_BYTES) showImport({ fileName: file.name, text: await file.text() });
  };
  const busy = source !== null && answer === null;
  return (
    <div className={classes['form']}>
      <div className={classes['choice']}>
        <FileButton onChange={(file) => void choose(file)}>
          {(props) => (
            <Button {...props} size="xs" variant={source ? 'default' : 'filled'} leftSection={<IconFolderOpen size={15} aria-hidden />}>
              {source ? 'Another file' : 'Choose a file'}
            </Button>
          )}
        </FileButton>
        <Select
          size="xs"
          w={200}
          aria-label="Format"
          allowDeselect={false}
          disabled={!source}
          data={[{ value: BY_ITSELF, label: 'Format: found by itself' }, ...formats.map(({ id, title }) => ({ value: id, label: title }))]}
          value={source?.format ?? BY_ITSELF}
          onChange={(id) => source && showImport({ ...source, format: id === BY_ITSELF || id === null ? undefined : id })}
        />
        <span className={classes['name']}>{source?.fileName}</span>
      </div>
      {trouble !== '' && (
        <p className={classes['problem']} role="alert">
          {trouble}
        </p>
      )}
      {!source && <Formats formats={formats} />}
      {busy && (
        <p className={classes['busy']} role="status">
          Reading…
        </p>
      )}
      {answer && !answer.ok && <Refused answer={answer} />}
      {answer?.ok && <Understood answer={answer} />}
    </div>
  );
}

function useFormats(): readonly FormatOffer[] {
  const [formats, setFormats] = useState<readonly FormatOffer[]>([]);
  useEffect(() => void formatsToRead().then(setFormats), []);
  return formats;
}

function Formats({ formats }: { readonly formats: readonly FormatOffer[] }) {
  return (
    <>
      <p className={classes['hint']}>
        Files can be dropped on the canvas, too, and drawings in text can be pasted there. Your design stays as it is until you open the new
        one.
      </p>
      <ul className={classes['formats']}>
        {formats.map(({ id, title, about, extensions }) => (
          <li key={id}>
            <strong>{title}</strong>
            <span>{about}</span>
            <code>{extensions.map((extension) => `.${extension}`).join(' ')}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Refused({ answer }: { readonly answer: Extract<ReadAnswer, { ok: false }> }) {
  return (
    <div role="alert" className={classes['refused']}>
      <h3>This cannot be imported</h3>
      <ul>
        {answer.problems.slice(0, 20).map(({ code, where, message, remedy }) => (
          <li key={`${code} ${where} ${message}`}>
            {message} <span>{remedy}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Understood({ answer: { design, notes, title } }: { readonly answer: Extract<ReadAnswer, { ok: true }> }) {
  const scheme = useComputedColorScheme('light');
  const picture = useMemo(() => `data:image/svg+xml,${encodeURIComponent(svgOf(pictureOf(design, { theme: scheme })))}`, [design, scheme]);
  const counts = [
    [(design.nodes ?? []).length, 'component'],
    [(design.links ?? []).length, 'link'],
    [(design.groups ?? []).length, 'group'],
  ] as const;
  const words = counts.filter(([n]) => n > 0).map(([n, of]) => `${n} ${of}${n === 1 ? '' : 's'}`);
  const open = () => {
    closeImport();
    studio.getState().guard(`Open “${design.name}”`, () => studio.getState().show(design, { name: design.name }));
  };
  return (
    <>
      <p className={classes['summary']}>
        <strong>{design.name}</strong>, read as {title}: {words.join(', ')}.
      </p>
      <div className={classes['both']}>
        <div className={classes['preview']}>
          <img src={picture} alt={`${design.name}, as it will be`} />
        </div>
        <ImportNotesList notes={notes} />
      </div>
      <div className={classes['foot']}>
        <Button size="xs" variant="default" onClick={closeImport}>
          Cancel
        </Button>
        <Button size="xs" leftSection={<IconFileImport size={15} aria-hidden />} onClick={open}>
          Open as new design
        </Button>
      </div>
    </>
  );
}
