import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPlayerPlay, IconSchool } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import type { Lesson } from '../../engine/design/lesson';
import type { DesignFault } from '../../engine/design/schema';
import type { Mark } from '../../engine/measure/frame';
import { useScenario } from '../scenarios/use-scenario';
import { faultById } from '../store/faults';
import { useLive } from '../store/live';
import { useStudio } from '../store/studio';
import { doStep } from './do-step';
import classes from './lesson.module.css';
import { type LessonStep, claimInterval, claimParts, isDone, paragraphs } from './lesson-steps';

/** The lesson of the scenario that is open; nothing for a design of one's own. */
export function LessonPanel() {
  const slug = useStudio((s) => s.scenario);
  const opening = useStudio((s) => s.opening);
  const lesson = useScenario(slug)?.lesson;
  return lesson ? <LessonBox key={opening} lesson={lesson} /> : null;
}

function LessonBox({ lesson }: { readonly lesson: Lesson }) {
  const id = useId();
  const beside = useStudio((s) => s.selection.nodes.length + s.selection.links.length > 0);
  const [open, setOpen] = useState(true);
  const [current, setCurrent] = useState(lesson.steps[0]?.id);
  /** Steps behind the learner: a tick stays although a later step undoes what it marked. */
  const [behind, setBehind] = useState<ReadonlySet<string>>(new Set());
  const leave = (id: string | undefined) => id !== undefined && setBehind((all) => (all.has(id) ? all : new Set([...all, id])));
  const toggle = (step: LessonStep) => {
    // Whoever goes on has read what there was only to read.
    if (lesson.steps.some(({ id, actions }) => id === current && actions.length === 0)) leave(current);
    setCurrent(step.id === current ? undefined : step.id);
  };
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
              behind={behind.has(step.id)}
              onDone={leave}
              onToggle={() => toggle(step)}
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
  readonly behind: boolean;
  readonly onDone: (id: string) => void;
  readonly onToggle: () => void;
}

function Step({ step, number, open, behind, onDone, onToggle }: StepProps) {
  const marks = useLive((live) => live.marks);
  const done = useStudio((s) => isDone(step, { ...s, ended: (fault) => hasEnded(marks, faultById(s, fault)) }));
  // A tick that was once given, whatever comes after it.
  useEffect(() => {
    if (done) onDone(step.id);
  });
  return (
    <li className={classes['step']} data-open={open || undefined}>
      <UnstyledButton className={classes['stepHead'] ?? ''} aria-expanded={open} onClick={onToggle}>
        <span className={classes['number']} data-done={behind || undefined}>
          {behind ? <IconCheck size={12} stroke={2.5} aria-label="Done" /> : number}
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
              onClick={() => doStep(step)}
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

/** A fault that was asked for but has not begun is not one that has ended. */
function hasEnded(marks: readonly Mark[], fault: DesignFault | undefined): boolean {
  return fault !== undefined && marks.some((mark) => mark.kind === 'fault-end' && mark.fault === fault.id);
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
            {after} <span className={classes['interval']}>{claimInterval(claim)}</span>
          </li>
        );
      })}
    </ul>
  );
}
