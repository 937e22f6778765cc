import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { nodeById, nodeName } from '../../inspector/describe';
import { figureExplained } from '../../docs/figure-words';
import { about } from '../about';
import { formatOf } from '../figures';
import { parameterTitle } from '../parameter-choices';
import { BandLine } from '../pictures/BandLine';
import { intervalWords } from '../pictures/interval';
import { NumbersTable } from '../pictures/NumbersTable';
import type { AnsweredAs } from '../session';
import { Verdict } from '../Verdict';
import classes from '../what-if.module.css';

/** How much is borne: the knee with its interval, what was measured around it, and what gives way beyond. */
export function KneeAnswer({ answered: { answer, design } }: { readonly answered: AnsweredAs<'knee'> }) {
  const { axis, knee, points, conditions, broke, runs } = answer;
  const value = formatOf(axis.unit);
  const axisTitle = parameterTitle(design, { path: axis.parameter ?? '', title: axis.title });
  const [chosen, setChosen] = useState(broke?.conditions[0] ?? conditions[0]?.id ?? '');
  const condition = conditions.find(({ id }) => id === chosen);
  const figure = formatOf(condition ? unitOf(condition) : '');
  const series = points.map((point) => ({ x: point.value, ...(point.conditions.find(({ id }) => id === chosen)?.measured ?? none) }));
  return (
    <>
      <Verdict tone={knee ? 'good' : 'mixed'} word={knee ? 'Found' : answer.outcome} text={textOf(answer, axisTitle)} />
      {conditions.length > 1 && (
        <NativeSelect
          size="xs"
          w="fit-content"
          label="What must hold"
          data={conditions.map(({ id, text }) => ({ value: id, label: text }))}
          value={chosen}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
      )}
      {condition && (
        <BandLine
          title={condition.text}
          about={figureExplained(condition.figure)}
          xTitle={axisTitle}
          x={value}
          y={figure}
          series={[{ title: condition.text, points: series }]}
          log={spreads(points.map((point) => point.value))}
          limit={{ at: condition.bound, title: `bound ${figure(condition.bound)}` }}
          found={knee ? { mean: knee.estimate, low: knee.low, high: knee.high, title: `knee ${value(knee.estimate)}` } : undefined}
        />
      )}
      {broke && (
        <p className={classes['facts']}>
          At {value(broke.value)}: {broke.text}
        </p>
      )}
      <NumbersTable
        label="Values tried"
        rows={points}
        columns={[
          { title: axisTitle, of: (point) => value(point.value) },
          { title: 'Verdict', of: (point) => point.verdict, about: about.held },
          { title: 'Runs', of: (point) => point.runs, about: about.runs },
          { title: 'Arrivals', of: (point) => intervalWords(point.arrivals, formatOf('1/s')), about: about.arrivals },
          {
            title: 'Busiest',
            about: about.busiest,
            of: ({ busiest }) =>
              busiest ? `${nodeName(nodeById(design, busiest.node), busiest.node)} ${formatOf('share')(busiest.utilization.mean)}` : '—',
          },
        ]}
      />
      <p className={classes['facts']}>
        {runs} runs of {answer.duration} s, the first {answer.warmup} s left out; seeds from {answer.seeds.first} on.
      </p>
    </>
  );
}

const none = { mean: null, low: null, high: null };
const unitOf = ({ figure, sense }: { readonly figure: string; readonly sense: string }): string =>
  figure.startsWith('slos.') ? (sense === 'below' ? 'ms' : 'share') : '';
/** Values over more than a decade are drawn by equal factors. */
const spreads = (values: readonly number[]): boolean => Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > 10;

function textOf({ axis, knee, outcome, points }: AnsweredAs<'knee'>['answer'], axisTitle: string): string {
  const value = formatOf(axis.unit);
  if (knee) {
    const { estimate, low, high, arrivals } = knee;
    const rate = arrivals === null ? '' : `, ${formatOf('1/s')(arrivals)} arriving`;
    return `${axisTitle}: what must hold does up to ${value(estimate)}${rate} (95 % interval ${value(low)} to ${value(high)}).`;
  }
  const [first, last] = [points[0], points.at(-1)].map((point) => value(point?.value ?? null));
  return outcome === 'unsure'
    ? `Between ${first} and ${last} the runs do not tell. Ask for more or longer runs.`
    : `${axisTitle}: ${outcome} between ${first} and ${last}.`;
}
