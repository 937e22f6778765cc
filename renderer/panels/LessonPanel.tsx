import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPlayerPlay, IconSchool } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Lesson } from '../../engine/design/lesson';
import { scenarioBySlug } from '../scenarios/scenarios';
import { studio, useStudio } from '../store/studio';
import classes from './lesson.module.css';
import { type LessonStep, claimParts, isDone, paragraphs } from './lesson-steps';

/** The lesson of the scenario that is open; nothing for a design of one's own. */
export function LessonPanel() {
  const slug = useStudio((s) => s.scenario);
  const lesson = scenarioBySlug(slug)?.lesson;
  return lesson ? <LessonBox key={slug} lesson={lesson} /> : null;
}

function LessonBox({ lesson }: { readonly lesson: Lesson }) {
  const id = useId();
  const beside = useStudio((s) => s.selection.nodes.length + s.selection.links.length > 0);
  const [open, setOpen] = useState(true);
  const [current, setCurrent] = useState(lesson.steps[0]?.id);
  return (
    <section className={classes['lesson']} data-beside={beside || undefined} aria-labelledby={id}>
      <h2 className={classes['head']}>
        <UnstyledButton id={id} className={classes['headButton'] ?? ''} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconSchool size={17} stroke={1.7} aria-hidden />
          <span className={classes['grow']}>{lesson.title}</span>
          <IconChevronDown size={14} className={classes['chevron']} data-open={open || undefined} aria-hidden />
        </UnstyledButton>
      </h2>
      <Collapse expanded={open}>
        <p className={classes['summary']}>{lesson.summary}</p>
        <ol className={classes['steps']}>
          {lesson.steps.map((step, i) => (
            <Step
              key={step.id}
              step={step}
              number={i + 1}
              open={step.id === current}
              onToggle={() => setCurrent(step.id === current ? undefined : step.id)}
            />
          ))}
        </ol>
      </Collapse>
    </section>
  );
}

interface StepProps {
  readonly step: LessonStep;
  readonly number: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Step({ step, number, open, onToggle }: StepProps) {
  const done = useStudio((s) => isDone(step, s));
  return (
    <li className={classes['step']} data-open={open || undefined}>
      <UnstyledButton className={classes['stepHead'] ?? ''} aria-expanded={open} onClick={onToggle}>
        <span className={classes['number']} data-done={done || undefined}>
          {done ? <IconCheck size={12} stroke={2.5} aria-label="Done" /> : number}
        </span>
        <span>{step.title}</span>
      </UnstyledButton>
      <Collapse expanded={open}>
        <div className={classes['stepBody']}>
          {/* First the button: the text tells what one then sees. */}
          {step.actions.length > 0 && (
            <Button
              size="compact-sm"
              variant={done ? 'default' : 'filled'}
              disabled={done}
              leftSection={done ? <IconCheck size={14} /> : <IconPlayerPlay size={14} />}
              onClick={() => act(step)}
            >
              {step.action ?? 'Do it'}
            </Button>
          )}
          {paragraphs(step.text).map((text) => (
            <p key={text}>{text}</p>
          ))}
          {step.claims.length > 0 && <Claims step={step} />}
        </div>
      </Collapse>
    </li>
  );
}

function Claims({ step }: { readonly step: LessonStep }) {
  return (
    <ul className={classes['claims']}>
      {step.claims.map((claim) => {
        const [before, number, after] = claimParts(claim);
        return (
          <li key={claim.text + claim.measure}>
            {before}
            <b className={classes['num']}>{number}</b>
            {after}
          </li>
        );
      })}
    </ul>
  );
}

/** Does what the step says, in its order; neighbouring edits are one step of undo. */
function act({ actions }: LessonStep): void {
  const { edit, injectFault, healFault, play, run } = studio.getState();
  const edits = actions.flatMap((action) => (action.kind === 'edit' ? [action.edit] : []));
  if (edits.length > 0) edit(...edits);
  for (const action of actions) {
    if (action.kind === 'inject') void injectFault(action.fault);
    if (action.kind === 'heal') void healFault(action.fault);
  }
  if (run.phase === 'paused') play();
}
