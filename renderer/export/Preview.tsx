import { useEffect, useState } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Design } from '../../engine/design/schema';
import { type Format, previewOf, type StudioOptions, type Written } from './formats';
import classes from './export.module.css';

/** More than this of a text is not looked at. */
const MOST = 6000;
/** … but of a document, which is there to be read. */
const MOST_PAGE = 100_000;

interface PreviewProps {
  readonly format: Format;
  readonly design: Design;
  readonly options: StudioOptions;
  /** Null while it is being written; a text says why it cannot be. */
  readonly written: Written | string | null;
}

/** What comes out: the picture, or the text. */
export function Preview({ format, design, options, written }: PreviewProps) {
  if (typeof written === 'string') {
    return (
      <p className={classes['problem']} role="alert">
        {written}
      </p>
    );
  }
  if (format.picture) {
    return (
      <div className={classes['preview']} data-clear={options.transparent || undefined}>
        <img src={previewOf(design, options)} alt={`${design.name}, as it will be`} />
      </div>
    );
  }
  if (written === null && format.runs) {
    return (
      <p className={classes['text']} role="status">
        The design runs …
      </p>
    );
  }
  return <TextPreview key={format.id} blob={written?.blob ?? null} title={format.title} />;
}

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
