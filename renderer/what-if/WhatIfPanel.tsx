import { Modal, UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';
import { useReading } from '../docs/open-page';
import { growPanel } from '../layout/panels';
import { AnswerView } from './AnswerView';
import { forms } from './forms/registry';
import { JobView } from './JobView';
import { useWhatIfs, whatIfs } from './session';
import { openForm, setWide, useWhatIfUi } from './what-if-ui';
import classes from './what-if.module.css';

/** Less than this shows no question whole. [px] */
const ROOM = 430;

/** Questions about the design, asked of many runs, and the answers of this session. */
export function WhatIfPanel() {
  const form = useWhatIfUi((ui) => ui.form);
  const wide = useWhatIfUi((ui) => ui.wide);
  const shown = useWhatIfs((s) => s.shown);
  const answers = useWhatIfs((s) => s.answers);
  useEffect(() => growPanel('bottom', ROOM), []);
  return (
    <div className={classes['panel']}>
      <nav className={classes['nav']} aria-label="Questions and answers">
        {forms.map(({ id, title }) => (
          <UnstyledButton
            key={id}
            className={classes['navItem'] ?? ''}
            aria-current={shown === null && form === id ? 'true' : undefined}
            onClick={() => openForm(id)}
          >
            {title}
          </UnstyledButton>
        ))}
        {answers.length > 0 && <h3 className={classes['navHead']}>Answers of this session</h3>}
        {answers.map(({ id, title }) => (
          <UnstyledButton
            key={id}
            className={classes['navItem'] ?? ''}
            aria-current={shown === id ? 'true' : undefined}
            title={title}
            onClick={() => whatIfs.getState().show(id)}
          >
            {title}
          </UnstyledButton>
        ))}
      </nav>
      {/* What is shown over the window is not shown again below it. */}
      <div className={classes['main']}>{!wide && <Main wide={false} />}</div>
    </div>
  );
}

/** What is under way, the answer that is shown, or the form. */
function Main({ wide }: { readonly wide: boolean }) {
  const form = useWhatIfUi((ui) => ui.form);
  const job = useWhatIfs((s) => s.job);
  const answered = useWhatIfs((s) => s.answers.find(({ id }) => id === s.shown));
  if (job) return <JobView job={job} />;
  if (answered) return <AnswerView key={answered.id} answered={answered} wide={wide} />;
  const { Form } = forms.find(({ id }) => id === form) ?? forms[0]!;
  return wide ? null : <Form />;
}

/** An answer over the whole window. What is under way goes on when it is closed. */
export function WhatIfWide() {
  const wide = useWhatIfUi((ui) => ui.wide);
  const reading = useReading();
  const something = useWhatIfs((s) => s.job !== null || s.answers.some(({ id }) => id === s.shown));
  return (
    <Modal
      opened={wide && something}
      onClose={() => setWide(false)}
      closeOnEscape={!reading}
      size="min(1560px, 94vw)"
      title="What if"
      yOffset="3vh"
    >
      {wide && <Main wide />}
    </Modal>
  );
}
