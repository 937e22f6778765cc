import { createColors } from 'picocolors';
import { withUnit } from '../what-if/compare-words';
import type { Estimate } from '../what-if/estimate';
import type { ExperimentResult, Experiments } from '../what-if/experiment-document';
import { measureWithin, spanOf } from './numbers';
import { table, type TableColumn } from './table';

type Objective = ExperimentResult['objectives'][number];
type Run = ExperimentResult['runs'][number];

/** Pieces of evidence shown of one run. */
const MOST = 6;

/** Experiments as people read them: the verdict, what was looked at when, then the evidence. */
export const experimentText = ({ design, experiments }: Experiments, colors: boolean): string =>
  [`${createColors(colors).bold(design)}\n`, ...experiments.map((result) => resultText(result, colors))].join('');

function resultText(of: ExperimentResult, colors: boolean): string {
  const color = createColors(colors);
  const { verdict, objectives, invariants, runs } = of;
  const paint = verdict.outcome === 'holds' ? color.green : color.red;
  const ends = of.until === null ? 'to the end' : `to ${spanOf(of.until)}`;
  return [
    `\n${color.bold(of.name)}\n`,
    `${runs.length} runs of ${spanOf(of.simulated)}, seeds ${runs[0]?.seed} to ${runs.at(-1)?.seed}; faults from ${spanOf(of.from)} ${ends}\n`,
    ...of.faults.map((fault) => `  ${fault}\n`),
    `Hypothesis: ${of.hypothesis}\n`,
    `${paint(verdict.outcome)}  ${verdict.text}\n`,
    ...(objectives.length > 0 ? ['\n', table(objectives, objectiveColumns, colors)] : []),
    ...invariants.map(
      ({ text, brokenIn }) =>
        `${brokenIn === 0 ? color.green('holds ') : color.red('broken')}  ${text} (broken in ${brokenIn} of ${runs.length} runs)\n`,
    ),
    ...evidenceLines(runs, colors),
  ].join('');
}

/** Of the first run that did not hold: the others are in the document. */
function evidenceLines(runs: readonly Run[], colors: boolean): string[] {
  const run = runs.find(({ outcome }) => outcome !== 'holds');
  if (!run) return [];
  const more = run.evidence.length - MOST;
  return [
    `\nEvidence with seed ${run.seed} (${run.outcome})\n`,
    ...run.evidence.slice(0, MOST).map(({ text }) => `  ${text}\n`),
    ...(more > 0 ? [createColors(colors).dim(`  … and ${more} more; --json shows all runs\n`)] : []),
  ];
}

const inPhase =
  (phase: 'before' | 'during' | 'after') =>
  (line: Objective): string => {
    const { measured, metIn, runs } = line[phase];
    return runs === 0
      ? '–'
      : `${withUnit(measured.mean, line.unit)} ${metIn === runs ? 'met' : metIn === 0 ? 'missed' : `met in ${metIn}/${runs}`}`;
  };
const recoveryWords = (recovery: Estimate): string => (recovery.mean === null ? '–' : measureWithin(recovery));

const objectiveColumns: readonly TableColumn<Objective>[] = [
  { title: 'Objective', of: ({ text }) => text, align: 'left' },
  { title: 'Before', of: inPhase('before') },
  { title: 'During', of: inPhase('during') },
  { title: 'After', of: inPhase('after') },
  { title: 'Met again after s', of: ({ recovery }) => recoveryWords(recovery) },
];
