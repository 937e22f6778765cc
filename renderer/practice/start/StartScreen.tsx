import { Button, SegmentedControl, Select, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowsShuffle, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Level, levels } from '../../../engine/practice/levels';
import { ChallengeList } from '../challenge/ChallengeList';
import { clockText, spentInAll } from '../clock';
import { practice, usePractice } from '../practice';
import { type Begin, practiceUi, showScreen, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import { type BankPrompt, usePrompts } from '../prompts';
import { steps } from '../steps';
import { useNow } from '../use-now';
import { levelWords, styleWords } from '../words';
import { fits, tagsOf } from './fitting';

const begins: readonly { readonly value: Begin; readonly label: string }[] = [
  { value: 'interview', label: 'A whole interview' },
  { value: 'challenge', label: 'A design to mend' },
];

/** What to practise: a whole interview, one question, or a design to mend. */
export function StartScreen() {
  const begin = usePracticeUi((ui) => ui.begin);
  return (
    <div className={styles['screen']}>
      <GoOn />
      <SegmentedControl
        size="xs"
        fullWidth
        className={styles['begins'] ?? ''}
        aria-label="What to practise"
        data={[...begins]}
        value={begin}
        onChange={(value) => practiceUi.setState({ begin: value })}
      />
      {begin === 'interview' ? <Interviews /> : <ChallengeList />}
    </div>
  );
}

/** Interviews that were begun and not ended. */
function GoOn() {
  const interviews = usePractice((p) => p.interviews);
  const now = useNow();
  const open = interviews.filter(({ ended }) => ended === null);
  if (open.length === 0) return null;
  return (
    <section aria-label="Begun interviews">
      <h3 className={styles['section']}>Go on</h3>
      <ul className={styles['list']}>
        {open.slice(0, 3).map(({ id, ask, clock }) => (
          <li key={id}>
            <UnstyledButton className={styles['item'] ?? ''} onClick={() => show(id)}>
              {ask}
              <small>
                {steps[clock.step].title}, {clockText(spentInAll(clock, now))} spent
              </small>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function show(interview: string): void {
  practiceUi.setState({ interview });
  showScreen('interview');
}

const anyStyle = { value: 'any', label: 'Any company' };

function Interviews() {
  const prompts = usePrompts();
  const [level, setLevel] = useState<Level>('mid');
  const [style, setStyle] = useState<string>('any');
  const [search, setSearch] = useState('');
  const fitting = (prompts ?? []).filter((each) => fits(each, { level, style, search }));
  const begin = ({ slug, prompt }: BankPrompt) => show(practice.getState().begin({ slug, ask: prompt.ask }, level));
  return (
    <section aria-label="Whole interviews">
      <h3 className={styles['section']}>A whole interview</h3>
      <p className={styles['soft']}>Five steps in 38 minutes: clarify, estimate, draw, go deep, defend.</p>
      <TextInput
        size="xs"
        aria-label="Search the prompts"
        placeholder="Search: cache, saga, payments"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles['row']}>
        <SegmentedControl
          size="xs"
          aria-label="Level"
          data={levels.map((value) => ({ value, label: levelWords[value] }))}
          value={level}
          onChange={(value) => setLevel(value)}
        />
        <Select
          size="xs"
          aria-label="Kind of company"
          allowDeselect={false}
          data={[anyStyle, ...Object.entries(styleWords).map(([value, label]) => ({ value, label }))]}
          value={style}
          onChange={(value) => setStyle(value ?? 'any')}
        />
        <Button
          size="compact-sm"
          leftSection={<IconArrowsShuffle size={15} aria-hidden />}
          disabled={fitting.length === 0}
          onClick={() => {
            const one = fitting[Math.floor(Math.random() * fitting.length)];
            if (one) begin(one);
          }}
        >
          Surprise me
        </Button>
      </div>
      {prompts !== null && fitting.length === 0 && (
        <p className={styles['soft']}>No prompt is like that. Choose another level or company, or other words.</p>
      )}
      <ul className={styles['list']} aria-label="Prompts">
        {fitting.map((each) => (
          <li key={each.slug}>
            <UnstyledButton className={styles['item'] ?? ''} onClick={() => begin(each)}>
              {each.prompt.ask}
              <small>{[styleWords[each.prompt.style], ...tagsOf(each.slug)].join(' · ')}</small>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
