import { Button } from '@mantine/core';
import { IconBulb, IconColumns2, IconFlag } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Design } from '../../../engine/design/schema';
import { useBeside } from '../../scenarios/beside';
import { practice } from '../practice';
import styles from '../practice.module.css';
import { type Attempt, type Told, untold } from '../record';
import own from './challenge.module.css';
import type { BankChallenge } from './challenges';

interface HelpProps {
  readonly attempt: Attempt;
  readonly of: BankChallenge;
  readonly answer: Design;
}

/** Hints one by one; the answer for who gives up, or has solved it. */
export function Help({ attempt, of, answer }: HelpProps) {
  const { hints } = of.challenge;
  const told = attempt.told ?? untold;
  const over = attempt.ended !== null || told.answer;
  const tell = (change: Partial<Told>) =>
    practice.getState().changeAttempt(attempt.id, (was) => ({ ...was, told: { ...(was.told ?? untold), ...change } }));
  const list = useRef<HTMLOListElement>(null);
  const [gaveUp, setGaveUp] = useState(false);
  const giveUp = () => {
    tell({ answer: true });
    setGaveUp(true);
  };
  const next = () => {
    tell({ hints: told.hints + 1 });
    // The button goes with the last hint: the keyboard goes on here.
    if (told.hints + 1 === hints.length) list.current?.focus();
  };
  return (
    <>
      <section className={styles['stack']} aria-label="Hints">
        {told.hints > 0 && (
          <ol className={own['hints']} aria-live="polite" ref={list} tabIndex={-1}>
            {hints.slice(0, told.hints).map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ol>
        )}
        <div className={styles['row']}>
          {told.hints < hints.length && (
            <Button size="compact-sm" variant="default" leftSection={<IconBulb size={15} aria-hidden />} onClick={next}>
              Hint {told.hints + 1} of {hints.length}
            </Button>
          )}
          {!over && <GiveUp onSure={giveUp} />}
        </div>
      </section>
      {over && <Answer of={of} answer={answer} focus={gaveUp} />}
    </>
  );
}

/** One button that asks first. */
function GiveUp({ onSure }: { readonly onSure: () => void }) {
  const [sure, setSure] = useState(false);
  return (
    <Button
      size="compact-sm"
      variant="default"
      {...(sure && { color: 'orange' })}
      leftSection={<IconFlag size={15} aria-hidden />}
      onClick={() => (sure ? onSure() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {sure ? 'Sure? Show the answer' : 'Give up'}
    </Button>
  );
}

function Answer({ of: { challenge }, answer, focus }: Pick<HelpProps, 'of' | 'answer'> & { readonly focus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <section className={styles['stack']} aria-label="Answer">
      <h3 className={styles['section']} ref={heading} tabIndex={-1}>
        What was wrong
      </h3>
      <p className={styles['words']}>{challenge.answer.why}</p>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconColumns2 size={15} aria-hidden />}
          onClick={() => useBeside.setState({ shown: { title: `Answer: ${challenge.title}`, design: answer } })}
        >
          Show it beside mine
        </Button>
      </div>
      <h3 className={styles['section']}>What does not help</h3>
      <dl className={own['wrong']}>
        {challenge.wrong.map(({ title, why }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{why}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
