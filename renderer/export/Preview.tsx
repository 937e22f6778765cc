import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Design } from '../../engine/design/schema';
import { type Format, previewOf, type StudioOptions } from './formats';
import type { Writing } from './use-written';
import classes from './export.module.css';

/** More than this of a text is not looked at. */
const MOST = 6000;
/** … but of a document, which is there to be read. */
const MOST_PAGE = 100_000;

interface PreviewProps {
  readonly format: Format;
  readonly design: Design;
  readonly options: StudioOptions;
  readonly writing: Writing;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}

/** What comes out: the picture, the page, or the text. */
export function Preview({ format, design, options, writing, onStop, onAgain }: PreviewProps) {
  if (writing.phase === 'failed') {
    return (
      <p className={classes['problem']} role="alert">
        {writing.why}
      </p>
    );
  }
  if (format.runs && writing.phase !== 'written') return <Waiting writing={writing} onStop={onStop} onAgain={onAgain} />;
  const written = writing.phase === 'written' ? writing.written : null;
  if (format.picture === 'film' && written) return <Film blob={written.blob} name={design.name} />;
  if (format.picture) {
    return (
      <div className={classes['preview']} data-clear={options.transparent || undefined}>
        <img src={previewOf(design, options)} alt={`${design.name}, as it will be`} />
      </div>
    );
  }
  if (written?.page !== undefined) return <PagePreview page={written.page} title={format.title} />;
  return <TextPreview key={format.id} blob={written?.blob ?? null} title={format.title} />;
}

/** While the design runs, and is drawn: how far it is, and the way to stop it. */
function Waiting({ writing, onStop, onAgain }: Pick<PreviewProps, 'writing' | 'onStop' | 'onAgain'>) {
  const stopped = writing.phase === 'stopped';
  const share = writing.phase === 'writing' ? writing.share : null;
  return (
    <div className={classes['waiting']}>
      <p role="status">{stopped ? 'Stopped. Nothing was written.' : share === null ? 'The design runs …' : 'Its pictures are drawn …'}</p>
      {share !== null && <Progress value={share * 100} w={220} aria-label="Pictures drawn" />}
      <Button size="xs" variant="default" onClick={stopped ? onAgain : onStop}>
        {stopped ? 'Start again' : 'Stop'}
      </Button>
    </div>
  );
}

function Film({ blob, name }: { readonly blob: Blob; readonly name: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return (
    <div className={classes['preview']}>
      <img src={address} alt={`${name}, as it will be`} />
    </div>
  );
}

/** A page as its readers see it. In its sandbox no program runs, nothing is loaded and no link leads anywhere. */
const PagePreview = ({ page, title }: { readonly page: string; readonly title: string }) => (
  <iframe className={classes['document']} sandbox="" srcDoc={page} title={`${title}, as it will be`} />
);

function TextPreview({ blob, title }: { readonly blob: Blob | null; readonly title: string }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let current = true;
    const most = blob?.type === 'text/markdown' ? MOST_PAGE : MOST;
    void blob?.text().then((all) => current && setText(all.length > most ? `${all.slice(0, most)}\n…` : all));
    return () => {
      current = false;
    };
  }, [blob]);
  if (blob?.type === 'text/markdown') {
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
      <div className={classes['page']} tabIndex={0} role="region" aria-label={`${title}, text`}>
        <Markdown remarkPlugins={[remarkGfm]} disallowedElements={['a', 'img']} unwrapDisallowed>
          {text}
        </Markdown>
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <pre className={classes['text']} tabIndex={0} role="region" aria-label={`${title}, text`}>
      {text}
    </pre>
  );
}
