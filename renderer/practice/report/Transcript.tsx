import type { StepProps } from '../interview/InterviewScreen';
import { inputFields, inputNames } from '../interview/sheet';
import styles from '../practice.module.css';
import type { NoteId } from '../record';
import own from './report.module.css';

const noteTitles: readonly (readonly [NoteId, string])[] = [
  ['functional', 'What it must do'],
  ['qualities', 'How well'],
  ['assumptions', 'Assumptions'],
  ['high-level', 'High level'],
  ['deep-dive', 'Deep dive'],
  ['trade-offs', 'Bottlenecks and trade-offs'],
];

/** What was asked and written. */
export function Transcript({ interview: { asked, notes, sheet }, prompt }: StepProps) {
  const written = noteTitles.filter(([note]) => (notes[note] ?? '').trim() !== '');
  const assumed = inputNames.filter((name) => (sheet[name] ?? '').trim() !== '');
  if (asked.length + written.length + assumed.length === 0) return <p className={styles['soft']}>Nothing was asked or written.</p>;
  return (
    <section aria-label="What you asked and wrote" className={styles['stack']}>
      <h3 className={styles['section']}>What you asked and wrote</h3>
      {asked.length > 0 && (
        <ul className={own['facts']}>
          {asked.map(({ text, reveals }, i) => (
            // The same question may be asked twice.
            <li key={i}>
              {text}{' '}
              <span className={styles['soft']}>
                {prompt.reveals
                  .filter(({ id }) => reveals.includes(id))
                  .map(({ answer }) => answer)
                  .join(' ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {assumed.length > 0 && (
        <p className={styles['words']}>
          <strong>Estimate:</strong> {assumed.map((name) => `${inputFields[name].label.toLowerCase()} ${sheet[name]}`).join(', ')}.
        </p>
      )}
      {written.map(([note, title]) => (
        <div key={note}>
          <p className={styles['soft']}>{title}</p>
          <p className={`${styles['words']} ${own['written']}`}>{notes[note]}</p>
        </div>
      ))}
    </section>
  );
}
