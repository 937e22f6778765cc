import { Anchor, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../engine/core/problem';
import type { Fix } from '../../engine/design/advice/fix';
import { catalogEntry, titleOfFinding } from '../../engine/design/catalog/catalog';
import { changeWords } from '../../engine/design/change-words';
import { matches } from '../../engine/design/ignored';
import { useOpenPage } from '../docs/open-page';
import { problemSubject } from '../panels/problem-place';
import { studio, useStudio } from '../store/studio';
import styles from './findings.module.css';
import { goTo } from './go-to';
import { placeWords } from './place-words';
import { severityIcons, severityWords } from './severity-words';

interface DetailsProps {
  readonly finding: Problem;
  readonly fix: Fix | null;
}

/** One finding: what it is, what to do, what a fix would change, and whether it may stay. */
export function FindingDetails({ finding, fix }: DetailsProps) {
  const { severity, code, message, remedy, where } = finding;
  const design = useStudio((s) => s.document);
  const openPage = useOpenPage((s) => s.open);
  const subject = problemSubject(finding, design);
  const entry = catalogEntry(code);
  const Icon = severityIcons[severity];
  return (
    <section className={styles['details']} aria-label={titleOfFinding(code)}>
      <h3 className={styles['head']} data-severity={severity}>
        <Icon aria-hidden />
        <span>
          {severityWords[severity]}: {titleOfFinding(code)}
        </span>
      </h3>
      <p>
        {message} <strong>{remedy}</strong>
      </p>
      {fix && finding.ignored === undefined && <FixOffer fix={fix} />}
      {entry && (
        <p className={styles['about']}>
          {entry.about}{' '}
          <Anchor component="button" type="button" inherit onClick={() => openPage('findings', entry.title)}>
            Read more
          </Anchor>
        </p>
      )}
      <p className={styles['where']}>
        {subject ? (
          <Anchor component="button" type="button" inherit onClick={() => goTo(subject)}>
            Show {placeWords(where, design)} on the canvas
          </Anchor>
        ) : (
          'About the design as a whole'
        )}
        <code>
          {code} · {where}
        </code>
      </p>
      {severity !== 'error' && code !== 'ignored-nothing' && <LetBe finding={finding} />}
    </section>
  );
}

/** What the fix changes, in words, before it is made. */
function FixOffer({ fix }: { readonly fix: Fix }) {
  const design = useStudio((s) => s.document);
  return (
    <div className={styles['fix']}>
      <Button size="compact-sm" onClick={() => studio.getState().edit(...fix.edits)}>
        {fix.title}
      </Button>
      <ul aria-label="What it changes">
        {changeWords(fix.edits, design).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}

/** A finding that may stay is ignored with a reason, which the design keeps. */
function LetBe({ finding }: { readonly finding: Problem }) {
  const [reason, setReason] = useState('');
  const { edit, document } = studio.getState();
  const ignored = document.ignored ?? [];
  if (finding.ignored !== undefined) {
    return (
      <p className={styles['letBe']}>
        <span>Ignored: {finding.ignored}</span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => edit({ kind: 'set-ignored', ignored: ignored.filter((entry) => !matches(entry, finding)) })}
        >
          Do not ignore
        </Button>
      </p>
    );
  }
  const words = reason.trim();
  return (
    <form
      className={styles['letBe']}
      onSubmit={(event) => {
        event.preventDefault();
        if (words !== '') edit({ kind: 'set-ignored', ignored: [...ignored, { code: finding.code, place: finding.where, reason: words }] });
      }}
    >
      <TextInput
        size="xs"
        className={styles['reason'] ?? ''}
        aria-label="Why it may stay"
        placeholder="It may stay, because …"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button size="compact-xs" variant="default" type="submit" disabled={words === ''}>
        Ignore
      </Button>
    </form>
  );
}
