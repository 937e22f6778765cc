import { Button } from '@mantine/core';
import { IconFileTypography, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useBeside } from '../../scenarios/beside';
import { openCanvas, showKeptCanvas } from '../canvas';
import { practice, useChallengeAttempt } from '../practice';
import { practiceUi, showScreen, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import type { Attempt } from '../record';
import { levelWords } from '../words';
import { begin } from './attempts';
import { type BankChallenge, useChallenges, useDesigns } from './challenges';
import { Goals } from './Goals';
import { Help } from './Help';

/** A challenge that is under way, or was solved. */
export function ChallengeScreen() {
  const attempt = useChallengeAttempt();
  const challenges = useChallenges();
  if (!challenges) return <div className={styles['screen']} />;
  const of = challenges.find(({ slug }) => slug === attempt?.subject);
  if (!attempt || !of) {
    return (
      <div className={styles['screen']}>
        <p className={styles['words']}>No challenge is under way.</p>
        <div>
          <Button size="compact-sm" onClick={another}>
            Choose one
          </Button>
        </div>
      </div>
    );
  }
  return <Shown key={attempt.id} attempt={attempt} of={of} />;
}

function another(): void {
  useBeside.setState({ shown: null });
  practiceUi.setState({ begin: 'challenge' });
  showScreen('start');
}

interface ShownProps {
  readonly attempt: Attempt;
  readonly of: BankChallenge;
}

function Shown({ attempt, of }: ShownProps) {
  const { title, topic, level, ask } = of.challenge;
  const designs = useDesigns(of);
  const mine = usePracticeUi((ui) => ui.canvas === attempt.id);
  const heading = useRef<HTMLHeadingElement>(null);
  // What one pressed in the list is gone: the keyboard goes on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles['screen']}>
      <div>
        <p className={styles['soft']}>
          {levelWords[level]} · {topic}
        </p>
        <h2 className={styles['title']} ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </div>
      <p className={styles['words']}>{ask}</p>
      {!mine && designs && <Away attempt={attempt} start={designs.start} />}
      {designs && <Goals attempt={attempt} of={of} designs={designs} mine={mine} />}
      {designs && <Help attempt={attempt} of={of} answer={designs.answer} />}
      <div className={styles['row']}>
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => void begin(of)}>
          Start over
        </Button>
        <Button size="compact-sm" variant="default" onClick={another}>
          Another challenge
        </Button>
      </div>
    </div>
  );
}

/** Another document is on the canvas. */
function Away({ attempt: { id, title }, start }: { readonly attempt: Attempt; readonly start: Parameters<typeof openCanvas>[1] }) {
  const back = async () => {
    const owner = { id, ask: title };
    if ((await practice.getState().canvas(id)) === null) openCanvas(owner, start);
    else await showKeptCanvas(owner);
  };
  return (
    <section className={styles['card']} aria-label="Your canvas">
      <p className={styles['words']}>Another design is on the canvas. Yours is kept with the challenge.</p>
      <Button size="compact-sm" leftSection={<IconFileTypography size={15} aria-hidden />} onClick={() => void back()}>
        Back to my design
      </Button>
    </section>
  );
}
