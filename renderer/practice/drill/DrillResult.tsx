import { Button, Checkbox, UnstyledButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { levels } from '../../../engine/practice/levels';
import type { KeyPoint } from '../../../engine/practice/prompt-file';
import type { WordQuestion } from '../../../engine/practice/questions/question-file';
import { practiceUi } from '../practice-ui';
import styles from '../practice.module.css';
import type { Attempt } from '../record';
import { levelWords } from '../words';
import own from './drill.module.css';
import { critiqueOfDrill, tick } from './judge-drill';
import { Player } from './voice/Player';

interface DrillResultProps {
  readonly attempt: Attempt;
  readonly question: WordQuestion;
  readonly questions: readonly WordQuestion[];
  readonly onNext: (question: WordQuestion) => void;
}

/** What is to be said of an answer: what was in it, how it was built, how it was said. */
export function DrillResult({ attempt, question, questions, onNext }: DrillResultProps) {
  const { score, by, content, structure, delivery, related } = critiqueOfDrill(attempt, question);
  const byEar = by === 'ear';
  const next = questions.filter(({ id }) => related.includes(id));
  const title = useRef<HTMLHeadingElement>(null);
  // The button that one pressed is gone: the keyboard goes on here.
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles['screen']}>
      <div>
        <h2 className={styles['title']} ref={title} tabIndex={-1}>
          {question.ask}
        </h2>
        {attempt.score === null ? (
          <p className={styles['words']}>There are no words to judge. Listen to it, and tick what you said: the score follows.</p>
        ) : (
          <p className={own['score']}>
            <strong>{score}</strong> of 100{byEar && <span className={styles['soft']}> by what you ticked</span>}
          </p>
        )}
      </div>
      {attempt.spoken && (
        <section aria-label="What you said">
          <h3 className={styles['section']}>What you said</h3>
          <Player attempt={attempt} />
        </section>
      )}
      <Part title="Content" score={content.score}>
        {byEar
          ? expected(question).map(({ id, say }) => <Tick key={id} attempt={attempt} question={question} id={id} text={say} />)
          : [
              ...content.found.map((point) => <Line key={point.id} good text={point.say} />),
              ...content.missed.map((point) => <Line key={point.id} good={false} text={`Not said: ${point.say}`} />),
            ]}
        {content.mistakes.map((text) => (
          <Line key={text} good={false} text={text} />
        ))}
      </Part>
      <Part title="Structure" score={structure.score}>
        {structure.remarks.map(({ id, good, text }) =>
          byEar ? <Tick key={id} attempt={attempt} question={question} id={id} text={text} /> : <Line key={id} good={good} text={text} />,
        )}
      </Part>
      <Part title="Delivery" score={delivery.score}>
        {delivery.remarks.map(({ id, good, text }) => (
          <Line key={id} good={good} text={text} />
        ))}
      </Part>
      {content.beyond.length > 0 && (
        <section aria-label="What a stronger answer adds">
          <h3 className={styles['section']}>What a stronger answer adds</h3>
          <ul className={own['plain']}>
            {content.beyond.map((point: KeyPoint) => (
              <li key={point.id}>
                {point.say} <span className={styles['soft']}>({levelWords[point.level]})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <details className={own['model']}>
        <summary>A short answer that says it all</summary>
        <p className={styles['words']}>{question.model}</p>
        <ul className={own['plain']}>
          {question.sources.map(({ title: name, url, fact }) => (
            <li key={url}>
              {fact}{' '}
              <span className={styles['soft']}>
                {name}, {url}
              </span>
            </li>
          ))}
        </ul>
      </details>
      <section aria-label="Related questions">
        <h3 className={styles['section']}>Next</h3>
        <ul className={styles['list']}>
          {next.map((each) => (
            <li key={each.id}>
              <UnstyledButton className={styles['item'] ?? ''} onClick={() => onNext(each)}>
                {each.ask}
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <div className={styles['row']}>
          <Button size="compact-sm" variant="default" onClick={() => onNext(question)}>
            Answer it again
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => practiceUi.setState({ attempt: null })}>
            All questions
          </Button>
        </div>
      </section>
    </div>
  );
}

function Part({ title, score, children }: { readonly title: string; readonly score: number; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={styles['section']}>
        {title}: {Math.round(score)} of 100
      </h3>
      <ul className={own['lines']}>{children}</ul>
    </section>
  );
}

/** Points that an answer at the level of the question makes. */
const expected = ({ points, level }: WordQuestion): KeyPoint[] =>
  points.filter((point) => levels.indexOf(point.level) <= levels.indexOf(level));

interface TickProps {
  readonly attempt: Attempt;
  readonly question: WordQuestion;
  readonly id: string;
  readonly text: string;
}

/** Something that one may have heard oneself say. */
const Tick = ({ attempt, question, id, text }: TickProps) => (
  <li className={own['tick']}>
    <Checkbox
      size="xs"
      label={text}
      checked={attempt.ticked?.includes(id) ?? false}
      onChange={(event) => tick(attempt.id, id, event.currentTarget.checked, question)}
    />
  </li>
);

function Line({ good, text }: { readonly good: boolean; readonly text: string }) {
  return (
    <li>
      {good ? (
        <IconCheck size={14} role="img" aria-label="good" className={styles['right']} />
      ) : (
        <IconX size={14} role="img" aria-label="to mend" className={styles['wrong']} />
      )}
      <span>{text}</span>
    </li>
  );
}
