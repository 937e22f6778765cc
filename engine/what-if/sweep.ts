import { failure, type Problem, type Result, success } from '../core/problem';
import { fits, type Parameter, parameter, withParameter } from '../design/parameters';
import type { Design } from '../design/schema';
import type { Crew } from './crew';
import { defineWhatIf, seedsOf, type WhatIfHooks } from './definition';
import { CONFIDENCE, estimate } from './estimate';
import { digestOf } from './job-key';
import type { Outcome } from './outcome';
import { noSuchFigure } from './precision';
import { spread } from './spread';
import { type Sweep, type SweepCell, type SweepWanted, type SweptParameter, zSweep, zSweepWanted } from './sweep-schema';
import { isTooLarge, tooLarge } from './sweep-size';
import type { OutcomeJob } from './tasks';

/** A parameter with the values that it takes. */
interface Axis {
  readonly of: Parameter;
  readonly scale: Sweep['parameters'][number]['scale'];
  readonly values: readonly number[];
}

/**
 * Runs a design over a range of one or two of its parameters. Every cell is run with the same seeds: cells differ by their values, not by
 * their luck. Only one cell's results are held at a time.
 */
async function runSweep(wanted: SweepWanted, crew: Crew, { onProgress, signal }: WhatIfHooks): Promise<Result<Sweep>> {
  const { design, figures, replications } = wanted;
  const found = wanted.parameters.map(({ path }) => parameter(design, path));
  const missing = found.flatMap((one) => (one.ok ? [] : one.problems));
  if (missing.length > 0) return failure(...missing);
  const parameters = found.map((one) => (one as Extract<typeof one, { ok: true }>).value);
  const wrong = wanted.parameters.flatMap((swept, i) => rangeProblems(swept, parameters[i]!));
  if (wrong.length > 0) return failure(...wrong);
  const cells = wanted.parameters.reduce((product, swept, i) => product * countOf(swept, parameters[i]!), 1);
  const size = { cells, runs: cells * replications };
  if (isTooLarge(size)) return refuse(size, wanted, crew, signal);
  const axes = wanted.parameters.map((swept, i) => axisOf(swept, parameters[i]!));
  const seeds = seedsOf(design, wanted, replications);
  const hooks = {
    ...(signal && { signal }),
    onProgress: (done: number) => onProgress?.(done / size.runs),
  };
  const answer: SweepCell[] = [];
  let warmup = 0;
  const values = cellsOf(axes);
  let outcomes: Outcome[] = [];
  for await (const result of crew('outcome', jobsOf(wanted, axes, seeds), hooks)) {
    if (!result.ok) return failure(...result.problems.map((problem) => inCell(problem, axes, values[answer.length]!)));
    outcomes.push(result.value);
    ({ warmup } = result.value);
    if (outcomes.length < replications) continue;
    answer.push(cellOf(values[answer.length]!, outcomes, figures));
    outcomes = [];
  }
  const empty = figures.filter((_, i) => answer.every((cell) => cell.figures[i]!.n === 0));
  if (empty.length > 0) return failure(...empty.map(noSuchFigure));
  return success({
    format: 'faultline-sweep-1',
    design: design.name,
    designDigest: digestOf(design),
    confidence: CONFIDENCE,
    seeds,
    duration: wanted.duration ?? null,
    warmup,
    parameters: axes.map(({ of: { path, title, unit, value }, scale, values: all }) => ({
      path,
      title,
      unit,
      present: value,
      scale,
      values: [...all],
    })),
    figures,
    cells: answer,
  });
}

export const sweep = defineWhatIf({
  name: 'sweep',
  title: 'Sweep',
  wanted: zSweepWanted,
  answer: zSweep,
  run: runSweep,
});

/** Values that a sweep of it has, without making them: there may be far too many. */
function countOf(swept: SweptParameter, { whole }: Parameter): number {
  if ('values' in swept) return new Set(swept.values).size;
  return whole ? Math.min(swept.count, Math.abs(swept.to - swept.from) + 1) : swept.count;
}

