import { Button, SegmentedControl, Textarea, UnstyledButton } from '@mantine/core';
import { IconArrowsShuffle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { type Level, levels } from '../../../engine/practice/levels';
import type { WordQuestion } from '../../../engine/practice/questions/question-file';
import { clockText } from '../clock';
import { practice, usePractice } from '../practice';
import { practiceUi, usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import { questionReviews, standings } from '../progress/review';
import type { Attempt } from '../record';
import { useNow } from '../use-now';
import { levelWords } from '../words';
import own from './drill.module.css';
import { DrillResult } from './DrillResult';
import { judgeDrill } from './judge-drill';
import { useQuestions } from './questions';
import { Speak } from './voice/Speak';
import { useSpeaking } from './voice/use-speaking';

/** One question, five minutes, and what is to be said of the answer. */
export function DrillScreen() {
  const questions = useQuestions();
  const id = usePracticeUi((ui) => ui.attempt);
  const attempt = usePractice(({ attempts }) => attempts.find((each) => each.id === id && each.kind === 'drill'));
  if (!questions) return <div className={styles['screen']} />;
  const question = questions.find((each) => each.id === attempt?.subject);
  if (!attempt || !question) return <Choose questions={questions} />;
  if (attempt.ended === null) return <Answering key={attempt.id} attempt={attempt} question={question} />;
  return <DrillResult attempt={attempt} question={question} questions={questions} onNext={begin} />;
}

function begin({ id, ask }: WordQuestion): void {
  practiceUi.setState({ attempt: practice.getState().beginAttempt('drill', id, ask) });
}

function Choose({ questions }: { readonly questions: readonly WordQuestion[] }) {
  const [level, setLevel] = useState<Level>('senior');
  const attempts = usePractice((p) => p.attempts);
  const now = useNow();
  const fitting = questions.filter((each) => levels.indexOf(each.level) <= levels.indexOf(level));
  const all = standings(
    fitting.map(({ id }) => id),
    questionReviews(attempts),
    now,
  );
  const surprise = fitting.find(({ id }) => id === all[0]?.key);
  const open = attempts.filter(({ kind, ended }) => kind === 'drill' && ended === null);
  return (
    <div className={styles['screen']}>
      <div>
        <h2 className={styles['title']}>One question in five minutes</h2>
        <p className={styles['soft']}>Say or type it in your own words; the critique comes at once, and nothing leaves this machine.</p>
      </div>
      <div className={styles['row']}>
        <SegmentedControl
          size="xs"
          aria-label="Up to which level"
          data={levels.map((value) => ({ value, label: levelWords[value] }))}
          value={level}
          onChange={(value) => setLevel(value)}
        />
        <Button
          size="compact-sm"
          disabled={!surprise}
          leftSection={<IconArrowsShuffle size={15} aria-hidden />}
          onClick={() => surprise && begin(surprise)}
        >
          Ask me one
        </Button>
      </div>
      {open.length > 0 && (
        <section aria-label="Begun answers">
          <h3 className={styles['section']}>Go on</h3>
          <ul className={styles['list']}>
            {open.slice(0, 3).map(({ id, title }) => (
              <li key={id}>
                <UnstyledButton className={styles['item'] ?? ''} onClick={() => practiceUi.setState({ attempt: id })}>
                  {title}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Questions">
        <h3 className={styles['section']}>Or choose one</h3>
        <ul className={styles['list']}>
          {fitting.map((question) => {
            const last = all.find(({ key }) => key === question.id)?.scores.at(-1);
            return (
              <li key={question.id}>
                <UnstyledButton className={styles['item'] ?? ''} onClick={() => begin(question)}>
                  {question.ask}
                  <small>
                    {levelWords[question.level]}
                    {last === undefined ? '' : ` · last time ${last} of 100`}
                  </small>
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}

/** [ms] */
const FIVE_MINUTES = 300_000;

function Answering({ attempt, question }: { readonly attempt: Attempt; readonly question: WordQuestion }) {
  const controls = useSpeaking(attempt.id);
  const left = FIVE_MINUTES - (useNow() - attempt.begun);
  const over = left < 0;
  return (
    <div className={styles['screen']}>
      <div>
        <p className={styles['soft']}>{levelWords[question.level]}</p>
        <h2 className={styles['title']}>{question.ask}</h2>
      </div>
      <span className={own['left']} role="timer" aria-label="Time left" data-over={over || undefined}>
        {over ? `${clockText(-left)} over` : clockText(left)}
      </span>
      <Speak attempt={attempt} controls={controls} />
      <Textarea
        label="Your answer in words"
        autosize
        minRows={8}
        maxRows={20}
        maxLength={20_000}
        value={attempt.text}
        onChange={(event) => {
          const text = event.currentTarget.value;
          practice.getState().changeAttempt(attempt.id, (was) => ({ ...was, text }));
        }}
      />
      <div className={styles['foot']}>
        <Button size="xs" variant="default" onClick={() => practiceUi.setState({ attempt: null })}>
          Another question
        </Button>
        <Button
          size="xs"
          leftSection={<IconCheck size={15} aria-hidden />}
          disabled={attempt.text.trim() === '' && !attempt.spoken && controls.speaking.phase !== 'recording'}
          onClick={() => void controls.stop().then(() => judgeDrill(attempt.id, question))}
        >
          Done: what do you say?
        </Button>
      </div>
    </div>
  );
}
