import { Note } from '../Note';
import styles from '../practice.module.css';
import type { StepProps } from './InterviewScreen';

/** The last step: what the interviewer asks about faults, and what it all costs. */
export function Bottlenecks({ interview, prompt }: StepProps) {
  return (
    <>
      <section aria-label="What breaks" className={styles['stack']}>
        <h3 className={styles['section']}>The interviewer asks</h3>
        {prompt.breaks.map(({ question }) => (
          <p key={question} className={styles['words']}>
            {question}
          </p>
        ))}
      </section>
      <Note
        interview={interview}
        note="trade-offs"
        label="Bottlenecks and trade-offs, in your words"
        hint="What fails first as load grows, what you would do then, and what that costs."
        rows={5}
      />
    </>
  );
}
