import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconScale, IconWaveSine, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { apply } from '../../../engine/design/edits';
import { amount, type Line as SheetLine, sheetOf } from '../../../engine/practice/estimate-sheet';
import { type Checked, checkedEstimate } from '../../../engine/practice/magnitude';
import { scaleOf, trafficFrom } from '../../../engine/practice/traffic-from';
import { studio } from '../../store/studio';
import { emptyCanvas, showCanvas } from '../canvas';
import { Note } from '../Note';
import { practice } from '../practice';
import { practiceUi, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import own from './estimate.module.css';
import type { StepProps } from './InterviewScreen';
import { clientFor } from './client-for';
import { readQuantity } from './quantity';
import { type Input, inputFields, inputNames, inputsOf } from './sheet';

/** The back-of-envelope sheet: what one assumes, what it comes to, and whether that is the right order of magnitude. */
export function Estimate({ interview, prompt }: StepProps) {
  const [checked, setChecked] = useState(false);
  const inputs = inputsOf(interview.sheet);
  const lines = sheetOf(inputs);
  const found = checked ? checkedEstimate(prompt.estimate, { inputs }) : [];
  const some = lines.some(({ value }) => Number.isFinite(value));
  return (
    <>
      <section aria-label="What you assume">
        <h3 className={styles['section']}>What you assume</h3>
        <p className={styles['soft']}>Write 10M, 2 KB or 20 %.</p>
        <div className={own['inputs']}>
          {inputNames.map((name) => (
            <SheetField key={name} id={interview.id} name={name} text={interview.sheet[name] ?? ''} />
          ))}
        </div>
      </section>
      <section aria-label="What it comes to">
        <h3 className={styles['section']}>What it comes to</h3>
        <dl className={own['lines']}>
          {lines.map((line) => (
            <Line key={line.quantity} line={line} found={found.find(({ quantity }) => quantity === line.quantity)} />
          ))}
        </dl>
        <div className={styles['row']}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={!some}
            aria-pressed={checked}
            leftSection={<IconScale size={15} aria-hidden />}
            onClick={() => setChecked(!checked)}
          >
            {checked ? 'Hide the check' : 'Check the order of magnitude'}
          </Button>
        </div>
      </section>
      <Traffic
        interview={interview}
        prompt={prompt}
        peak={lines.find(({ quantity }) => quantity === 'peakPerSecond')?.value ?? Number.NaN}
      />
      <Note interview={interview} note="assumptions" label="Assumptions, in words" placeholder="Where each number comes from" rows={2} />
    </>
  );
}

function SheetField({ id, name, text }: { readonly id: string; readonly name: Input; readonly text: string }) {
  const { label, unit, example } = inputFields[name];
  const bad = text.trim() !== '' && readQuantity(text, unit) === null;
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder={example}
      value={text}
      maxLength={24}
      error={bad ? 'Write a number.' : undefined}
      rightSectionWidth={52}
      rightSectionPointerEvents="none"
      rightSection={<span className={own['unit']}>{unit === '1/s' ? '/s' : unit === '1/day' ? 'a day' : unit}</span>}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        practice.getState().change(id, (was) => ({ ...was, sheet: { ...was.sheet, [name]: typed } }));
      }}
    />
  );
}

const verdicts: Readonly<Record<Checked['verdict'], string>> = {
  right: 'Right order of magnitude.',
  near: 'Near: more than twice or less than half.',
  off: 'Off by ten times or more.',
};

function Line({ line: { quantity, title, value, sum }, found }: { readonly line: SheetLine; readonly found: Checked | undefined }) {
  const known = Number.isFinite(value);
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {known ? <strong>{amount(quantity, value)}</strong> : <span className={styles['soft']}>needs more numbers</span>}
        {known && <span className={own['how']}>{sum}</span>}
        {known && found && (
          <span className={styles[found.verdict === 'right' ? 'right' : 'wrong']}>
            {found.verdict === 'right' ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />} {verdicts[found.verdict]}{' '}
            {found.because}
          </span>
        )}
      </dd>
    </>
  );
}

/** Sets what the clients of one's own canvas send. */
function Traffic({ interview, prompt, peak }: StepProps & { readonly peak: number }) {
  const mine = usePracticeUi((ui) => ui.canvas === interview.id);
  const [said, setSaid] = useState('');
  const known = Number.isFinite(peak) && peak > 0;
  const set = () => {
    const { document, edit } = studio.getState();
    const client = clientFor(document);
    const { edits, words } = trafficFrom(peak, client ? apply(document, client) : document, scaleOf(prompt));
    edit(...(client ? [client] : []), ...edits);
    setSaid(words);
  };
  const open = async () => {
    const kept = await practice.getState().canvas(interview.id);
    showCanvas(interview, kept ?? emptyCanvas(prompt));
    if (practiceUi.getState().canvas === interview.id) set();
  };
  return (
    <section className={styles['card']} aria-label="Traffic of the run">
      <p className={styles['words']}>
        {known
          ? `Your run can send the peak, ${amount('peakPerSecond', peak)}.`
          : 'Once the peak is known, it sets the traffic of your run.'}
      </p>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!known}
        leftSection={<IconWaveSine size={15} aria-hidden />}
        onClick={() => (mine ? set() : void open())}
      >
        {mine ? 'Set the traffic of my canvas' : 'Open my canvas with this traffic'}
      </Button>
      <p className={styles['soft']} role="status">
        {said}
      </p>
    </section>
  );
}
