import { Note } from '../Note';
import styles from '../practice.module.css';
import { FaultRound } from './FaultRound';
import type { StepProps } from './InterviewScreen';
import { OwnCanvas } from './OwnCanvas';
import { usePracticeUi } from '../practice-ui';

/** The last step: the interviewer breaks the design and asks first what will happen; then, what it all costs. */
export function Bottlenecks({ interview, prompt }: StepProps) {
  const mine = usePracticeUi((ui) => ui.canvas === interview.id);
  return (
    <>
      {!mine && <OwnCanvas interview={interview} prompt={prompt} />}
      <section aria-label="What breaks" className={styles['stack']}>
        <h3 className={styles['section']}>The interviewer breaks it</h3>
        <p className={styles['soft']}>Say what will happen; then see it.</p>
        {prompt.breaks.map(({ question }, i) => (
          <FaultRound key={question} interview={interview} prompt={prompt} at={i} />
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
