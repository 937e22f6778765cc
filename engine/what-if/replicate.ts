import { z } from 'zod';
import { failure, type Problem, type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import { type Report, zReport } from '../measure/report';
import type { Traces } from '../simulate/source-tables';
import { unbalanced } from './conserved';
import { type Crew, serialCrew } from './crew';
import { defineWhatIf, runFields, seedsOf, type WhatIfHooks, zAnyDesign } from './definition';
import { CONFIDENCE, estimate, zEstimate } from './estimate';
import { type Estimated, estimatedSchema, estimatesOf } from './estimated';
import { digestOf } from './job-key';
import { planned, precisionOf, unknownFigures, zPrecision } from './precision';

const { requests, journeys, tenants, nodes, links } = zReport.shape;
type Part = 'requests' | 'journeys' | 'tenants' | 'nodes' | 'links';
/** What is estimated as a whole, number by number. */
const parts: { readonly [K in Part]: z.ZodType<Report[K]> } = { requests, journeys, tenants, nodes, links };

/** The account of several runs of one design that differ only in their seeds. */
export const zReplications = z.strictObject({
  format: z.literal('faultline-replications-2'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  confidence: z.literal(CONFIDENCE).describe('Confidence of every interval here.'),
  simulated: z.number().describe('Simulated time of each run, warm-up included. [s]'),
  warmup: z.number().describe('Time left out of each account. [s]'),
  warmupRule: zReport.shape.warmupRule,
  runs: z.array(z.strictObject({ seed: z.number(), digest: z.string() })).describe('The runs, each with what tells it apart.'),
  precision: zPrecision.nullable().describe('How the number of runs was found, where a precision was asked for.'),
  conserved: z.boolean().describe('In every run and everywhere: arrived = completed + failed + in flight.'),
  requests: estimatedSchema(requests),
  journeys: estimatedSchema(journeys),
  tenants: estimatedSchema(tenants),
  nodes: estimatedSchema(nodes),
  links: estimatedSchema(links),
  slos: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string().describe('In words.'),
      met: z.boolean().describe('Whether every run met it.'),
      metIn: z.number().describe('Runs that met it.'),
      measured: zEstimate.describe('In the unit of the objective: ms, or share.'),
      objective: z.number(),
    }),
  ),
  invariants: z
    .array(
      z.strictObject({
        id: z.string(),
        text: z.string().describe('In words.'),
        holds: z.boolean().describe('Whether it held in every run.'),
        brokenIn: z.number().describe('Runs that broke it.'),
        violations: zEstimate.describe('Violations in a run.'),
        amount: zEstimate.describe('Their amounts added up.'),
      }),
    )
    .describe('Claims over the ledger of effects.'),
  degradedFirst: z
    .array(z.strictObject({ subject: z.string().describe('Node id.'), runs: z.number() }))
    .describe('Which node degraded first, in how many runs; most often first.'),
});
export type Replications = z.infer<typeof zReplications>;

const zReplicationsWanted = z.strictObject({
  design: zAnyDesign(),
  ...runFields,
  warmup: z
    .union([runFields.warmup, z.literal('auto')])
    .describe('Time at the start that accounts leave out [s]; auto: as much as MSER-5 finds.'),
  replications: z.int().min(1).max(1000).describe('Number of runs. With a precision: the most there may be.'),
  precision: z
    .strictObject({
      target: z.number().min(0.001).max(0.5).describe('Largest half-width of the 95 % interval, as a share of the mean.'),
      figures: z.array(z.string().max(500)).min(1).max(100).describe('What must be that sure: paths into the report of one run.'),
    })
    .optional()
    .describe('Runs on until the figures are that sure; as many as there may be when left out.'),
});
/** What is wanted of several runs of one design. */
export type ReplicationsWanted = z.infer<typeof zReplicationsWanted> & {
  /** Traffic from outside the design: too much to be part of a document. */
  readonly traces?: Traces;
};

/**
 * Runs a design several times and says how sure its numbers are. The result does not depend on the crew: neither on how many work at a
 * time nor on who is done first.
 */
