import type { Critique } from '../../../engine/practice/critique/document';
import { formatMs, formatRate, formatShare } from '../../panels/format';
import type { StepProps } from '../interview/InterviewScreen';
import styles from '../practice.module.css';
import { Dimensions } from './Dimensions';
import { Improvement } from './Improvement';
import own from './report.module.css';
import { Told } from './Told';

interface CritiqueViewProps extends StepProps {
  readonly critique: Critique;
  /** On paper nothing is folded, and nothing can be pressed. */
  readonly paper?: boolean;
}

/** The critique: each sentence points at a place of the drawing or at a number of a run. */
export function CritiqueView({ critique, interview, prompt, paper = false }: CritiqueViewProps) {
  const { score, cap, summary, mistakes, improvement, unasked } = critique;
  const open = prompt.reveals.filter(({ id }) => unasked.includes(id));
  return (
    <>
      <section aria-label="Score">
        <p className={own['score']}>
          <strong>{Math.round(score)}</strong> of 100
        </p>
        <p className={styles['words']}>{summary}</p>
        {cap !== null && <p className={styles['words']}>{cap}</p>}
        <Target critique={critique} />
      </section>
      <Dimensions critique={critique} interview={interview.id} open={paper} />
      {mistakes.length > 0 && (
        <section aria-label="Common mistakes">
          <h3 className={styles['section']}>Common mistakes in it</h3>
          <ul className={own['facts']}>
            {mistakes.map(({ id, title, evidence }) => (
              <li key={id}>
                <strong>{title}.</strong> <Told told={evidence} interview={interview.id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {improvement && !paper && <Improvement change={improvement} interview={interview.id} />}
      {improvement && paper && (
        <p className={styles['words']}>
          The cheapest change: {improvement.title}. It was tried: the score becomes {Math.round(improvement.score)}.
        </p>
      )}
      <Faults critique={critique} />
      {open.length > 0 && (
        <section aria-label="Never asked">
          <h3 className={styles['section']}>What you never asked</h3>
          <ul className={own['facts']}>
            {open.map(({ id, question, answer }) => (
              <li key={id}>
                {question} <span className={styles['soft']}>{answer}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Target({ critique: { target } }: { readonly critique: Critique }) {
  if (!target) return <p className={styles['words']}>The drawing does not run, so nothing was measured.</p>;
  const { met, measured, rate, p99, availability, busiest } = target;
  return (
    <p className={styles['words']}>
      <span className={styles[met ? 'right' : 'wrong']}>{met ? '✓ Target met' : '✕ Target missed'}</span>: at {formatRate(rate)}, p99{' '}
      {formatMs(measured.p99)} (wanted {formatMs(p99)}), {formatShare(measured.availability)} answered in time (wanted{' '}
      {formatShare(availability)}).
      {busiest && ` The busiest is ${busiest.node}, its workers held ${formatShare(busiest.utilization)} of the time.`}
    </p>
  );
}

/** What the prompt's faults did, and what was said of them before. */
function Faults({ critique: { faults, predictions } }: { readonly critique: Critique }) {
  if (faults.length === 0) return null;
  return (
    <section aria-label="Under faults">
      <h3 className={styles['section']}>Under the interviewer’s faults</h3>
      <ul className={own['facts']}>
        {faults.map(({ break: at, title, hit, kept, bar, recovers, broken }) => {
          const said = predictions.find((each) => each.break === at);
          return (
            <li key={at}>
              <strong>{title}:</strong>{' '}
              {hit.length === 0
                ? 'your drawing has nothing that it could hit.'
                : `${formatShare(kept)} answered in time while it lasts; a good design keeps ${formatShare(bar)}. ${recovers ? 'It recovers by itself.' : 'It does not recover by itself.'}`}
              {broken.length > 0 && ` Broken: ${broken.join(', ')}.`}
              {said && said.said > 0 && ` You had ${said.right} of ${said.said} right.`}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
