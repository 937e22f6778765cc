import { formatShare } from '../../panels/format';
import { about } from '../about';
import { formatOf } from '../figures';
import { intervalWords } from '../pictures/interval';
import { NumbersTable } from '../pictures/NumbersTable';
import type { AnsweredAs } from '../session';
import { Verdict } from '../Verdict';
import classes from '../what-if.module.css';

type Result = AnsweredAs<'experiment'>['answer']['experiments'][number];
type Phase = Result['objectives'][number]['before'];

/** Whether what was claimed held: before, while it was broken on purpose, and afterwards; with the evidence. */
export const ExperimentAnswer = ({ answered: { answer } }: { readonly answered: AnsweredAs<'experiment'> }) =>
  answer.experiments.map((result) => <One key={result.id} result={result} />);

function One({ result }: { readonly result: Result }) {
  const { verdict, objectives, invariants, runs, faults, hypothesis, name } = result;
  const evidence = runs.find((run) => run.outcome === verdict.outcome)?.evidence ?? [];
  return (
    <section aria-label={name} className={classes['answer']}>
      <h3 className={classes['section']}>{name}</h3>
      <Verdict
        tone={verdict.outcome === 'holds' ? 'good' : verdict.outcome === 'no steady state' ? 'mixed' : 'bad'}
        word={verdict.outcome}
        text={verdict.text}
      />
      <p className={classes['facts']}>
        Claim: {hypothesis}. What goes wrong: {faults.join('; ')}. It held in {verdict.held} of {runs.length} runs, so in{' '}
        {formatShare(verdict.atLeast)} of all such runs at least.
      </p>
      <NumbersTable
        label={`${name}: objectives`}
        rows={objectives}
        columns={[
          { title: 'Objective', of: ({ text }) => text },
          { title: 'Before', of: ({ before, unit }) => phase(before, unit), about: about.before },
          { title: 'During', of: ({ during, unit }) => phase(during, unit), about: about.during },
          { title: 'After', of: ({ after, unit }) => phase(after, unit), about: about.after },
          { title: 'Met again after', of: ({ recovery }) => intervalWords(recovery, formatOf('s')), about: about.recovery },
        ]}
      />
      {invariants.length > 0 && (
        <NumbersTable
          label={`${name}: invariants`}
          rows={invariants}
          columns={[
            { title: 'Invariant', of: ({ text }) => text },
            { title: 'Broken in', of: ({ brokenIn }) => `${brokenIn} of ${runs.length} runs`, about: about.broken },
          ]}
        />
      )}
      {evidence.length > 0 && (
        <ul className={classes['changes']} aria-label="Evidence">
          {evidence.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** "✓ 34 ms in 10 of 10 runs": whether it was met, by sign, number and count. */
const phase = ({ measured, metIn, runs }: Phase, unit: string): string =>
  runs === 0 ? '—' : `${metIn === runs ? '✓' : '✕'} ${formatOf(unit)(measured.mean)}, met in ${metIn} of ${runs}`;
