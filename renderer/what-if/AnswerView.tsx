import { Button } from '@mantine/core';
import { IconArrowsMaximize, IconCheck, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DocsLink } from '../docs/DocsLink';
import { hasPage } from '../docs/library';
import { differsOnlyInPlace } from '../store/same-run';
import { studio, useStudio } from '../store/studio';
import { pageAbout } from './about';
import { ChaosAnswer } from './answers/ChaosAnswer';
import { CompareAnswer } from './answers/CompareAnswer';
import { ExperimentAnswer } from './answers/ExperimentAnswer';
import { KneeAnswer } from './answers/KneeAnswer';
import { MetastabilityAnswer } from './answers/MetastabilityAnswer';
import { RightSizeAnswer } from './answers/RightSizeAnswer';
import { SweepAnswer } from './answers/SweepAnswer';
import { TornadoAnswer } from './answers/TornadoAnswer';
import { proposalOf } from './proposal';
import { SaveMenu } from './SaveMenu';
import { type Answered, whatIfs } from './session';
import { setWide } from './what-if-ui';
import classes from './what-if.module.css';

/** An answer with its question: verdict, pictures, and what can be done with it. */
export function AnswerView({ answered, wide }: { readonly answered: Answered; readonly wide: boolean }) {
  const stale = useStudio((s) => s.document !== answered.design && !differsOnlyInPlace(s.document, answered.design));
  const { title, id } = answered;
  const proposal = proposalOf(answered);
  return (
    <article className={classes['answer']} aria-label={title}>
      <div className={classes['answerHead']}>
        <h2 className={classes['question']}>
          {title} {hasPage(pageAbout(answered.name)) && <DocsLink page={pageAbout(answered.name)} />}
        </h2>
        <div className={classes['buttons']}>
          {proposal && (
            <Button
              size="compact-sm"
              leftSection={<IconCheck size={15} aria-hidden />}
              title={`${proposal.text}. One step of undo.`}
              onClick={() => {
                studio.getState().edit(...proposal.edits);
                setWide(false);
              }}
            >
              Apply to my design
            </Button>
          )}
          <SaveMenu answered={answered} />
          {!wide && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowsMaximize size={15} aria-hidden />}
              onClick={() => setWide(true)}
            >
              Wide view
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => {
              setWide(false);
              whatIfs.getState().forget(id);
            }}
          >
            Forget
          </Button>
        </div>
      </div>
      {stale && <p className={classes['stale']}>The design has changed since: this is the answer for the design as it was then.</p>}
      {bodyOf(answered, wide)}
    </article>
  );
}

function bodyOf(answered: Answered, wide: boolean): ReactNode {
  switch (answered.name) {
    case 'compare':
      return <CompareAnswer answered={answered} wide={wide} />;
    case 'experiment':
      return <ExperimentAnswer answered={answered} />;
    case 'sweep':
      return <SweepAnswer answered={answered} />;
    case 'tornado':
      return <TornadoAnswer answered={answered} />;
    case 'knee':
      return <KneeAnswer answered={answered} />;
    case 'right-size':
      return <RightSizeAnswer answered={answered} />;
    case 'chaos':
      return <ChaosAnswer answered={answered} />;
    case 'metastability':
      return <MetastabilityAnswer answered={answered} />;
    case 'replications':
    case 'critique':
    case 'challenge':
      // They have a place of their own: a dialog, the report of an interview, the card beside the canvas.
      return null;
  }
}