export async function replicate(
  { design, replications: most, precision, seed, duration, warmup: asked, traces }: ReplicationsWanted,
  crew: Crew = serialCrew(),
  { onProgress, signal }: WhatIfHooks = {},
): Promise<Result<Replications>> {
  const reports: Report[] = [];
  let aim = precision ? planned([], precision, most) : most;
  let shown = 0;
  const first = seed ?? design.seed ?? 1;
  const options = { ...(duration !== undefined && { duration }), ...(traces !== undefined && { traces }) };
  const batch = async (count: number, warmup = asked): Promise<readonly Problem[]> => {
    const before = reports.length;
    const jobs = seedsOf(design, { seed: first + before }, count).map((one) => ({
      design,
      options: { ...options, seed: one, ...(warmup !== undefined && { warmup }) },
    }));
    const hooks = {
      ...(signal && { signal }),
      onProgress: (done: number) => {
        // The aim moves when the runs so far turn out too few; a bar does not go back.
        shown = Math.max(shown, (before + done) / aim);
        onProgress?.(shown);
      },
    };
    for await (const result of crew('report', jobs, hooks)) {
      if (!result.ok) return result.problems;
      reports.push(result.value);
    }
    return [];
  };
  // The first run looks for the warm-up; all others leave out the same time, so that they are accounts of the same thing.
  const problems = asked === 'auto' ? [...(await batch(1))] : [];
  const [pilot] = reports;
  while (problems.length === 0 && reports.length < aim) {
    problems.push(...(await batch(aim - reports.length, pilot?.warmup)));
    if (precision && problems.length === 0) {
      problems.push(...unknownFigures(reports, precision));
      aim = planned(reports, precision, most);
    }
  }
  if (problems.length > 0) return failure(...problems);
  const all = pilot ? reports.map((report) => ({ ...report, warmupRule: pilot.warmupRule })) : reports;
  return success(summary(design, all, precision && precisionOf(all, precision, most)));
}

export const replications = defineWhatIf({
  name: 'replications',
  title: 'Many runs',
  wanted: zReplicationsWanted,
  answer: zReplications,
  run: replicate,
});

/** Reports of one design, one after the other: lists have the same items in the same order. */
export function summary(design: Design, reports: readonly Report[], precision: Replications['precision'] = null): Replications {
  const [report] = reports;
  if (!report) throw new Error('Broken invariant: a summary needs a report');
  const of = <K extends Part>(part: K): Estimated<Report[K]> =>
    estimatesOf<Report[K]>(
      parts[part],
      reports.map((one) => one[part]),
    );
  return {
    format: 'faultline-replications-2',
    design: report.design,
    designDigest: digestOf(design),
    confidence: CONFIDENCE,
    simulated: report.simulated,
    warmup: report.warmup,
    warmupRule: report.warmupRule,
    runs: reports.map(({ seed, digest }) => ({ seed, digest })),
    precision,
    conserved: reports.every((one) => unbalanced(one).length === 0),
    requests: of('requests'),
    journeys: of('journeys'),
    tenants: of('tenants'),
    nodes: of('nodes'),
    links: of('links'),
    slos: report.slos.map(({ id, text, objective }, i) => {
      const metIn = reports.filter((one) => one.slos[i]!.met).length;
      const measured = estimate(reports.map((one) => one.slos[i]!.measured));
      return { id, text, met: metIn === reports.length, metIn, measured, objective };
    }),
    invariants: (report.ledger?.invariants ?? []).map(({ id, text }, i) => {
      const lines = reports.map((one) => one.ledger!.invariants[i]!);
      const brokenIn = lines.filter(({ holds }) => !holds).length;
      const violations = estimate(lines.map((line) => line.violations));
      return { id, text, holds: brokenIn === 0, brokenIn, violations, amount: estimate(lines.map(({ amount }) => amount)) };
    }),
    degradedFirst: firstToDegrade(reports),
  };
}

function firstToDegrade(reports: readonly Report[]): Replications['degradedFirst'] {
  const runs = new Map<string, number>();
  for (const { degraded } of reports) {
    const [first] = degraded;
    if (first) runs.set(first.subject, (runs.get(first.subject) ?? 0) + 1);
  }
  return [...runs].map(([subject, count]) => ({ subject, runs: count })).toSorted((a, b) => b.runs - a.runs);
}
