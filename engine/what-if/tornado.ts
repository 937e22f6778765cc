import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import { fits, type Parameter, parameter, parametersOf, withParameter } from '../design/parameters';
import type { Design } from '../design/schema';
import type { Crew } from './crew';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { CONFIDENCE, estimate, zEstimate } from './estimate';
import { holm } from './holm';
import { digestOf } from './job-key';
import type { Outcome } from './outcome';
import { pairedDifference } from './paired-difference';
import { noSuchFigure } from './precision';
import type { OutcomeJob } from './tasks';

const zTornadoWanted = z.strictObject({
  design: zAnyDesign(),
  ...runFields,
  figure: z.string().min(1).max(500).describe('What is looked at: a path into the report, such as requests.latency.p99.'),
  parameters: z
    .array(z.string().max(300))
    .min(1)
    .max(500)
    .optional()
    .describe('What is moved: nodes.orders.replicas … Left out: every number that the design states about its nodes, links and journeys.'),
  down: z.number().min(0.01).max(0.999).default(0.8).describe('Each is multiplied by this to go down …'),
  up: z
    .number()
    .min(1.001)
    .max(100)
    .default(1.2)
    .describe('… and by this to go up. Whole numbers move by at least one; nothing leaves its range.'),
  replications: z.int().min(2).max(1000).default(8).describe('Runs of each, with the same seeds as the design as it is.'),
});
type TornadoWanted = z.output<typeof zTornadoWanted>;

const zSide = z.strictObject({
  value: z.number().describe('Of the parameter.'),
  effect: zEstimate.describe('Figure with it, less the figure without: difference in pairs of the same seed.'),
  significant: z.boolean().describe('Shown to be other than 0; the chance of one false alarm among all of these is 5 % at most (Holm).'),
});

