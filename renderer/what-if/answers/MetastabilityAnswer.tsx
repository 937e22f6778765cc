import { formatOf } from '../figures';
import { intervalWords } from '../pictures/interval';
import { OutcomeGrid } from '../pictures/OutcomeGrid';
import type { AnsweredAs } from '../session';
import { type Tone, Verdict } from '../Verdict';
import classes from '../what-if.module.css';

type Answer = AnsweredAs<'metastability'>['answer'];

const looks = { recovers: 'holds', sometimes: 'degrades', 'does not recover': 'breaks', overloaded: 'none' } as const;

/** Load × size of a trigger: which runs do not find back. */
export function MetastabilityAnswer({ answered: { answer } }: { readonly answered: AnsweredAs<'metastability'> }) {
  const { cells, loads, sizes, lasts, within, seeds, runs, trigger } = answer;
  const times = formatOf('×');
  const at = (load: string, size: string) => cells.find((cell) => String(cell.load) === load && String(cell.size) === size);
  const stuck = loads.filter((load) =>
    cells.some((cell) => cell.load === load && (cell.verdict === 'sometimes' || cell.verdict === 'does not recover')),
  );
  const { tone, word, text } = verdictOf(stuck, answer);
  return (
    <>
      <Verdict tone={tone} word={word} text={text} />
      <OutcomeGrid
        title={`Load by ${trigger.size} of the trigger`}
        rows={loads.map((load) => ({ id: String(load), title: `load ${times(load)}` })).toReversed()}
        columns={sizes.map((size) => ({ id: String(size), title: `${trigger.size} ${size}` }))}
        cell={(load, size) => {
          const cell = at(load, size);
          return cell ? { outcome: looks[cell.verdict], word: cell.verdict } : null;
        }}
        about={(load, size) => {
          const cell = at(load, size);
          if (!cell) return '';
          if (cell.verdict === 'overloaded') return `At ${times(cell.load)} the load is too much without any trigger.`;
          return `${cell.recovered} of ${cell.runs} runs were well again within ${within} s, after ${intervalWords(cell.recovery, formatOf('s'))}; goodput then ${intervalWords(cell.goodput, formatOf('share'))} of that without the trigger.`;
        }}
      />
      <p className={classes['facts']}>
        The trigger lasts {lasts} s; {seeds.length} {seeds.length === 1 ? 'run' : 'runs'} of each with paired seeds, {runs} in all.
      </p>
    </>
  );
}

interface Words {
  readonly tone: Tone;
  readonly word: string;
  readonly text: string;
}

/** @param stuck loads at which some run does not find back */
function verdictOf(stuck: readonly number[], { metastable, thresholds, trigger }: Answer): Words {
  const times = formatOf('×');
  if (stuck.length === 0)
    return { tone: 'good', word: 'Finds back', text: 'At every load that is borne, every run finds back after every trigger tried.' };
  const told = stuck.map((load) => {
    const from = thresholds.find((each) => each.load === load)?.size;
    return `at ${times(load)} the load from ${trigger.size} ${from ?? '—'} on`;
  });
  const near = stuck.filter((load) => !metastable.includes(load));
  const limit =
    near.length > 0 ? ` At ${near.map(times).join(', ')} even after the smallest trigger: that is near what is borne at all.` : '';
  return {
    tone: 'bad',
    word: metastable.length > 0 ? 'Metastable' : 'Near its limit',
    text: `Some runs do not find back: ${told.join(', ')}.${limit}`,
  };
}
