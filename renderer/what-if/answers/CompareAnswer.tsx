import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Headline } from '../../../engine/what-if/compare-document';
import { formatShare } from '../../panels/format';
import { ForestPlot, type ForestRow } from '../pictures/ForestPlot';
import { NumbersTable } from '../pictures/NumbersTable';
import { figureExplained } from '../../docs/figure-words';
import { about } from '../about';
import { figureTitle, formatOf } from '../figures';
import { type Format, intervalWords } from '../pictures/interval';
import type { AnsweredAs } from '../session';
import { SideBySide } from '../SideBySide';
import { Verdict, type Tone } from '../Verdict';
import classes from '../what-if.module.css';

const tones: Readonly<Record<string, Tone>> = { better: 'good', worse: 'bad', mixed: 'mixed' };

/** Two designs: verdict, differences with their intervals, both canvases, charts laid over each other, and in what they differ. */
export function CompareAnswer({ answered, wide }: { readonly answered: AnsweredAs<'compare'>; readonly wide: boolean }) {
  const { answer, pair } = answered;
  const { verdict, headlines, runs, simulated, warmup, confidence, paired } = answer;
  return (
    <>
      <Verdict tone={tones[verdict.outcome] ?? 'none'} word={verdict.outcome} text={verdict.text} />
      <ForestPlot title="What changes, from before to after" rows={headlines.map(rowOf)} />
      <p className={classes['facts']}>
        {runs.length} pairs of runs of {number(simulated)} s, the first {number(warmup)} s left out;{' '}
        {paired ? 'both of a pair have one seed' : 'seeds of their own'}, {runs[0]?.seeds.before} to {runs.at(-1)?.seeds.before}. Lines are{' '}
        {formatShare(confidence)} intervals that hold together.
      </p>
      <Changes answered={answered} />
      {pair && wide && (
        <>
          <h3 className={classes['section']}>Side by side</h3>
          <SideBySide before={pair.before} after={pair.after} seed={runs[0]?.seeds.before ?? 1} seconds={simulated} />
        </>
      )}
      <Claims answered={answered} />
      {wide && <Measures answered={answered} />}
    </>
  );
}

const number = (value: number): number => Number(value.toFixed(3));

function rowOf(line: Headline): ForestRow {
  const format = formatOf(line.unit);
  const { before, after, difference, sure, relative, shown, better } = line;
  const share = (value: number | null) => (value === null || before === null || before === 0 ? null : value / before);
  const tone = shown === 'higher' || shown === 'lower' ? (shown === better ? 'better' : 'worse') : 'same';
  return {
    id: line.path,
    title: line.title,
    about: figureExplained(line.path),
    before: format(before),
    after: format(after),
    change: { mean: relative, low: share(sure.low), high: share(sure.high) },
    difference: intervalWords({ mean: difference.mean, ...sure }, signed(format)),
    tone,
    words: tone === 'same' ? shown : `${shown}, ${tone}`,
  };
}

const signed =
  (format: Format): Format =>
  (value) =>
    `${value !== null && value > 0 ? '+' : ''}${format(value)}`;

function Changes({ answered: { answer } }: { readonly answered: AnsweredAs<'compare'> }) {
  const { changes, under } = answer;
  return (
    <section aria-label="In what the designs differ">
      <h3 className={classes['section']}>In what the designs differ</h3>
      {changes.length === 0 ? (
        <p className={classes['facts']}>In nothing.</p>
      ) : (
        <ul className={classes['changes']}>
          {changes.map(({ text, kind }) => (
            <li key={text}>
              <span className={classes['sign']} aria-label={kind} role="img">
                {kind === 'added' ? '+' : kind === 'removed' ? '−' : '≠'}
              </span>{' '}
              {text}
            </li>
          ))}
        </ul>
      )}
      {under.length > 0 && <p className={classes['facts']}>Both meet: {under.join('; ')}.</p>}
    </section>
  );
}

function Claims({ answered: { answer } }: { readonly answered: AnsweredAs<'compare'> }) {
  const { slos, invariants, runs } = answer;
  const rows = [...slos, ...invariants];
  if (rows.length === 0) return null;
  const of = (count: number | null) => (count === null ? '—' : `${count} of ${runs.length} runs`);
  return (
    <section aria-label="Objectives">
      <h3 className={classes['section']}>Objectives and invariants kept</h3>
      <NumbersTable
        label="Objectives and invariants kept"
        rows={rows}
        columns={[
          { title: 'What must hold', of: ({ text }) => text },
          { title: 'Before', of: ({ before }) => of(before), about: about.kept },
          { title: 'After', of: ({ after }) => of(after), about: about.kept },
        ]}
      />
    </section>
  );
}

/** Every number, those that stand when all are looked at together first. */
function Measures({ answered: { answer, design } }: { readonly answered: AnsweredAs<'compare'> }) {
  const [which, setWhich] = useState('stands');
  const rows = answer.measures.filter(({ stands }) => which === 'all' || stands);
  return (
    <section aria-label="Every number">
      <h3 className={classes['section']}>Every number</h3>
      <p className={classes['facts']}>
        {answer.looked.compared} compared; {answer.looked.stands} differ when all are looked at together. {answer.looked.shown} differ each
        for itself, of which some {Math.round(answer.looked.byLuck)} would by luck alone.
      </p>
      <SegmentedControl
        size="xs"
        aria-label="Which numbers"
        value={which}
        onChange={setWhich}
        data={[
          { value: 'stands', label: 'Those that differ' },
          { value: 'all', label: 'All' },
        ]}
      />
      <NumbersTable
        label="Every number"
        rows={rows}
        columns={[
          { title: 'Number', of: ({ path }) => figureTitle(design, path), explains: ({ path }) => figureExplained(path) },
          { title: 'Before', of: ({ before, unit }) => formatOf(unit)(before), about: about.changeBefore },
          { title: 'After', of: ({ after, unit }) => formatOf(unit)(after), about: about.changeAfter },
          { title: 'Difference', of: ({ difference, unit }) => intervalWords(difference, signed(formatOf(unit))), about: about.difference },
          { title: 'Verdict', of: ({ verdict }) => verdict, about: about.verdict },
        ]}
      />
    </section>
  );
}