/** Which parameter matters most for a figure. */
export const zTornado = z.strictObject({
  format: z.literal('faultline-tornado-1'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  confidence: z.literal(CONFIDENCE).describe('Confidence of every interval here, each by itself.'),
  seeds: z.array(z.number()).describe('Of the runs: the same for all.'),
  duration: z.number().nullable().describe('Simulated time of each run, where it is not the design’s own. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  figure: z.string(),
  present: zEstimate.describe('The figure of the design as it is.'),
  down: z.number(),
  up: z.number(),
  bars: z
    .array(
      z.strictObject({
        path: z.string(),
        title: z.string(),
        unit: z.string().describe('ms for durations; empty for plain numbers.'),
        present: z.number().describe('Value in the design.'),
        lower: zSide.nullable().describe('Null where it cannot go down.'),
        higher: zSide.nullable().describe('Null where it cannot go up.'),
        significant: z.boolean().describe('Whether either side is.'),
        swing: z.number().describe('The larger effect of both sides, without its sign.'),
      }),
    )
    .describe('The significant ones first, those by swing; then the others, in the same order.'),
  without: z.array(z.string()).describe('Parameters that changed nothing at all in the first run, so that they were not run again.'),
});
export type Tornado = z.infer<typeof zTornado>;

type Bar = Tornado['bars'][number];

/** Parts of a design that say what the system is: not what goes wrong with it, nor what is promised of it. */
const usualParts = /^(nodes|links|journeys|zoneLatency)\./;

interface Side {
  readonly of: Parameter;
  readonly to: 'lower' | 'higher';
  readonly value: number;
}

/**
 * Moves each parameter down and up by itself and measures what that does to a figure, with the same seeds as the design as it is. A first run
 * of each finds those that change nothing.
 */
async function runTornado(wanted: TornadoWanted, crew: Crew, { onProgress, signal }: WhatIfHooks): Promise<Result<Tornado>> {
  const { design, figure, replications, down, up } = wanted;
  const found = parametersFor(wanted);
  if (!found.ok) return found;
  const sides = found.value.flatMap((of) => sidesOf(of, wanted));
  const seeds = seedsOf(design, wanted, replications);
  let before = 0;
  let planned = replications + sides.length * replications;
  const ask = async (jobs: readonly OutcomeJob[]): Promise<Result<Outcome[]>> => {
    const outcomes: Outcome[] = [];
    const hooks = { ...(signal && { signal }), onProgress: (done: number) => onProgress?.(Math.min(1, (before + done) / planned)) };
    for await (const result of crew('outcome', jobs, hooks)) {
      if (!result.ok) return result;
      outcomes.push(result.value);
    }
    before += jobs.length;
    return success(outcomes);
  };
  const job = (changed: Design, seed: number): OutcomeJob => ({
    design: changed,
    options: {
      seed,
      ...(wanted.duration !== undefined && { duration: wanted.duration }),
      ...(wanted.warmup !== undefined && { warmup: wanted.warmup }),
    },
    figures: [figure],
  });
  const base = await ask(seeds.map((seed) => job(design, seed)));
  if (!base.ok) return base;
  const present = base.value.map(figureOf);
  if (present.every((value) => value === null)) return failure(noSuchFigure(figure));
  // What leaves the first run as it is, event by event, leaves all as they are, but for rare cases: so one run is enough to see.
  const first = await ask(sides.map((side) => job(moved(design, side), seeds[0]!)));
  if (!first.ok) return first;
  const same = (i: number): boolean => first.value[i]!.digest === base.value[0]!.digest && figureOf(first.value[i]!) === present[0];
  const live = sides.map((_, i) => i).filter((i) => !same(i));
  planned = replications + sides.length + live.length * (replications - 1);
  const rest = await ask(live.flatMap((i) => seeds.slice(1).map((seed) => job(moved(design, sides[i]!), seed))));
  if (!rest.ok) return rest;
  const measured = live.map((i, at) => {
    const others = rest.value.slice(at * (replications - 1), (at + 1) * (replications - 1));
    const values = [first.value[i]!, ...others].map(figureOf);
    const { difference, chance } = pairedDifference(present, values);
    return { side: sides[i]!, effect: difference, chance: chance ?? 1 };
  });
  const shown = holm(
    measured.map(({ chance }) => chance),
    1 - CONFIDENCE,
  );
  const bars = barsOf(measured.map((one, i) => ({ ...one, significant: shown[i]! })));
  return success({
    format: 'faultline-tornado-1',
    design: design.name,
    designDigest: digestOf(design),
    confidence: CONFIDENCE,
    seeds,
    duration: wanted.duration ?? null,
    warmup: base.value[0]!.warmup,
    figure,
    present: estimate(present),
    down,
    up,
    bars,
    without: found.value.map(({ path }) => path).filter((path) => bars.every((bar) => bar.path !== path)),
  });
}

export const tornado = defineWhatIf({
  name: 'tornado',
  title: 'What matters most',
  wanted: zTornadoWanted,
  answer: zTornado,
  run: runTornado,
});

const figureOf = ({ figures }: Outcome): number | null => figures[0] ?? null;

function parametersFor({ design, parameters }: TornadoWanted): Result<Parameter[]> {
  if (!parameters) return success(parametersOf(design).filter(({ path, stated, value }) => stated && value !== 0 && usualParts.test(path)));
  const found = [...new Set(parameters)].map((path) => parameter(design, path));
  const problems = found.flatMap((one, i) => (one.ok ? unset(one.value, parameters[i]!) : one.problems));
  return problems.length > 0 ? failure(...problems) : success(found.flatMap((one) => (one.ok ? [one.value] : [])));
}

const unset = ({ value }: Parameter, where: string): Problem[] =>
  value !== null && value !== 0
    ? []
    : [
        {
          code: 'nothing-to-move',
          severity: 'error',
          where,
          message: value === 0 ? `${where} is 0, and stays so whatever it is multiplied by.` : `${where} has no value that could be moved.`,
          remedy: 'Set it in the design, or leave it out; a sweep can go from any value to any other.',
        },
      ];

function sidesOf(of: Parameter, { down, up }: TornadoWanted): Side[] {
  const { value, min, max, whole } = of;
  if (value === null) return [];
  const bounded = (to: number): number => Math.min(max, Math.max(min, to));
  const lower = bounded(whole ? Math.min(value - 1, Math.round(value * down)) : value * down);
  const higher = bounded(whole ? Math.max(value + 1, Math.round(value * up)) : value * up);
  return [
    ...(lower < value && fits(of, lower) ? [{ of, to: 'lower' as const, value: lower }] : []),
    ...(higher > value && fits(of, higher) ? [{ of, to: 'higher' as const, value: higher }] : []),
  ];
}

function moved(design: Design, { of: { path }, value }: Side): Design {
  const set = withParameter(design, path, value);
  if (!set.ok) throw new Error(`Broken invariant: ${path} was in range`);
  return set.value;
}

interface Measured {
  readonly side: Side;
  readonly effect: z.infer<typeof zEstimate>;
  readonly significant: boolean;
}

function barsOf(measured: readonly Measured[]): Bar[] {
  const bars = new Map<string, Bar>();
  for (const { side, effect, significant } of measured) {
    const { path, title, unit, value } = side.of;
    const bar = bars.get(path) ?? { path, title, unit, present: value!, lower: null, higher: null, significant: false, swing: 0 };
    bars.set(path, {
      ...bar,
      [side.to]: { value: side.value, effect, significant },
      significant: bar.significant || significant,
      swing: Math.max(bar.swing, Math.abs(effect.mean ?? 0)),
    });
  }
  return [...bars.values()].toSorted((a, b) => Number(b.significant) - Number(a.significant) || b.swing - a.swing);
}
