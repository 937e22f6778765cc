import { Button, Progress } from '@mantine/core';
import { IconColumns2, IconFileTypography, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { showKeptCanvas } from '../canvas';
import { lengthText, spentInAll } from '../clock';
import type { StepProps } from '../interview/InterviewScreen';
import { showBeside } from '../../scenarios/beside';
import { scenarioBySlug } from '../../scenarios/scenarios';
import { showScreen, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import { levelWords } from '../words';
import { CritiqueView } from './CritiqueView';
import { judge, stopJudging, useJudging } from './judging';
import { print } from './print';
import own from './report.module.css';
import { SaveReport } from './SaveReport';
import { Transcript } from './Transcript';

/** What is to be said of an interview, and what it was. */
export function ReportScreen({ interview, prompt }: StepProps) {
  const { id, ask, level, clock, critique, ended } = interview;
  const mine = usePracticeUi((ui) => ui.canvas === id);
  const title = useRef<HTMLHeadingElement>(null);
  // The button that one pressed is gone: the keyboard goes on here.
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles['screen']}>
      <div>
        <p className={styles['soft']}>
          {levelWords[level]} · {lengthText(spentInAll(clock, ended ?? 0))}
        </p>
        <h2 className={styles['title']} ref={title} tabIndex={-1}>
          Report: {ask}
        </h2>
      </div>
      <div className={styles['row']}>
        {!mine && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFileTypography size={15} aria-hidden />}
            onClick={() => void showKeptCanvas(interview)}
          >
            Show my design
          </Button>
        )}
        {scenarioBySlug(interview.prompt) && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconColumns2 size={15} aria-hidden />}
            onClick={() => showBeside(interview.prompt)}
          >
            Show the reference beside it
          </Button>
        )}
      </div>
      <Judging id={id} judged={critique !== null} />
      {critique && <CritiqueView critique={critique} interview={interview} prompt={prompt} />}
      <Transcript interview={interview} prompt={prompt} />
      <div className={own['actions']}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => print(interview, prompt)}
        >
          Print
        </Button>
        <SaveReport interview={interview} prompt={prompt} />
        {critique && (
          <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => void judge(id)}>
            Judge my design again
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => showScreen('start')}>
          Another interview
        </Button>
      </div>
    </div>
  );
}

/** How far the runs are, on which the critique rests. */
function Judging({ id, judged }: { readonly id: string; readonly judged: boolean }) {
  const now = useJudging(id);
  if (now === null) {
    if (judged) return null;
    return (
      <div className={styles['row']}>
        <p className={styles['words']}>It has not been judged yet.</p>
        <Button size="compact-sm" onClick={() => void judge(id)}>
          Judge it
        </Button>
      </div>
    );
  }
  if (now.phase === 'failed') {
    return (
      <div className={styles['card']} role="alert">
        <p className={styles['words']}>It could not be judged: {now.why}</p>
        <Button size="compact-sm" onClick={() => void judge(id)}>
          Try again
        </Button>
      </div>
    );
  }
  const done = Math.round(now.share * 100);
  return (
    <div className={styles['card']} role="status">
      <p className={styles['words']}>Running your design at its load, and under each fault: {done} % done.</p>
      <div className={own['progress']}>
        <Progress value={done} aria-label="Runs done" />
        <Button size="compact-xs" variant="default" onClick={stopJudging}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
