import { Button } from '@mantine/core';
import { IconFileTypography, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { showKeptCanvas } from '../canvas';
import { lengthText, spentInAll } from '../clock';
import type { StepProps } from '../interview/InterviewScreen';
import { showScreen, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import { levelWords } from '../words';
import { print } from './print';
import own from './report.module.css';
import { SaveReport } from './SaveReport';
import { Transcript } from './Transcript';

/** What an interview was. */
export function ReportScreen({ interview, prompt }: StepProps) {
  const { id, ask, level, clock, ended } = interview;
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
      {!mine && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFileTypography size={15} aria-hidden />}
            onClick={() => void showKeptCanvas(interview)}
          >
            Show my design
          </Button>
        </div>
      )}
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
        <Button size="compact-sm" variant="default" onClick={() => showScreen('start')}>
          Another interview
        </Button>
      </div>
    </div>
  );
}
