import { formatNumber } from '../../panels/format';
import { about } from '../about';
import { formatOf } from '../figures';
import { parameterTitle } from '../parameter-choices';
import { NumbersTable } from '../pictures/NumbersTable';
import type { AnsweredAs } from '../session';
import { Verdict } from '../Verdict';
import classes from '../what-if.module.css';

type Answer = AnsweredAs<'right-size'>['answer'];

/** The cheapest sizes that do, beside those that there are, and why none can be smaller. */
export function RightSizeAnswer({ answered: { answer, design } }: { readonly answered: AnsweredAs<'right-size'> }) {
  const { sizes, best, runnerUp, present, tighter, conditions, runs, tried } = answer;
  const reason = (path: string): string => {
    const found = tighter.find(({ parameter }) => parameter === path);
    return found ? `${found.size}: ${becauseOf(found, conditions)}` : '—';
  };
  return (
    <>
      <Verdict tone={best ? 'good' : 'bad'} word={word[answer.outcome]} text={textOf(answer)} />
      <NumbersTable
        label="Sizes"
        rows={sizes.map((size, i) => ({ size, i }))}
        columns={[
          { title: 'Size', of: ({ size }) => parameterTitle(design, { path: size.parameter, title: size.title }) },
          { title: 'Now', of: ({ size }) => size.present },
          { title: 'Cheapest that does', of: ({ i }) => best?.sizes[i] ?? '—', about: about.cheapest },
          { title: 'Utilization then', of: ({ i }) => formatOf('share')(best?.utilization[i]?.mean ?? null), about: about.utilization },
          { title: 'Next cheapest', of: ({ i }) => runnerUp?.sizes[i] ?? '—', about: about.runnerUp },
          { title: 'Why not one less', of: ({ size }) => reason(size.parameter), about: about.tighter },
        ]}
      />
      <p className={classes['facts']}>
        Price of all sizes: now {formatNumber(present.cost)}
        {best && `, then ${formatNumber(best.cost)}`}. {tried.length} choices, {runs} runs; what must hold:{' '}
        {conditions.map(({ text }) => text).join('; ')}.
      </p>
    </>
  );
}

const word = { found: 'Found', none: 'None does', 'cut short': 'Cut short' } as const;

function textOf({ outcome, load, best, present }: Answer): string {
  const at = load === 1 ? 'At the load of the design' : `At ${formatOf('×')(load)} the load`;
  if (!best) return `${at}, not even the largest sizes surely do.`;
  const saved = present.cost - best.cost;
  const change =
    saved === 0
      ? 'as dear as now'
      : saved > 0
        ? `${formatOf('share')(saved / present.cost)} cheaper than now`
        : `${formatOf('share')(-saved / present.cost)} dearer than now`;
  const now = present.verdict === 'met' ? 'What there is now does too' : 'What there is now does not surely do';
  return `${at}, these sizes surely do, ${change}. ${now}.${outcome === 'cut short' ? ' There may be cheaper ones: too few were tried.' : ''}`;
}

function becauseOf({ because, missed }: Answer['tighter'][number], conditions: Answer['conditions']): string {
  if (because === 'limit') return 'the fewest that may be';
  if (because === 'utilization law') return 'fewer workers than work';
  return `not surely ${missed.map((id) => conditions.find((each) => each.id === id)?.text ?? id).join(', ')}`;
}
