import { Button } from '@mantine/core';
import { Note } from '../Note';
import { practice } from '../practice';
import { usePracticeUi } from '../practice-ui';
import styles from '../practice.module.css';
import type { StepProps } from './InterviewScreen';
import { OwnCanvas } from './OwnCanvas';
import { Targets } from './Targets';

/** The third and the fourth step: one's own canvas with the targets beside it, and what one would say aloud. */
export function Draw({ interview, prompt }: StepProps) {
  const deep = interview.clock.step === 'deep-dive';
  const mine = usePracticeUi((ui) => ui.canvas === interview.id);
  return (
    <>
      <OwnCanvas interview={interview} prompt={prompt} />
      <section aria-label="What it must reach">
        <Targets targets={prompt.targets} measured={mine} />
      </section>
      {deep && <Twists interview={interview} prompt={prompt} />}
      {deep ? (
        <Note
          interview={interview}
          note="deep-dive"
          label="What you work out, in your words"
          hint="Two or three parts: keys and shards, caches, contracts, retries, what you would watch."
          rows={5}
        />
      ) : (
        <Note
          interview={interview}
          note="high-level"
          label="What you draw, in your words"
          hint="Who owns which data, what calls what, and why by call or by event."
          rows={5}
        />
      )}
    </>
  );
}

/** The interviewer changes what is wanted, one thing at a time. */
function Twists({ interview: { id, twists }, prompt }: StepProps) {
  if (prompt.twists.length === 0) return null;
  const heard = prompt.twists.slice(0, twists);
  return (
    <section aria-label="Twists" role="log">
      {heard.map((twist) => (
        <p key={twist} className={styles['words']}>
          <strong>The interviewer:</strong> {twist}
        </p>
      ))}
      {twists < prompt.twists.length && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => practice.getState().change(id, (was) => ({ ...was, twists: was.twists + 1 }))}
        >
          {twists === 0 ? 'Hear a twist' : 'Hear another'}
        </Button>
      )}
    </section>
  );
}
