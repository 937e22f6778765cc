import { Button, Radio, Select, useComputedColorScheme } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { Fragment, useMemo, useState } from 'react';
import { MANY_REQUESTS, USUAL_REQUESTS } from '../../engine/export/definition';
import { paperPdfs } from '../../engine/export/documents';
import { saveBlob } from '../files/save-blob';
import { useStudio } from '../store/studio';
import { copyBlob } from './copy-blob';
import { formats, type StudioOptions } from './formats';
import { liveSigns } from './live-signs';
import { Look, type Looks } from './Look';
import { Preview } from './Preview';
import { useWritten } from './use-written';
import classes from './export.module.css';

const numbers = [USUAL_REQUESTS, 5 * USUAL_REQUESTS, MANY_REQUESTS];
/** No clipboard takes them. */
const NOT_COPIED: ReadonlySet<string> = new Set(['pdf', 'gif', ...paperPdfs.map(({ id }) => id)]);

/** Chooses a format, shows what comes out and what is lost, and gives it away. */
export function ExportForm() {
  const design = useStudio((s) => s.document);
  const selection = useStudio((s) => s.selection);
  const seed = useStudio((s) => s.seed);
  const scheme = useComputedColorScheme('light');
  const [id, setId] = useState('png');
  const [looks, setLooks] = useState<Looks>({ theme: scheme, transparent: false, scale: 2, filmScale: 1, marked: false, live: false });
  const [requests, setRequests] = useState(USUAL_REQUESTS);
  const [said, setSaid] = useState('');
  // The moment at which the dialog was opened, or numbers were asked for.
  const signs = useMemo(() => (looks.live ? liveSigns(design) : undefined), [design, looks.live]);
  const format = formats.find((each) => each.id === id) ?? formats[0]!;
  const film = format.picture === 'film';
  const options = useMemo<StudioOptions>(
    () => ({
      theme: looks.theme,
      transparent: looks.transparent,
      scale: film ? looks.filmScale : looks.scale,
      seed,
      requests,
      ...(location.protocol.startsWith('http') && { address: location.href }),
      ...(looks.marked && { only: selection }),
      ...(signs && { live: signs }),
    }),
    [looks, film, selection, signs, seed, requests],
  );
  const { writing, stop, again } = useWritten(format, design, options);
  const written = writing.phase === 'written' ? writing.written : null;
  const marked = selection.nodes.length + selection.groups.length + selection.notes.length;
  return (
    <div className={classes['form']}>
      <Radio.Group aria-label="Format" value={id} onChange={setId} className={classes['formats'] ?? ''}>
        {[false, true].map((runs) => (
          <Fragment key={String(runs)}>
            <h3>{runs ? 'A run of it' : 'The design'}</h3>
            {formats
              .filter((each) => each.runs === runs)
              .map((each) => (
                <Radio key={each.id} value={each.id} label={each.title} size="xs" />
              ))}
          </Fragment>
        ))}
      </Radio.Group>
      <div className={classes['main']}>
        <p className={classes['about']}>{format.about}</p>
        {format.picture && <Look looks={looks} onChange={setLooks} marked={marked} kind={format.picture} />}
        {format.anyNumber && (
          <Select
            size="xs"
            w={180}
            label="Requests, at most"
            allowDeselect={false}
            data={numbers.map((number) => ({ value: String(number), label: number.toLocaleString('en') }))}
            value={String(requests)}
            onChange={(number) => setRequests(Number(number ?? USUAL_REQUESTS))}
          />
        )}
        <Preview format={format} design={design} options={options} writing={writing} onStop={stop} onAgain={again} />
        {written && (
          <section aria-label="What is lost" className={classes['lost']}>
            <h3>{format.title} does not show</h3>
            <ul>
              {written.left.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )}
        <div className={classes['foot']}>
          <span role="status" className={classes['said']}>
            {said}
          </span>
          {!NOT_COPIED.has(format.id) && (
            <Button
              size="xs"
              variant="default"
              disabled={!written}
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={() => written && void copyBlob(written.blob).then(setSaid)}
            >
              {format.id === 'png' ? 'Copy as image' : 'Copy as text'}
            </Button>
          )}
          <Button
            size="xs"
            disabled={!written}
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => written && saveBlob(written.blob, `${design.name}.${format.extension}`)}
          >
            Save
          </Button>
        </div>
      </div>
    </div>
  );
}
