import { Button, UnstyledButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { KeyPoint } from '../../../engine/practice/prompt-file';
import type { WordQuestion } from '../../../engine/practice/questions/question-file';
import { practiceUi } from '../practice-ui';
import styles from '../practice.module.css';
import type { Attempt } from '../record';
import { levelWords } from '../words';
import own from './drill.module.css';
import { critiqueOfDrill } from './judge-drill';

interface DrillResultProps {
  readonly attempt: Attempt;
  readonly question: WordQuestion;
  readonly questions: readonly WordQuestion[];
  readonly onNext: (question: WordQuestion) => void;
}

/** What is to be said of an answer: what was in it, how it was built, how it was said. */
export function DrillResult({ attempt, question, questions, onNext }: DrillResultProps) {
  const { score, content, structure, delivery, related } = critiqueOfDrill(attempt, question);
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
        <p className={own['score']}>
          <strong>{score}</strong> of 100
        </p>
      </div>
      <Part title="Content" score={content.score}>
        {content.found.map((point) => (
          <Line key={point.id} good text={point.say} />
        ))}
        {content.missed.map((point) => (
          <Line key={point.id} good={false} text={`Not said: ${point.say}`} />
        ))}
        {content.mistakes.map((text) => (
          <Line key={text} good={false} text={text} />
        ))}
      </Part>
      <Part title="Structure" score={structure.score}>
        {structure.remarks.map(({ id, good, text }) => (
          <Line key={id} good={good} text={text} />
        ))}
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
