import { Chip, Select } from '@mantine/core';
import { group } from 'd3';
import { useEffect, useRef, useState } from 'react';
import type { Design } from '../../../engine/design/schema';
import { faultActions } from '../../../engine/faults/registry';
import { linkName, nodeName } from '../../inspector/describe';
import { SchemaForm } from '../../inspector/SchemaForm';
import type { Fields } from '../../inspector/values';
import { studio, useStudio } from '../../store/studio';
import { met, put } from '../ask';
import { type Happening, questionsAbout, type Subject } from '../questions';
import { remediesFor } from '../remedies';
import { whatIfs } from '../session';
import { setSubject, setWide, useWhatIfUi } from '../what-if-ui';
import classes from '../what-if.module.css';
import { FormShell } from './FormShell';
import { inBounds, NumberField } from './NumberField';

const RUNS = { least: 2, most: 500, usual: 10 } as const;

/** Letters of a name in an answer. */
const MOST_LETTERS = 120;

/** "What if …?": something happens to a component, a link or all of it, and two designs are compared. */
export function AskForm() {
  const design = useStudio((s) => s.document);
  const subject = useWhatIfUi((ui) => ui.subject);
  const asked = useWhatIfUi((ui) => ui.asked);
  const here = stillThere(design, subject) ? subject : null;
  return <Asking key={`${JSON.stringify(here)} ${asked}`} design={design} subject={here} takesFocus={asked > 0} />;
}

interface AskingProps {
  readonly design: Design;
  readonly subject: Subject;
  /** Whether the keyboard goes on here. */
  readonly takesFocus: boolean;
}

function Asking({ design, subject, takesFocus }: AskingProps) {
  const questionsBox = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (takesFocus) questionsBox.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true });
  }, [takesFocus]);
  const seed = useStudio((s) => s.seed);
  const questions = questionsAbout(design, subject);
  const remedies = remediesFor(design, subject);
  const [wanted, setWanted] = useState<string | null>(null);
  const [with_, setWith] = useState('');
  const [runs, setRuns] = useState<number | null>(RUNS.usual);
  const [strengths, setStrengths] = useState<Readonly<Record<string, Fields>>>({});
  const question = questions.find(({ id }) => id === wanted) ?? questions[0];
  const remedy = remedies.find(({ id }) => id === with_) ?? null;
  const events = question ? question.events.map((event) => withStrength(event, strengths[question.id])) : [];
  const [first] = events;
  const compare = () => {
    if (!question || runs === null) return;
    const { title, before, after, under, proposal } = put(studio.getState().document, question, events, remedy);
    setWide(true);
    void whatIfs.getState().ask({
      name: 'compare',
      title,
      design,
      wanted: {
        before: { design: before.design, name: before.title.slice(0, MOST_LETTERS) },
        after: { design: after.design, name: after.title.slice(0, MOST_LETTERS) },
        under: [...under],
        seed,
        replications: runs,
      },
      pair: { before: met(before, under), after: met(after, under) },
      ...(proposal && { proposal }),
    });
  };
  return (
    <FormShell
      title="What if"
      about="Two designs, or one with and without something, run in pairs with the same luck."
      page="asking-in-the-studio"
      action="Compare"
      missing={question ? (inBounds(runs, RUNS.least, RUNS.most) ? null : 'Say how many pairs of runs.') : 'Draw something first.'}
      onAsk={compare}
      foot={<NumberField label="Pairs of runs" value={runs} onChange={setRuns} min={RUNS.least} max={RUNS.most} whole />}
    >
      <div className={classes['column']}>
        <Select
          label="About"
          size="xs"
          searchable
          allowDeselect={false}
          data={subjectsOf(design)}
          value={subjectKey(subject)}
          onChange={(key) => setSubject(subjectOf(key))}
        />
        <fieldset className={classes['chips']} ref={questionsBox}>
          <legend>What if …</legend>
          <Chip.Group value={question?.id ?? null} onChange={(id) => setWanted(id)}>
            {questions.map(({ id, text }) => (
              <Chip key={id} value={id} size="xs" radius="sm">
                {text}
              </Chip>
            ))}
          </Chip.Group>
        </fieldset>
        {question && first?.kind === 'fault' && (
          <div className={classes['strength']}>
            <SchemaForm
              key={question.id}
              schema={faultActions[first.action].params}
              value={first.params}
              onChange={(fields) => setStrengths({ ...strengths, [question.id]: fields })}
            />
          </div>
        )}
      </div>
      <div className={classes['column']}>
        <Chip.Group value={remedy?.id ?? ''} onChange={(id) => setWith(id)}>
          <fieldset className={classes['chips']}>
            <legend>Compare</legend>
            <Chip value="" size="xs" radius="sm">
              with how it is now
            </Chip>
          </fieldset>
          {[...group(remedies, ({ on }) => on)].map(([on, list]) => (
            <fieldset key={on} className={classes['chips']}>
              <legend>with and without, on {on}</legend>
              {list.map(({ id, short }) => (
                <Chip key={id} value={id} size="xs" radius="sm">
                  {short}
                </Chip>
              ))}
            </fieldset>
          ))}
        </Chip.Group>
      </div>
    </FormShell>
  );
}

/** All faults of a question are of one kind, and as strong. */
const withStrength = (event: Happening, params: Fields | undefined): Happening =>
  event.kind === 'fault' && params ? { ...event, params } : event;

const WHOLE = 'whole';
const subjectKey = (subject: Subject): string =>
  subject === null ? WHOLE : 'node' in subject ? `node:${subject.node}` : `link:${subject.link}`;
function subjectOf(key: string | null): Subject {
  const [kind, id] = (key ?? WHOLE).split(/:(.*)/s);
  if (id === undefined) return null;
  return kind === 'node' ? { node: id } : { link: id };
}

const subjectsOf = (design: Design) => [
  { value: WHOLE, label: 'The whole system' },
  { group: 'Components', items: (design.nodes ?? []).map((node) => ({ value: `node:${node.id}`, label: nodeName(node) })) },
  { group: 'Links', items: (design.links ?? []).map((link) => ({ value: `link:${link.id}`, label: linkName(design, link) })) },
];

function stillThere(design: Design, subject: Subject): boolean {
  if (subject === null) return true;
  const list: readonly { readonly id: string }[] = ('node' in subject ? design.nodes : design.links) ?? [];
  return list.some(({ id }) => id === ('node' in subject ? subject.node : subject.link));
}
