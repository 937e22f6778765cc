import { Button, Radio, Select } from '@mantine/core';
import { IconBolt, IconCheck, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Prediction } from '../../../engine/practice/critique/answers';
import type { Truth } from '../../../engine/practice/critique/document';
import { formatShare } from '../../panels/format';
import { useStudio } from '../../store/studio';
import { truthOf } from '../judge';
import { practice } from '../practice';
import { usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import own from './fault-round.module.css';
import type { StepProps } from './InterviewScreen';

interface FaultRoundProps extends StepProps {
  /** Place among the prompt's faults. */
  readonly at: number;
}

const unsaid = (at: number): Prediction => ({ break: at, first: null, half: null, recovers: null });

/** One fault of the prompt: the question, what one expects, and what the run then shows. */
export function FaultRound({ interview, prompt, at }: FaultRoundProps) {
  const question = prompt.breaks[at]?.question ?? '';
  const nodes = useStudio((s) => s.document.nodes) ?? [];
  const mine = usePracticeUi((ui) => ui.canvas === interview.id);
  const expected = interview.predictions.find((each) => each.break === at) ?? unsaid(at);
  const truth = interview.truths.find((each) => each.break === at);
  const expect = (change: Partial<Prediction>) =>
    practice.getState().change(interview.id, (was) => ({
      ...was,
      predictions: [...was.predictions.filter((each) => each.break !== at), { ...expected, ...change }],
    }));
  return (
    <fieldset className={`${styles['card']} ${own['round']}`}>
      <legend>{question}</legend>
      <Select
        size="xs"
        label="What fails first?"
        placeholder="Choose a component"
        searchable
        disabled={truth !== undefined}
        data={nodes.filter(({ kind }) => kind !== 'client').map(({ id, name }) => ({ value: id, label: name ?? id }))}
        value={expected.first}
        onChange={(first) => expect({ first })}
      />
      <YesNo
        label="Are at least half of the requests answered in time?"
        value={expected.half === null ? null : !expected.half}
        disabled={truth !== undefined}
        onChange={(yes) => expect({ half: !yes })}
      />
      <YesNo
        label="Does it recover by itself?"
        value={expected.recovers}
        disabled={truth !== undefined}
        onChange={(recovers) => expect({ recovers })}
      />
      {truth ? <Shown expected={expected} truth={truth} /> : <Run interview={interview} at={at} disabled={!mine || isUnsaid(expected)} />}
    </fieldset>
  );
}

const isUnsaid = ({ first, half, recovers }: Prediction): boolean => first === null && half === null && recovers === null;

interface YesNoProps {
  readonly label: string;
  readonly value: boolean | null;
  readonly disabled: boolean;
  readonly onChange: (yes: boolean) => void;
}

const YesNo = ({ label, value, disabled, onChange }: YesNoProps) => (
  <Radio.Group size="xs" label={label} value={value === null ? '' : value ? 'yes' : 'no'} onChange={(now) => onChange(now === 'yes')}>
    <div className={own['choices']}>
      <Radio size="xs" value="yes" label="Yes" disabled={disabled} />
      <Radio size="xs" value="no" label="No" disabled={disabled} />
    </div>
  </Radio.Group>
);

/** Runs the fault on one's own canvas, quietly, and keeps what it did. */
function Run({ interview, at, disabled }: Omit<FaultRoundProps, 'prompt'> & { readonly disabled: boolean }) {
  const [state, setState] = useState<'idle' | 'running' | { readonly failed: string }>('idle');
  const leaving = useRef<AbortController | null>(null);
  const run = async () => {
    leaving.current?.abort();
    const mine = new AbortController();
    leaving.current = mine;
    setState('running');
    const found = await truthOf(interview, at, mine.signal);
    if (mine.signal.aborted) return;
    if (!found.ok) return setState({ failed: found.problems[0]?.message ?? 'It could not be run.' });
    practice.getState().change(interview.id, (was) => ({
      ...was,
      truths: [...was.truths.filter((each) => each.break !== at), found.value],
    }));
  };
  return (
    <>
      <div>
        <Button
          size="compact-sm"
          disabled={disabled}
          loading={state === 'running'}
          leftSection={<IconBolt size={15} aria-hidden />}
          onClick={() => void run()}
        >
          Run it
        </Button>
      </div>
      <p className={styles['soft']} role="status">
        {state === 'running'
          ? 'Running your design with it…'
          : state === 'idle'
            ? disabled
              ? 'Say what you expect of your own canvas first.'
              : ''
            : state.failed}
      </p>
    </>
  );
}

function Shown({ expected, truth }: { readonly expected: Prediction; readonly truth: Truth }) {
  const nodes = useStudio((s) => s.document.nodes) ?? [];
  const nameOf = (id: string | null) => (id === null ? 'nothing' : (nodes.find((node) => node.id === id)?.name ?? id));
  if (truth.hit.length === 0) return <p className={styles['words']}>Your drawing has nothing that this could hit. {truth.happens}</p>;
  return (
    <div role="status">
      <ul className={own['outcome']}>
        <Held
          right={expected.first === null ? null : expected.first === truth.first}
          text={`${capital(nameOf(truth.first))} fails first.`}
        />
        <Held
          right={expected.half === null ? null : expected.half === truth.half}
          text={`${formatShare(truth.kept)} of the requests are answered in time while it lasts.`}
        />
        <Held
          right={expected.recovers === null ? null : expected.recovers === truth.recovers}
          text={
            truth.recovers
              ? 'It recovers by itself.'
              : `It does not recover by itself: afterwards ${formatShare(truth.recovered)} are answered in time.`
          }
        />
        {truth.broken.length > 0 && <Held right={null} text={`Broken: ${truth.broken.join(', ')}.`} />}
      </ul>
      <p className={styles['soft']}>A good design: {truth.happens}</p>
    </div>
  );
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What happened, and whether one had said so. */
function Held({ right, text }: { readonly right: boolean | null; readonly text: string }) {
  return (
    <li>
      {text}{' '}
      {right !== null && (
        <span className={styles[right ? 'right' : 'wrong']}>
          {right ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />} {right ? 'As you said.' : 'You said otherwise.'}
        </span>
      )}
    </li>
  );
}