const axisOf = (swept: SweptParameter, of: Parameter): Axis =>
  'values' in swept ? { of, scale: 'listed', values: [...new Set(swept.values)] } : { of, scale: swept.scale, values: spread(swept, of) };

function rangeProblems(swept: SweptParameter, of: Parameter): Problem[] {
  const ends = 'values' in swept ? swept.values : [swept.from, swept.to];
  const outside = ends.find((value) => !fits(of, value));
  if (outside !== undefined) {
    return [
      {
        code: 'out-of-range',
        severity: 'error',
        where: of.path,
        message: `${of.path} cannot be ${outside}${of.unit === '' ? '' : ` ${of.unit}`}.`,
        remedy: `Stay between ${of.min} and ${of.max}${of.whole ? ', in whole numbers' : ''}.`,
      },
    ];
  }
  if ('values' in swept || swept.scale === 'linear' || (swept.from > 0 && swept.to > 0)) return [];
  return [
    {
      code: 'no-log-of-zero',
      severity: 'error',
      where: of.path,
      message: `${of.path} cannot go in equal factors from ${swept.from} to ${swept.to}.`,
      remedy: 'Start above 0, or take a linear scale.',
    },
  ];
}

/** Refuses what is too large, with what it would take: one run says how much happens in it. */
async function refuse(
  size: { readonly cells: number; readonly runs: number },
  wanted: SweepWanted,
  crew: Crew,
  signal: AbortSignal | undefined,
): Promise<Result<never>> {
  const [seed = 1] = seedsOf(wanted.design, wanted, 1);
  for await (const one of crew('outcome', [jobFor(wanted, wanted.design, seed)], signal ? { signal } : {})) {
    return one.ok ? failure(tooLarge(size, one.value.events)) : one;
  }
  return failure(tooLarge(size, 0));
}

/** Every combination; the first parameter changes slowest. */
const cellsOf = (axes: readonly Axis[]): number[][] =>
  axes.reduce<number[][]>((cells, { values }) => cells.flatMap((cell) => values.map((value) => [...cell, value])), [[]]);

function* jobsOf(wanted: SweepWanted, axes: readonly Axis[], seeds: readonly number[]): Generator<OutcomeJob> {
  for (const values of cellsOf(axes)) {
    const design = axes.reduce((now, { of: { path } }, i) => {
      const set = withParameter(now, path, values[i]!);
      if (!set.ok) throw new Error(`Broken invariant: ${path} was in range`);
      return set.value;
    }, wanted.design);
    for (const seed of seeds) yield jobFor(wanted, design, seed);
  }
}

const jobFor = ({ duration, warmup, figures }: SweepWanted, design: Design, seed: number): OutcomeJob => ({
  design,
  options: { seed, ...(duration !== undefined && { duration }), ...(warmup !== undefined && { warmup }) },
  figures,
});

function cellOf(values: number[], outcomes: readonly Outcome[], figures: readonly string[]): SweepCell {
  const [first] = outcomes;
  return {
    values,
    figures: figures.map((_, i) => estimate(outcomes.map((one) => one.figures[i] ?? null))),
    slos: (first?.slos ?? []).map(({ id }, i) => ({ id, metIn: outcomes.filter(({ slos }) => slos[i]?.met).length })),
    allMetIn: outcomes.filter(({ slos, invariants }) => slos.every(({ met }) => met) && invariants.every(({ holds }) => holds)).length,
    conserved: outcomes.every(({ conserved }) => conserved),
  };
}

const inCell = (problem: Problem, axes: readonly Axis[], values: readonly number[]): Problem => ({
  ...problem,
  message: `With ${axes.map(({ of }, i) => `${of.path} = ${values[i]}`).join(' and ')}: ${problem.message}`,
});
