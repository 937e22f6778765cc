import { Button } from '@mantine/core';
import { IconArrowRight, IconFlag } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Prompt } from '../../../engine/practice/prompt-file';
import { goTo } from '../clock';
import styles from '../practice.module.css';
import { practice, useInterview } from '../practice';
import { showScreen } from '../practice-ui';
import { usePrompt } from '../prompts';
import type { Interview } from '../record';
import { ReportScreen } from '../report/ReportScreen';
import { finish } from '../report/finish';
import { type StepId, stepAfter, steps } from '../steps';
import { levelWords } from '../words';
import { Bottlenecks } from './Bottlenecks';
import { Clarify } from './Clarify';
import { Draw } from './Draw';
import { Estimate } from './Estimate';

/** What a step's panel is given. */
export interface StepProps {
  readonly interview: Interview;
  readonly prompt: Prompt;
}

const panels: Record<StepId, (props: StepProps) => React.ReactNode> = {
  clarify: Clarify,
  estimate: Estimate,
  'high-level': Draw,
  'deep-dive': Draw,
  bottlenecks: Bottlenecks,
};

/** The interview that is under way; its report once it has ended. */
export function InterviewScreen() {
  const interview = useInterview();
  const prompt = usePrompt(interview?.prompt ?? '');
  if (!interview) return <NoInterview />;
  if (!prompt) return <div className={styles['screen']} />;
  if (interview.ended !== null) return <ReportScreen interview={interview} prompt={prompt} />;
  return <StepScreen interview={interview} prompt={prompt} />;
}

function NoInterview() {
  return (
    <div className={styles['screen']}>
      <p className={styles['words']}>No interview is under way.</p>
      <div>
        <Button size="compact-sm" onClick={() => showScreen('start')}>
          Choose one
        </Button>
      </div>
    </div>
  );
}

function StepScreen({ interview, prompt }: StepProps) {
  const { step } = interview.clock;
  const Panel = panels[step];
  const next = stepAfter(step);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  // Whoever goes on by keyboard goes on reading at the head of the new step.
  useEffect(() => {
    if (shown.current !== step) title.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <div className={styles['screen']}>
      <div>
        <p className={styles['soft']}>
          {levelWords[interview.level]} · {steps[step].goal}
        </p>
        <h2 className={styles['title']} ref={title} tabIndex={-1}>
          {steps[step].title}: {interview.ask}
        </h2>
      </div>
      <Panel key={step} interview={interview} prompt={prompt} />
      <div className={styles['foot']}>
        {next ? (
          <Button
            size="xs"
            rightSection={<IconArrowRight size={15} aria-hidden />}
            onClick={() => practice.getState().tick(interview.id, (was, now) => goTo(was, next, now))}
          >
            On to: {steps[next].title}
          </Button>
        ) : (
          <Button size="xs" leftSection={<IconFlag size={15} aria-hidden />} onClick={() => finish(interview.id)}>
            Finish and see the report
          </Button>
        )}
      </div>
    </div>
  );
}
