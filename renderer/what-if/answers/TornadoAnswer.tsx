import { figureExplained } from '../../docs/figure-words';
import { figureTitle, formatOf } from '../figures';
import { unitOf } from '../figure-choices';
import { parameterTitle } from '../parameter-choices';
import type { Interval } from '../pictures/interval';
import { TornadoBars } from '../pictures/TornadoBars';
import type { AnsweredAs } from '../session';
import { Verdict } from '../Verdict';
import classes from '../what-if.module.css';

type Side = AnsweredAs<'tornado'>['answer']['bars'][number]['lower'];

/** More bars than this say no more. */
const MOST = 20;

/** Which parameter matters most for a figure. */
export function TornadoAnswer({ answered: { answer, design } }: { readonly answered: AnsweredAs<'tornado'> }) {
  const { bars, figure, present, seeds, without, down, up } = answer;
  const value = formatOf(unitOf(figure));
  const title = figureTitle(design, figure);
  const shown = bars.filter(({ significant }) => significant);
  const [first] = shown;
  const tried = parameters(bars.length);
  const base = present.mean;
  const side = (of: Side, unit: string): Interval & { readonly at: string } => ({
    ...moved(base, of),
    at: of ? formatOf(unit)(of.value) : 'as it is',
  });
  return (
    <>
      <Verdict
        tone={first ? 'good' : 'none'}
        word={first ? `${parameterTitle(design, first)} matters most` : 'No difference shown'}
        text={
          first
            ? `It moves ${title} by ${value(first.swing)}; ${shown.length} of ${tried} ${shown.length === 1 ? 'is' : 'are'} shown to matter.`
            : `None of ${tried} is shown to move ${title}.`
        }
      />
      <TornadoBars
        title={title}
        about={figureExplained(figure)}
        base={base}
        value={value}
        rows={bars.slice(0, MOST).map((bar) => ({
          id: bar.path,
          title: parameterTitle(design, bar),
          low: side(bar.lower, bar.unit),
          high: side(bar.higher, bar.unit),
          matters: bar.significant,
        }))}
      />
      <p className={classes['facts']}>
        Each by itself times {down} and {up}, {seeds.length} runs with the same seeds. {parameters(without.length)}{' '}
        {without.length === 1 ? 'changes' : 'change'} nothing at all
        {bars.length > MOST && `; the ${MOST} first of ${bars.length} are drawn`}.
      </p>
    </>
  );
}

const parameters = (count: number): string => `${count} ${count === 1 ? 'parameter' : 'parameters'}`;

/** The figure with a parameter moved: as it is, and what moving it adds. */
function moved(base: number | null, side: Side): Interval {
  if (base === null || !side) return { mean: base, low: null, high: null };
  const add = (effect: number | null) => (effect === null ? null : base + effect);
  return { mean: add(side.effect.mean), low: add(side.effect.low), high: add(side.effect.high) };
}
